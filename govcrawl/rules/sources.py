"""The sources that an account is seen by: which are independent of each other, and when each was last read."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import FeedSeen, SourceAsked
from govcrawl.model.finding import Evidence
from govcrawl.model.observation import Observation
from govcrawl.model.period import CHINA_TIME
from govcrawl.rules.rule import not_visited
from govcrawl.rules.standing import evidence_of

JOBS = ("feed", "wechat", "weibo")  # that visit accounts
UNSEEN = (Observation.NOT_OBSERVED, Observation.NOT_OBSERVABLE)


def unvisited(dossier: Dossier) -> str:
    """Return why no job saw anything of the account, or an empty string where one did."""
    reasons = {job: not_visited(dossier, job) for job in JOBS if dossier.visit(job)}
    return "" if not all(reasons.values()) else next(iter(reasons.values()), not_visited(dossier, JOBS[0]))


def voice(url: str) -> str:
    """Return whose word a source is: that of its host, of all that was saved by hand, of an import's origin."""
    return urlsplit(url).hostname or ("saved" if url.startswith("saved/") else url)


def agreeing(feeds: Iterable[FeedSeen]) -> int:
    """Return how many independent sources say the same."""
    return len({voice(feed.source) for feed in feeds})


def source_evidence(feed: FeedSeen, dossier: Dossier) -> Evidence:
    """Return what a source showed; of one that showed nothing also when it last did (最近一次成功采集)."""
    found = evidence_of(feed)
    if feed.state not in UNSEEN:
        return found
    last = last_read(feed.source, dossier.of(SourceAsked)) or "无"
    return Evidence(found.url, found.snapshot, f"{found.text}，最近一次成功采集：{last}", found.seen_at)


def last_read(source: str, visits: Iterable[SourceAsked]) -> str:
    """Return the minute in which a source last showed anything, in China, or an empty string."""
    read = [it.seen_at for it in visits if it.read and it.url == source]
    return f"{max(read).astimezone(CHINA_TIME):%Y-%m-%d %H:%M}" if read else ""

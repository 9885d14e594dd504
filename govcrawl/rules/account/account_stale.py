"""N2a: an account without a new post."""

from collections.abc import Sequence
from dataclasses import dataclass

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import FeedSeen
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.rules.rule import ACCOUNTS, Rule, RuleKind
from govcrawl.rules.sources import agreeing, source_evidence, unvisited
from govcrawl.rules.standing import Standing, freshness, latest, shown
from govcrawl.rules.window import Window


@dataclass(frozen=True)
class AccountStale(Rule):
    """The account has posted nothing in the last days.

    What it checks:
        The newest post, original or forwarded, lies in the window of `days` days that ends at the moment of
        inspection, both ends included. One source with such a post is enough to pass. Without one,
        `sources_needed` independent sources (mirrors on different hosts, imports of different origin) have to
        agree, or a person has to have looked (last_posts.csv, reviews.csv): a mirror can miss posts. Where a
        source could not be read, at least two others have to agree.

    Why it matters:
        A veto: an account that is not kept up is to be looked after or deregistered (僵尸账号).

    Not observed:
        No source was read. Too few sources that agree are left to a person, and so is a source without dates: every
        platform dates its posts, so the missing date is the mirror's fault and not the account's. So is a mirror
        without any post, and a date in the future.

    Source:
        国办秘函〔2019〕19号，政务新媒体单项否决“内容不更新”；fact sheet 1.3 N2a.
    """

    code = "N2a"
    title = "内容不更新"
    kind = RuleKind.VETO
    applies_to = ACCOUNTS
    phrase = "监测时间点前{days}天内无更新"

    days: int
    sources_needed: int

    def judge(self, dossier: Dossier) -> Finding:
        """Judge the newest post over all sources."""
        feeds = latest(dossier.of(FeedSeen))
        reason = unvisited(dossier)
        if reason and not any(feed.imported_on for feed in feeds):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason, _proof(feeds, dossier))
        found: dict[Standing, list[FeedSeen]] = {standing: [] for standing in Standing}
        window = Window(days=self.days)
        for feed in sorted(feeds, key=lambda feed: (str(feed.newest or ""), feed.source), reverse=True):
            found[freshness(feed, window, dossier.as_of, undated_counts_as_stale=False)].append(feed)
        clear, stale, doubtful, unseen = (
            found[it] for it in (Standing.CLEAR, Standing.FAULTY, Standing.DOUBTFUL, Standing.UNSEEN)
        )
        if clear:
            return self.finding(dossier, Verdict.PASS, f"账号最近更新：{shown(clear[0])}", _proof(clear[:1], dossier))
        if doubtful:
            reason = f"账号日期需人工核对：{shown(doubtful[0])}（监测时间点 {dossier.as_of}）"
            return self.finding(dossier, Verdict.NEEDS_REVIEW, reason, _proof([*doubtful, *stale, *unseen], dossier))
        if not stale:
            told = f"账号未能观测（{len(unseen)}个来源）：{unseen[0].source} {shown(unseen[0])}" if unseen else ""
            return self.finding(
                dossier, Verdict.NOT_OBSERVED, told or "未采集到该账号的发布页", _proof(unseen, dossier)
            )
        reason = f"账号在监测时间点（{dossier.as_of}）前{self.days}天内无更新，最近：{shown(stale[0])}"
        by_person = any(feed.imported_by for feed in stale)
        needed = max(self.sources_needed, 2 if unseen else 1)
        proof = _proof([*stale, *unseen], dossier)
        if by_person or agreeing(stale) >= needed:
            return self.finding(dossier, Verdict.FAIL, reason, proof)
        reason += f"；仅{agreeing(stale)}个独立来源（需{needed}个一致或人工核对）"
        return self.finding(dossier, Verdict.NEEDS_REVIEW, reason, proof)


def _proof(feeds: Sequence[FeedSeen], dossier: Dossier) -> list[Evidence]:
    return [source_evidence(feed, dossier) for feed in feeds]

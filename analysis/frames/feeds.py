"""Accounts: when each posted last, how regularly, and what its sources say of it (TS6)."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd

from analysis.judgement import Judgement
from analysis.titles import county_title, platform_title
from govcrawl.model.fact import AccountSeen, Fact, FeedSeen, PostSeen, SourceAsked
from govcrawl.model.fact.post import LOOK_BACK_DAYS
from govcrawl.model.period import CHINA_TIME
from govcrawl.rules.account.account_stale import AccountStale
from govcrawl.rules.reasons import told
from govcrawl.rules.sources import last_read
from govcrawl.rules.standing import latest, words

FIELDS = ["target_id", "platform", "name", "sponsor", "county", "newest", "days", "newest_title", "posts", "seen_at"]
SAID = {True: "是", False: "否"}


def feeds(judgement: Judgement) -> pd.DataFrame:
    """Return a row for each account in operation, in the order of the register.

    `left` is how many days it may still rest under the profile (below 0: how long it is over), `gap` the most days
    between two posts of the look-back, or since the last one; what no source tells is None.
    """
    sources = judgement.sources
    allowed = next((rule.days for rule in sources.profile.rules if isinstance(rule, AccountStale)), None)
    rows = []
    for account in sources.register.accounts:
        if not account.operating:
            continue
        facts = judgement.facts_of(account.id)
        seen = latest(fact for fact in facts if isinstance(fact, FeedSeen))
        best = max(seen, key=lambda fact: (fact.newest is not None, fact.newest or fact.seen_at.date()), default=None)
        newest = best.newest if best else None
        days = (sources.as_of - newest).days if newest else None
        rows.append(
            {
                "target_id": account.id,
                "platform": platform_title(account.platform, sources.register.city.report),
                "name": account.name,
                "sponsor": account.sponsor,
                "county": county_title(account.county),
                "newest": newest,
                "days": days,
                "left": allowed - days if allowed is not None and days is not None else None,
                "newest_title": best.newest_title if best else "",
                "posts": best.posts if best else None,
                "seen_at": f"{best.seen_at.astimezone(CHINA_TIME):%Y-%m-%d %H:%M}" if best else None,
                "url": best.url if best else account.url,
                "reason": (told(best.reason) if best.reason else "") if best else "未采集",
                **_regularity(_posts(facts, sources.as_of), sources.as_of),
                **_itself(facts),
                "sources": "；".join(_source(feed, facts) for feed in seen),
            }
        )
    fields = [*FIELDS, "url", "reason", "left", "gap", "gap_from", "gap_to", "originals", "forwarded"]
    fields += ["replies_open", "menu", "verified_subject", "sources"]
    return pd.DataFrame(rows, columns=fields, dtype=object)


def longest_gap(days: Iterable[date], as_of: date) -> tuple[int | None, date | None, date | None]:
    """Return the most days that passed between two posts, or since the last one, and from when to when."""
    gaps = [((until - since).days, since, until) for since, until in pairwise(sorted({*days, as_of}))]
    return max(gaps, key=lambda gap: gap[0], default=(None, None, None))


def _posts(facts: Sequence[Fact], as_of: date) -> list[PostSeen]:
    """Return the posts of the look-back; of several sources those of the one that shows most."""
    since = as_of - timedelta(days=LOOK_BACK_DAYS)
    by_source: dict[str, list[PostSeen]] = {}
    for fact in facts:
        if isinstance(fact, PostSeen) and since <= fact.published <= as_of:
            by_source.setdefault(fact.url, []).append(fact)
    return max((by_source[url] for url in sorted(by_source)), key=len, default=[])


def _regularity(posts: Sequence[PostSeen], as_of: date) -> dict[str, object]:
    gap, since, until = longest_gap([post.published for post in posts], as_of)
    kinds = [post.original for post in posts if post.original is not None]
    counts = (kinds.count(True), kinds.count(False)) if kinds else (None, None)
    fields = ("gap", "gap_from", "gap_to", "originals", "forwarded")
    return dict(zip(fields, (gap, since, until, *counts), strict=True))


def _itself(facts: Sequence[Fact]) -> dict[str, object]:
    """Return what the sources say of the account itself; one that lets visitors write is enough."""
    seen = [fact for fact in facts if isinstance(fact, AccountSeen)]
    opened = [fact.replies_open for fact in seen if fact.replies_open is not None]
    menus = [fact.menu for fact in seen if fact.menu is not None]
    return {
        "replies_open": SAID[any(opened)] if opened else None,
        "menu": ("、".join(max((len(menu), menu) for menu in menus)[1]) or "无") if menus else None,
        "verified_subject": next((fact.verified_subject for fact in seen if fact.verified_subject), None),
    }


def _source(feed: FeedSeen, facts: Sequence[Fact]) -> str:
    """Return what a source showed, and when it was last read."""
    last = last_read(feed.source, (it for it in facts if isinstance(it, SourceAsked)))
    return f"{feed.source}：{words(feed)}" + (f"，最近一次成功采集 {last}" if last else "")

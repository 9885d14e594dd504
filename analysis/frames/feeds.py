"""Accounts: when each posted last, as its sources show it."""

import pandas as pd

from analysis.judgement import Judgement
from analysis.titles import county_title, platform_title
from govcrawl.model.fact import FeedSeen
from govcrawl.model.period import CHINA_TIME
from govcrawl.rules.reasons import told

FIELDS = ["target_id", "platform", "name", "sponsor", "county", "newest", "days", "newest_title", "posts", "seen_at"]


def feeds(judgement: Judgement) -> pd.DataFrame:
    """Return a row for each account in operation with its newest post, in the order of the register (TS6)."""
    sources = judgement.sources
    rows = []
    for account in sources.register.accounts:
        if not account.operating:
            continue
        seen = [fact for fact in judgement.facts_of(account.id) if isinstance(fact, FeedSeen)]
        best = max(seen, key=lambda fact: (fact.newest is not None, fact.newest or fact.seen_at.date()), default=None)
        newest = best.newest if best else None
        rows.append(
            (
                account.id,
                platform_title(account.platform, sources.register.city.report),
                account.name,
                account.sponsor,
                county_title(account.county),
                newest,
                (sources.as_of - newest).days if newest else None,
                best.newest_title if best else "",
                best.posts if best else None,
                f"{best.seen_at.astimezone(CHINA_TIME):%Y-%m-%d %H:%M}" if best else None,
                best.url if best else account.url,
                (told(best.reason) if best.reason else "") if best else "未采集",
            )
        )
    return pd.DataFrame(rows, columns=[*FIELDS, "url", "reason"], dtype=object)

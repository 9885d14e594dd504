"""Rates of a judgement: by line of the notice, county, platform, platform and level, score."""

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from analysis.figures import Figure, figured, narrowed
from analysis.judgement import Judgement
from analysis.passrates import counts_by, total, with_rates
from analysis.table import TOTAL
from analysis.titles import ACCOUNTS, LINES, SITES
from govcrawl.model.target import MUNICIPAL, SiteKind
from govcrawl.register import TableSettings

# Disclosure sections are objects of their own beside the websites (Lincang 2021Q2), not part of their total.
WEBSITES = f"group == 'site' and kind != '{SiteKind.DISCLOSURE_SECTION}'"
QUERIES = {SITES: WEBSITES, ACCOUNTS: "group == 'account'"} | {kind.value: f"kind == '{kind}'" for kind in SiteKind}
LEVELS = {"municipal": f"county == '{MUNICIPAL}'", "counties": f"county != '{MUNICIPAL}'"}


def overview_rates(judgement: Judgement) -> pd.DataFrame:
    """Return counts and rates of the lines of the notice: all websites, each kind of them, all accounts."""
    frame = judgement.frame
    kinds = counts_by(frame, "kind", [*(kind.value for kind in SiteKind), "account"])
    websites = kinds.loc[[kind.value for kind in SiteKind if kind is not SiteKind.DISCLOSURE_SECTION]]
    lines = pd.concat([total(websites, SITES), kinds.rename(index={"account": ACCOUNTS})]).loc[list(LINES)]
    lines = lines[(lines["operating"] > 0) | lines.index.isin([SITES, ACCOUNTS])]
    return with_rates(lines, _cuts(judgement, lines.index))


def overview_table(judgement: Judgement) -> pd.DataFrame:
    """Return the lines of the notice as figures."""
    rates = overview_rates(judgement)
    return figured(rates, QUERIES.__getitem__, _cuts(judgement, rates.index))


def rates_by(judgement: Judgement, group: str, field: str, order: Sequence[str], table: str) -> pd.DataFrame:
    """Return the figures of a group (site, account; "" is both) by a field, the total last, as `table` is cut."""
    settings = judgement.sources.register.city.report.table(table)
    of_group = f"group == '{group}'" if group else ""
    counts = counts_by(judgement.frame.query(of_group) if group else judgement.frame, field, order)
    rates = with_rates(pd.concat([counts, total(counts, TOTAL)]), settings)
    return figured(
        rates, lambda value: of_group if value == TOTAL else narrowed(of_group, f"{field} == {value!r}"), settings
    )


def matrix_rates(judgement: Judgement, platforms: Sequence[str]) -> pd.DataFrame:
    """Return accounts by platform and level: those of the city and of its counties, and both with their rate (TS3)."""
    frame = judgement.frame
    accounts = frame[frame["group"] == "account"]
    both = rates_by(judgement, "account", "platform", platforms, "accounts_by_level")
    for level, query in LEVELS.items():
        counts = counts_by(accounts.query(query), "platform", platforms)
        counts = pd.concat([counts, total(counts, TOTAL)])
        for field, narrower in (("operating", ""), ("unqualified", "counted_as == 'unqualified'")):
            own = [
                Figure(int(number), narrowed(base.query, query, narrower))
                for base, number in zip(both["operating"], counts[field], strict=True)
            ]
            both[f"{level}_{field}"] = pd.Series(own, index=both.index, dtype=object)
    return both


BANDS = (("100分及以上", 100), ("90分至100分", 90), ("80分至90分", 80), ("60分至80分", 60), ("60分以下", None))
ACROSS, UNSCORED = "得分区间跨档", "单项否决或不计分"


def score_bands(judgement: Judgement) -> pd.DataFrame:
    """Return how many objects scored within each band; one whose score is a range across bands stands apart."""
    operating = [it for it in judgement.outcomes if judgement.targets[it.target_id].operating]
    bands = [_band(it.score.final_low) if it.score else UNSCORED for it in operating]
    reached = [_band(it.score.final_high) if it.score else UNSCORED for it in operating]
    names = [low if low == high else ACROSS for low, high in zip(bands, reached, strict=True)]
    rows = [(band, Figure(names.count(band), f"# 总分：{band}")) for band in (*dict(BANDS), ACROSS, UNSCORED)]
    return pd.DataFrame(rows, columns=["band", "objects"])


def score_ranks(judgement: Judgement) -> dict[str, tuple[int | None, str]]:
    """Return rank and band of every scored object by its id; a score that is a range has no rank (TS11)."""
    scores = {it.target_id: it.score for it in judgement.outcomes if it.score}
    settled = [score.final_low for score in scores.values() if score.settled]
    ranks: dict[str, tuple[int | None, str]] = {}
    for target_id, score in scores.items():
        rank = 1 + sum(other > score.final_low for other in settled) if score.settled else None
        low, high = _band(score.final_low), _band(score.final_high)
        ranks[target_id] = (rank, low if low == high else ACROSS)
    return ranks


def _band(points: Decimal) -> str:
    return next(name for name, least in BANDS if least is None or points >= least)


def _cuts(judgement: Judgement, lines: "pd.Index[str]") -> dict[str, TableSettings]:
    report = judgement.sources.register.city.report
    return {str(line): report.table(str(line)) for line in lines}

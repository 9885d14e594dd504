"""Counties ranked, and rates by one field, as plain numbers."""

from collections.abc import Sequence

import pandas as pd

from analysis.judgement import Judgement
from analysis.passrates import counts_by, with_rates
from govcrawl.model.target import MUNICIPAL


def plain_rates(judgement: Judgement, field: str, order: Sequence[str], group: str = "") -> pd.DataFrame:
    """Return counts and rates by the values of a field, of one group (site, account) or of all objects."""
    frame = judgement.frame[judgement.frame["group"] == group] if group else judgement.frame
    cut = judgement.sources.register.city.report.table(f"{group or 'object'}s_by_{field}")
    return with_rates(counts_by(frame, field, order), cut)


def county_ranking(judgement: Judgement) -> pd.DataFrame:
    """Return the counties that have objects, the highest pass rate of websites and accounts together first.

    `rank` goes by the exact rate, equal ones share it; it is None, and the county last, where nothing is decided.
    """
    order = [MUNICIPAL, *judgement.sources.register.city.counties]
    rates = plain_rates(judgement, "county", order)
    rates = rates[rates["inspected"] > 0]
    decided = rates["qualified"] + rates["unqualified"]
    exact = (rates["qualified"] / decided.where(decided > 0)).astype(float)
    ranks = exact.rank(ascending=False, method="min")
    rates.insert(0, "rank", pd.Series([None if pd.isna(it) else int(it) for it in ranks], rates.index, dtype=object))
    return rates.loc[exact.sort_values(ascending=False, kind="stable", na_position="last").index]

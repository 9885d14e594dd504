"""The periods that the store holds a judgement of, side by side (TS20)."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.figures import Figure
from analysis.judgement import Judgement
from analysis.passrates import COUNTED_AS, percent
from analysis.titles import ACCOUNTS, SITES, period_title
from govcrawl.model.finding import Outcome
from govcrawl.model.target import SiteKind


def trend(judgement: Judgement) -> pd.DataFrame:
    """Return a row a period, the earliest first. Objects gone from the register count as what their id says."""
    sources = judgement.sources
    periods = {**judgement.earlier, sources.period.name: judgement.outcomes}
    rows = []
    for name, outcomes in periods.items():
        row: dict[str, Any] = {"period": period_title(sources.register.city.periods[name])}
        for group in (SITES, ACCOUNTS):
            row |= _figures([it for it in outcomes if _group(it, judgement) == group], group, name, judgement)
        rows.append(row | {"profile": sources.profile.title})
    return pd.DataFrame(rows)


def _group(outcome: Outcome, judgement: Judgement) -> str:
    target = judgement.targets.get(outcome.target_id)
    if target is not None and target.kind == SiteKind.DISCLOSURE_SECTION:
        return ""
    return ACCOUNTS if outcome.target_id.startswith("account/") else SITES


def _figures(outcomes: Iterable[Outcome], group: str, period: str, judgement: Judgement) -> dict[str, Figure]:
    counted = [COUNTED_AS[it.verdict] for it in outcomes if it.verdict in COUNTED_AS]
    inspected, qualified, unqualified, undecided = (
        len(counted),
        *map(counted.count, ("qualified", "unqualified", "undecided")),
    )
    settings = judgement.sources.register.city.report.table(group)
    rate = percent(qualified, qualified + unqualified, settings)
    about = f"# {period}，{group}"
    return {
        group: Figure(inspected, f"{about}，检查"),
        f"{group}_unqualified": Figure(unqualified, f"{about}，不合格"),
        f"{group}_undecided": Figure(undecided, f"{about}，未能判定"),
        f"{group}_rate": Figure(
            rate,
            f"{about}，合格",
            qualified,
            qualified + unqualified,
            f"{about}，已判定",
            f"{settings.rounding} {settings.decimals}",
        ),
    }

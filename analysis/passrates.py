"""Pass rates: counts that always add up to the register, and percentages that are cut the way a city cuts them.

How undecided objects count: a rate is that of the objects decided, qualified / (qualified + unqualified). What is
undecided is neither in its numerator nor in its denominator, is counted beside it, and where there is any, `lowest`
and `highest` say what the rate becomes if all of them turn out one way or the other.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pandas as pd

from govcrawl.errors import GovcrawlError
from govcrawl.model.finding import Outcome, Verdict
from govcrawl.model.target import Site, Target
from govcrawl.register import Rounding, TableSettings

COUNTS = ["operating", "inspected", "qualified", "unqualified", "undecided"]
RATES = ["pass_rate", "unqualified_rate", "lowest", "highest"]

COUNTED_AS = {
    Verdict.PASS: "qualified",
    Verdict.FAIL: "unqualified",
    Verdict.NOT_OBSERVED: "undecided",
    Verdict.NEEDS_REVIEW: "undecided",
}


class ReconciliationError(GovcrawlError):
    """Outcomes and register do not add up: nothing may be printed from them."""


def judged(targets: Sequence[Target], outcomes: Iterable[Outcome]) -> pd.DataFrame:
    """Return a row for each object in operation, in the order of the register, with what it counts as.

    Raises ReconciliationError where an object in operation has no outcome or two, or an outcome has no object.
    """
    faults: list[str] = []
    verdicts: dict[str, Verdict] = {}
    registered = {target.id: target for target in targets}
    for outcome in outcomes:
        if outcome.target_id in verdicts:
            faults.append(f"{outcome.target_id}: has two outcomes; judge again")
        if outcome.target_id not in registered:
            faults.append(f"{outcome.target_id}: was judged and is not in the register; judge again")
        verdicts[outcome.target_id] = outcome.verdict
    for target in registered.values():
        if (verdict := verdicts.get(target.id)) is None:
            faults.append(f"{target.id}: {target.name} is in the register and was not judged; judge again")
        elif target.operating != (verdict in COUNTED_AS):
            state = "in" if target.operating else "out of"
            faults.append(f"{target.id}: {target.name} is {state} operation and came out {verdict}; judge again")
    if len(registered) != len(targets):
        faults.append("register: two objects have the same identity; give one a code of its own")
    if faults:
        raise ReconciliationError("\n".join(faults))
    rows = [
        (
            target.id,
            target.name,
            target.group,
            str(target.kind),
            target.county,
            "" if isinstance(target, Site) else target.platform,
            COUNTED_AS[verdicts[target.id]],
        )
        for target in targets
        if target.operating
    ]
    return pd.DataFrame(rows, columns=["target_id", "target", "group", "kind", "county", "platform", "counted_as"])


def counts_by(judgements: pd.DataFrame, field: str, order: Sequence[str]) -> pd.DataFrame:
    """Return the counts per value of a field, in this order, rows without objects among them.

    Raises ReconciliationError where an object has a value that is not in `order`, or the rows do not add up.
    """
    if strangers := sorted(set(judgements[field]) - set(order)):
        named = judgements.loc[judgements[field].isin(strangers), "target"]
        raise ReconciliationError(
            f"{field}: {', '.join(map(repr, strangers))} of {', '.join(named[:5])} has no row; add it to the register"
        )
    operating = Counter(judgements[field])
    counted = Counter(zip(judgements[field], judgements["counted_as"], strict=True))
    columns = {name: [counted[value, name] for value in order] for name in COUNTS[2:]}
    counts = pd.DataFrame(columns, index=pd.Index(list(order), name=field), dtype=int)
    counts.insert(0, "inspected", counts.sum(axis=1).astype(int))
    counts.insert(0, "operating", [operating[value] for value in order])
    return reconciled(counts, len(judgements))


def total(counts: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the sum of all rows as one row of this name."""
    return pd.DataFrame([counts[COUNTS].sum()], index=[name]).astype(int)


def reconciled(counts: pd.DataFrame, objects: int) -> pd.DataFrame:
    """Return the counts. Raises ReconciliationError naming the rows that do not add up, or the register."""
    decided = counts["qualified"] + counts["unqualified"] + counts["undecided"]
    off = counts.index[(decided != counts["inspected"]) | (counts["inspected"] != counts["operating"])]
    if len(off):
        raise ReconciliationError(f"{', '.join(map(str, off))}: qualified, unqualified and undecided do not add up")
    if counts["operating"].sum() != objects:
        raise ReconciliationError(f"register: {objects} objects, but {counts['operating'].sum()} in the rows")
    return counts


def with_rates(counts: pd.DataFrame, settings: TableSettings | Mapping[str, TableSettings]) -> pd.DataFrame:
    """Return the counts with their percentages, all rows cut one way or each its own (`settings` by row)."""
    rates = []
    for name, row in counts.iterrows():
        cut = settings[str(name)] if isinstance(settings, Mapping) else settings
        inspected, qualified, unqualified = (int(row[field]) for field in ("inspected", "qualified", "unqualified"))
        decided, possible = qualified + unqualified, inspected - unqualified
        rates.append(
            [
                percent(qualified, decided, cut),
                percent(unqualified, decided, cut),
                percent(qualified, inspected, cut),
                percent(possible, inspected, cut),
            ]
        )
    return counts.join(pd.DataFrame(rates, index=counts.index, columns=RATES, dtype=object))


def percent(part: int, whole: int, settings: TableSettings) -> Decimal | None:
    """Return part / whole in percent, cut to the decimals of the table; None of nothing.

    Half-up and truncation both occur in notices (fact sheet 7.2: 88.88 of 8/9 beside 97.37 of 37/38).
    """
    if not whole:
        return None
    rounding = ROUND_HALF_UP if settings.rounding is Rounding.HALF_UP else ROUND_DOWN
    return (Decimal(100 * part) / Decimal(whole)).quantize(Decimal(1).scaleb(-settings.decimals), rounding)


def printed(rate: Decimal | None) -> str:
    """Return a percentage as notices print it: 89.4%, and 100% without decimals."""
    if rate is None:
        return "—"
    return f"{int(rate) if rate in (0, 100) else rate}%"

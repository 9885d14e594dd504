"""From findings to a score: caps per item, gates, ranges where items are undecided.

No fault is charged twice because no two rules look at the same: A9 leaves out the classes of columns that have items
of their own, and a failed veto ends the score.

Source: 国办秘函〔2019〕19号, general rules; fact sheet 1.1. Every number is that of the profile's scale.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from govcrawl.model.finding import Finding, Verdict
from govcrawl.model.score import Sampling, Score, ScorePart
from govcrawl.rules.indicators import item_of
from govcrawl.rules.scale import Scale

ZERO = Decimal(0)
NOT_LOOKED_AT = "本期未抽查"


def score(findings: Iterable[Finding], scale: Scale, *, services: bool = True, unsampled_opens: bool = True) -> Score:
    """Return the score that the findings of one object amount to; whether a veto ends it is judged elsewhere.

    Every finding counts whose item the scale has. A deduction that failed
    costs its points, one that waits for a person or was not observed up to its cap; bonuses count where they passed.
    """
    by_item: dict[str, list[Finding]] = {}
    for finding in findings:
        item = item_in(finding.code, scale.caps)
        if item:
            by_item.setdefault(item, []).append(finding)
    left_out = scale.service_group if not services else ""
    items = [item for item in scale.caps if not (left_out and item.startswith(left_out))]
    parts: dict[str, ScorePart] = {}
    for item in items:
        own, cap = by_item.get(item, ()), scale.caps[item]
        if scale.is_bonus(item):
            parts[item] = _earned(item, cap, own, unsampled_opens=unsampled_opens)
        else:
            parts[item] = _lost(item, cap, own, unsampled_opens=unsampled_opens)
    return total([parts[item] for item in items], scale, services=services)


def total(parts: Sequence[ScorePart], scale: Scale, *, services: bool = True) -> Score:
    """Return the score of parts: base, gates, bonus. Without services the other items stand for the whole base.

    75 points x 4/3 nationally: base / (base less the caps of the service items).
    """
    lost = [part for part in parts if not scale.is_bonus(part.item)]
    earned = [part for part in parts if scale.is_bonus(part.item)]
    reachable = scale.base
    if not services and scale.service_group:
        reachable -= sum(cap for item, cap in scale.caps.items() if item.startswith(scale.service_group))
    low, high = (
        max(ZERO, reachable + sum(points)) * scale.base / reachable
        for points in ([part.low for part in lost], [part.high for part in lost])
    )
    bonus_low = min(scale.bonus, sum((part.low for part in earned), ZERO)) if low > scale.bonus_gate else ZERO
    bonus_high = min(scale.bonus, sum((part.high for part in earned), ZERO)) if high > scale.bonus_gate else ZERO
    return Score(low, high, bonus_low, bonus_high, low + bonus_low, high + bonus_high, tuple(parts))


def verdict_of(found: Score, scale: Scale, *, services: bool = True) -> Verdict:
    """Return what a score says where it decides. Items that nobody sampled decide nothing.

    Failed where even the best reading of what was sampled stays below the pass mark; open where only the worst does.
    """
    sampled = [part for part in found.parts if part.sampling is not Sampling.NOT_SAMPLED]
    of_sampled = total(sampled, scale, services=services)
    if of_sampled.base_high < scale.pass_mark:
        return Verdict.FAIL
    return Verdict.PASS if of_sampled.base_low >= scale.pass_mark else Verdict.NEEDS_REVIEW


def item_in(code: str, items: Mapping[str, object]) -> str:
    """Return the item of a scale that a code belongs to: D3, A9 for A9a, L for L1; empty where it has none."""
    return next((item for item in (code, item_of(code), code[:1]) if item in items), "")


def _lost(item: str, cap: Decimal, findings: Sequence[Finding], *, unsampled_opens: bool) -> ScorePart:
    certain, most, reasons = ZERO, ZERO, []
    for finding in findings:
        match finding.verdict:
            case Verdict.FAIL if finding.points:
                certain -= finding.points
                most += cap if finding.more_possible else -finding.points
            case Verdict.FAIL | Verdict.NEEDS_REVIEW | Verdict.NOT_OBSERVED:  # a fault without a price is one too
                most += cap
            case Verdict.PASS if finding.more_possible:
                most += cap
            case _:
                continue
        reasons.append(finding.reason)
    sampling = _sampling(findings)
    if sampling is Sampling.NOT_SAMPLED:
        most = cap if unsampled_opens else ZERO
        reasons = [finding.reason for finding in findings] or [NOT_LOOKED_AT]
    low, high = -min(cap, most), -min(cap, certain)
    if sampling is Sampling.DECIDED and low != high:
        sampling = Sampling.OPEN
    return ScorePart(item, low, high, cap, sampling, "；".join(reasons) or _settled(findings))


def _earned(item: str, cap: Decimal, findings: Sequence[Finding], *, unsampled_opens: bool) -> ScorePart:
    certain, most, reasons = ZERO, ZERO, []
    for finding in findings:
        match finding.verdict:
            case Verdict.PASS:
                certain += finding.points
                unpriced = not finding.points or finding.more_possible  # earned, and nobody said how much
                most += cap if unpriced else finding.points
            case Verdict.FAIL if finding.more_possible:
                most += cap
            case Verdict.NEEDS_REVIEW | Verdict.NOT_OBSERVED:
                most += cap
            case _:
                pass
        reasons.append(finding.reason)
    sampling = _sampling(findings)
    if sampling is Sampling.NOT_SAMPLED:
        most = cap if unsampled_opens else ZERO
    low, high = min(cap, certain), min(cap, most)
    if sampling is Sampling.DECIDED and low != high:
        sampling = Sampling.OPEN
    return ScorePart(item, low, high, cap, sampling, "；".join(reasons) or NOT_LOOKED_AT)


def _sampling(findings: Sequence[Finding]) -> Sampling:
    verdicts = {finding.verdict for finding in findings if finding.sampled}
    if not verdicts:
        return Sampling.NOT_SAMPLED
    return Sampling.OPEN if verdicts & {Verdict.NEEDS_REVIEW, Verdict.NOT_OBSERVED} else Sampling.DECIDED


def _settled(findings: Sequence[Finding]) -> str:
    return "；".join(finding.reason for finding in findings if finding.sampled)

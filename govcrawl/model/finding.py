"""Findings and outcomes: what a rule, or a person, says of a target, with the evidence."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from govcrawl.model.score import Score


class Verdict(StrEnum):
    """The five verdicts. Unknown is neither pass nor fail."""

    PASS = "pass"
    FAIL = "fail"
    NOT_OBSERVED = "not_observed"
    NOT_APPLICABLE = "not_applicable"
    NEEDS_REVIEW = "needs_review"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a finding can be seen: address, stored snapshot, the words that were read, and when."""

    url: str
    snapshot: str
    text: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule (or a reviewer) says of one target. `reason` is Chinese: users read it.

    `points` is the sum of all faults, below the item's cap or beyond it. `more_possible`: further faults of the item
    were neither confirmed nor excluded, so that the points may still grow. `sampled` is False where this inspection
    left the rule out.
    """

    target_id: str
    code: str
    verdict: Verdict
    reason: str
    as_of: date
    points: Decimal = Decimal(0)
    evidence: tuple[Evidence, ...] = ()
    reviewer: str = ""  # empty: decided by a rule
    more_possible: bool = False
    sampled: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict on a target: any veto fails it; an undecided veto leaves it undecided.

    `score` is None where nothing is scored: another kind of object, a veto, an object out of operation.
    """

    target_id: str
    verdict: Verdict
    failed: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    score: Score | None = None

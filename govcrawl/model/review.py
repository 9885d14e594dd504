"""A human verdict (人工复核): what no machine decides, or what a person decides otherwise."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from govcrawl.model.finding import Verdict


@dataclass(frozen=True, slots=True)
class Review:
    """One row of reviews.csv. `target_id` is resolved from the name or code that the row gives.

    `points` is what the verdict costs (below 0) or earns; None where the row does not say.
    """

    target_id: str
    code: str
    verdict: Verdict
    reason: str
    reviewer: str
    day: date
    evidence: str = ""
    points: Decimal | None = None

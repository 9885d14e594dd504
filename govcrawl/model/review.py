"""A human verdict (人工复核): what no machine decides, or what a person decides otherwise."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from govcrawl.model.finding import Verdict

_PICTURE = re.compile(r"[^\s，、；：:;（(）)]+\.(?:png|jpe?g|gif|webp)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Review:
    """One row of reviews.csv. `target_id` is resolved from the name or code that the row gives.

    `points` is what the verdict costs (below 0) or earns; None where the row does not say. `candidate` is the id
    of the one that is decided, empty where the verdict is on the whole indicator. `period` is the one it speaks of;
    empty: that in which `day` lies.
    """

    target_id: str
    code: str
    verdict: Verdict
    reason: str
    reviewer: str
    day: date
    evidence: str = ""
    points: Decimal | None = None
    candidate: str = ""
    period: str = ""

    @property
    def pictures(self) -> tuple[str, ...]:
        """The picture files that the evidence names, as screenshots.csv writes them."""
        return tuple(_PICTURE.findall(self.evidence)) if "://" not in self.evidence else ()

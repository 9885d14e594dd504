"""A score (得分): points from a base, item by item, as a range where items are undecided."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Sampling(StrEnum):
    """What is known of an item (检查项): decided, still open, or left out of this inspection."""

    DECIDED = "decided"
    OPEN = "open"
    NOT_SAMPLED = "not_sampled"


@dataclass(frozen=True, slots=True)
class ScorePart:
    """What one item does to the score: points from `low` to `high`, equal where it is decided.

    Deductions are 0 or less, bonuses 0 or more. `cap` is the most the item can move. `reason` is Chinese.
    """

    item: str
    low: Decimal
    high: Decimal
    cap: Decimal
    sampling: Sampling
    reason: str


@dataclass(frozen=True, slots=True)
class Score:
    """What an object is certain to reach and what it could reach at best. `final` is base and bonus together."""

    base_low: Decimal
    base_high: Decimal
    bonus_low: Decimal
    bonus_high: Decimal
    final_low: Decimal
    final_high: Decimal
    parts: tuple[ScorePart, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether the score is one number."""
        return self.final_low == self.final_high and self.base_low == self.base_high

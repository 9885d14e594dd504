"""The scale of a score (计分标准): what a profile sets of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Scale:
    """How objects of the kinds `applies_to` are scored; every number is a profile's.

    `base` points less the deductions, unqualified below `pass_mark`, and with the bonus, `bonus` at most, strictly
    above `bonus_gate`. `caps` holds the most each item can move: deductions, and bonuses for items that begin with
    `bonus_group`. Items of `service_group` are left out for objects without services, the rest is scaled up to `base`.
    """

    applies_to: frozenset[str]
    base: Decimal
    bonus: Decimal
    pass_mark: Decimal
    bonus_gate: Decimal
    service_group: str
    bonus_group: str
    caps: Mapping[str, Decimal]

    def is_bonus(self, item: str) -> bool:
        """Tell whether an item adds points."""
        return bool(self.bonus_group) and item.startswith(self.bonus_group)


@dataclass(frozen=True, slots=True)
class Scoring:
    """The scales of a profile, one a group of objects, and what its scores mean.

    `decides`: a score below the pass mark makes an object unqualified; else scores are printed and decide nothing.
    `unsampled_opens`: an item that this inspection left out leaves the score open by its cap; else only what was
    sampled is scored and the item is named as left out.
    """

    scales: tuple[Scale, ...]
    decides: bool
    unsampled_opens: bool
    source: str
    confidence: str = ""

    def scale_of(self, kind: str) -> Scale | None:
        """Return the scale of a kind of objects, or None where it is not scored."""
        return next((scale for scale in self.scales if kind in scale.applies_to), None)

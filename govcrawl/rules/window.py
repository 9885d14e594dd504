"""A look-back span (时间窗) of days or of calendar months."""

from dataclasses import dataclass
from datetime import date, timedelta

from govcrawl.model.period import months_before


@dataclass(frozen=True, slots=True)
class Window:
    """Exactly one of `days` and `months` is given. `source` says who set the span."""

    days: int = 0
    months: int = 0
    source: str = ""

    def start(self, day: date) -> date:
        """Return the first day of the window that ends with `day`; both ends count as inside."""
        return months_before(day, self.months) if self.months else day - timedelta(days=self.days)

    def __str__(self) -> str:
        return f"{self.months}个月" if self.months else f"{self.days}天"

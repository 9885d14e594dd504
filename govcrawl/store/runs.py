"""A run: one job over the targets of a city in a period, from its start until it is finished, however often stopped."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Run:
    """One run. `only` names the targets it was limited to (empty: all).

    `resumed` says that it goes on with an earlier start, `replays` that it read stored snapshots instead of the web.
    """

    id: str
    city: str
    period: str
    job: str
    as_of: date
    only: tuple[str, ...]
    started_at: datetime
    number: int = 1
    replays: bool = False
    resumed: bool = False

"""One visit to a home page."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ProbeSeen:
    """One visit to a home page to see whether it opens (V2). Every probe counts, not only those of the newest run.

    `failure` names why the page did not open (see govcrawl.rules.reasons). `first_byte_seconds` is the time until the
    headers of the last answer were in, names resolved and connected included; `seconds` the time until the whole page
    was there, redirects included, or how long was waited in vain. None: not measured.
    `source` is crawl, or the other monitor that an import names; then `url` says where the row stands.
    """

    look_back_days: ClassVar[int] = 15  # a judgement is given the facts of all runs of so many days

    target_id: str
    url: str
    seen_at: datetime
    opened: bool
    snapshot: str = ""
    failure: str = ""
    status: int = 0
    first_byte_seconds: float | None = None
    seconds: float | None = None
    source: str = "crawl"
    imported_by: str = ""
    imported_on: date | None = None

"""The home page of a site, as it was seen."""

from dataclasses import dataclass
from datetime import date, datetime

from govcrawl.model.observation import Observation


@dataclass(frozen=True, slots=True)
class HomePageSeen:
    """The home page of a site and the newest information on it (V3)."""

    target_id: str
    url: str
    state: Observation
    seen_at: datetime
    snapshot: str = ""
    newest: date | None = None
    newest_raw: str = ""
    newest_title: str = ""
    newest_url: str = ""
    rows: int = 0
    dated_rows: int = 0
    navigation_only: bool = False
    cms: str = ""
    reason: str = ""
    unchanged_since: datetime | None = None  # the page was read that day and confirmed unchanged since

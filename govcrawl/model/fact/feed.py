"""What one source showed of an account."""

from dataclasses import dataclass
from datetime import date, datetime

from govcrawl.model.observation import Observation


@dataclass(frozen=True, slots=True)
class FeedSeen:
    """The posts of an account that one source showed (N2). `source` is the mirror that was read.

    Of an import `source` is `import/` and the name of where it comes from, `url` says where the row stands.
    """

    target_id: str
    url: str
    source: str
    state: Observation
    seen_at: datetime
    snapshot: str = ""
    newest: date | None = None
    newest_raw: str = ""
    newest_title: str = ""
    newest_url: str = ""
    posts: int = 0
    reason: str = ""
    imported_by: str = ""
    imported_on: date | None = None

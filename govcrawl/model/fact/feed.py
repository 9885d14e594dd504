"""What one source showed of an account."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from govcrawl.model.observation import Observation


@dataclass(frozen=True, slots=True)
class FeedSeen:
    """The posts of an account that one source showed (N2). `source` is the mirror that was read.

    Of an import `source` is `import/` and the name of where it comes from, `url` says where the row stands.
    `oldest` is the oldest day of its posts: what lies before it, this source does not show.
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
    oldest: date | None = None


@dataclass(frozen=True, slots=True)
class SourceAsked:
    """One visit to one mirror of an account: whether it showed anything, whatever the account had posted.

    Every visit counts, not only those of the newest run: the last one that was `read` tells how long a source has
    been silent (最近一次成功采集).
    """

    look_back_days: ClassVar[int] = 92

    target_id: str
    url: str
    seen_at: datetime
    read: bool
    reason: str = ""

"""Facts: what was seen, in the past tense, unjudged. The same facts are judged under any profile."""

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


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """A column (栏目) and its newest entry (V4, A4-A9)."""

    target_id: str
    url: str
    name: str
    state: Observation
    seen_at: datetime
    snapshot: str = ""
    column_class: str = "other"
    level: int = 0
    cadence_days: int | None = None
    excluded: bool = False
    newest: date | None = None
    newest_raw: str = ""
    newest_title: str = ""
    newest_url: str = ""
    rows: int = 0
    dated_rows: int = 0
    cms: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FeedSeen:
    """The posts of an account that one source showed (N2). `source` is the mirror that was read."""

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


@dataclass(frozen=True, slots=True)
class TargetVisited:
    """A job is through with a target. Without this fact a target counts as not observed in that run."""

    target_id: str
    job: str
    seen_at: datetime
    observed: bool
    pages: int = 0
    failures: int = 0
    reason: str = ""


Fact = HomePageSeen | ColumnSeen | FeedSeen | TargetVisited
FACT_KINDS: dict[str, type[Fact]] = {
    kind.__name__: kind for kind in (HomePageSeen, ColumnSeen, FeedSeen, TargetVisited)
}

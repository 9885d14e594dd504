"""That a job came through with a target."""

from dataclasses import dataclass
from datetime import datetime


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
    reader: str = ""  # the version of the program that read the pages

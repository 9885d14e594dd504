"""A visit to one address: what was asked, what came back, or how it failed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One visit. The body is kept apart, once per content, under its SHA-256.

    `seen_at` is the moment the visit stands for (the inspection's clock, an argument of the job);
    `fetched_at` is the machine's clock when the answer arrived. `failure` names why there is no usable
    answer and is empty otherwise; `status` is 0 where no HTTP answer came.
    """

    id: str
    run: str
    target_id: str
    url: str
    role: str
    seen_at: datetime
    fetched_at: datetime
    status: int = 0
    body_sha256: str = ""
    body_bytes: int = 0
    content_type: str = ""
    last_modified: str = ""
    etag: str = ""
    failure: str = ""
    unchanged_since: datetime | None = (
        None  # of a page that was confirmed instead of fetched and read: when it was read
    )

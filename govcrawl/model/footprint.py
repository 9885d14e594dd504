"""What a crawl asked of a host: the figures that an office sends along when it asks to be let through a firewall."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Footprint:
    """What one sitting of a run (from a start to the next stop) left at one host.

    `received_bytes` are bytes of bodies as they came over the wire; those that a page's scripts made the browser fetch
    count by the length that the server declared. `most_per_minute` is the largest number of requests in any 60 seconds.
    `told_to_wait` counts the answers that asked us to slow down (429, or 503 with Retry-After).
    """

    id: str
    run: str
    job: str
    host: str
    user_agent: str
    first: datetime
    last: datetime
    requests: int = 0
    received_bytes: int = 0
    most_per_minute: int = 0
    told_to_wait: int = 0
    crawl_delay_seconds: float = 0.0

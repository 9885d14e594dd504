"""What the name system and both protocols say of a host."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Reached(StrEnum):
    """Whether something answered, or why that is not known."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DomainSeen:
    """What the name system and both protocols say of a site's host (D10, G5, G6, G19).

    `over_ipv6` is whether the home page opened over IPv6, `same_content` whether it shows the same there as over
    IPv4; both are unknown where our own machine has no IPv6 or a proxy stands between (`reason` says so).
    `missing_page` is the status that the site answers a random path with: 404 is right, 200 a soft 404, 0 unknown.
    """

    target_id: str
    url: str
    host: str
    seen_at: datetime
    resolved: Reached
    ipv4: tuple[str, ...] = ()
    ipv6: tuple[str, ...] = ()
    over_ipv6: Reached = Reached.UNKNOWN
    same_content: Reached = Reached.UNKNOWN
    missing_page: int = 0
    snapshot: str = ""
    reason: str = ""

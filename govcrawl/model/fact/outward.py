"""Links of a home page that lead out of government (G10, G11)."""

from dataclasses import dataclass
from datetime import datetime

from govcrawl.model.outward import AdvertRead, LinkAway


@dataclass(frozen=True, slots=True)
class OutwardLinksSeen:
    """Where the home page leads out of the register and of government: fields as in `OutwardRead`, numbers masked."""

    target_id: str
    url: str
    seen_at: datetime
    snapshot: str = ""
    links: tuple[LinkAway, ...] = ()
    count: int = 0
    prompt: str = ""
    scripted: bool = False
    adverts: tuple[AdvertRead, ...] = ()

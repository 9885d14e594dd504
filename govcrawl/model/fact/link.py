"""The links of a site and how they turned out."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LinkState(StrEnum):
    """How a link turned out."""

    ALIVE = "alive"
    DEAD = "dead"
    REFUSED = "refused"  # a firewall, a captcha, a login: it says nothing of the link
    NOT_CHECKED = "not_checked"


class LinkScope(StrEnum):
    """On which page a link stands; of several the one nearest to the home page."""

    HOME = "home"
    SECOND = "second"  # a page that the home page leads to
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class LinkChecked:
    """A link that was not found alive (D3): where it stands, where it leads, how it turned out.

    `page` is the nearest page it stands on and `snapshot` that page; `pages` on how many it stands; `answer` the
    snapshot of what came back, where anything did. `kind` is page, image or attachment.
    """

    target_id: str
    url: str
    page: str
    anchor: str
    scope: LinkScope
    kind: str
    internal: bool
    state: LinkState
    seen_at: datetime
    reason: str = ""
    pages: int = 1
    snapshot: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class LinksCounted:
    """How many pages of a site were gone through and how the different links on them turned out (D3)."""

    target_id: str
    url: str
    seen_at: datetime
    pages: int
    links: int
    alive: int
    dead: int
    refused: int
    not_checked: int
    home_links: int = 0
    beyond_limit: int = 0

"""What a page says of itself."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from govcrawl.model.marks import TagRead


class PageRole(StrEnum):
    """What a page is to its site."""

    HOME = "home"
    COLUMN = "column"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class PageMarksSeen:
    """What one page says of itself: marks of its footer and header, and its tags (D1, D2, D4, D8).

    An empty field means that none was seen, which proves something only where `footer_hidden` is empty. `tags` are
    the names of the metas that are there with a content; `faulty` holds marks and tags with a fault, a mark under
    the name of its field.
    """

    target_id: str
    url: str
    page: PageRole
    seen_at: datetime
    snapshot: str = ""
    site_codes: tuple[str, ...] = ()
    icp: tuple[str, ...] = ()
    police: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    contact: str = ""
    badge: str = ""
    correction: str = ""
    site_map: bool = False
    accessible: bool = False
    title: str = ""
    site_name: str = ""  # of the meta SiteName
    names: tuple[str, ...] = ()  # what pictures, headings and logo of the header call the site
    tags: tuple[str, ...] = ()
    faulty: tuple[TagRead, ...] = ()
    footer_hidden: str = ""

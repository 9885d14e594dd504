"""The search of a site (站内搜索), and what it finds."""

from dataclasses import dataclass
from datetime import datetime

from govcrawl.model.search import SearchPlace


@dataclass(frozen=True, slots=True)
class TitleSearched:
    """A published title that was searched for. `asked` is the address of the first page of results.

    `found` says whether that page shows it; `reason` why that is not known.
    """

    title: str
    url: str
    asked: str
    found: bool = False
    reason: str = ""
    snapshot: str = ""


@dataclass(frozen=True, slots=True)
class SearchSeen:
    """The search of a site and the published titles that it was asked for (D6).

    `page` is the page that shows the search, or should, and `snapshot` that page; `reason` says why it is not known.
    `scripted`: a script looks at the form before a browser sends it, so that a browser may ask otherwise than we did.
    """

    target_id: str
    url: str
    page: str
    place: SearchPlace
    seen_at: datetime
    snapshot: str = ""
    searched: tuple[TitleSearched, ...] = ()
    reason: str = ""
    scripted: bool = False

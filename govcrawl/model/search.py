"""The search of a site (站内搜索) as a page shows it."""

from dataclasses import dataclass
from enum import StrEnum


class SearchPlace(StrEnum):
    """Where the search of a site is."""

    HERE = "here"  # a form that can be asked
    LINKED = "linked"  # another page has it
    OUTSIDE = "outside"  # out of the register, on a shared platform
    BY_SCRIPT = "by_script"  # something speaks of a search, and only a script could ask it
    NOT_SHOWN = "not_shown"  # nothing speaks of a search; a script or frame of the page may still bring one
    MISSING = "missing"  # nothing speaks of a search, and nothing else is loaded that could
    UNKNOWN = "unknown"  # the page that it should stand on was not read


@dataclass(frozen=True, slots=True)
class SearchRead:
    """What a page tells of the search. `url` is where the form asks, or the page that has it.

    `field` is the name of the field for the words, `others` what the form sends beside it, `charset` how it
    writes. `scripted`: a script looks at the form before it is sent and may send something else.
    """

    place: SearchPlace
    url: str = ""
    field: str = ""
    others: tuple[tuple[str, str], ...] = ()
    post: bool = False
    charset: str = "utf-8"
    scripted: bool = False

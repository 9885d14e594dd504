"""Where a page leads out of its register and of government, and what it says before it lets a reader go."""

from dataclasses import dataclass
from enum import StrEnum


class AdvertPlace(StrEnum):
    """What makes a link look like commercial advertising (G10)."""

    NETWORK = "network"  # it leads to a host that does nothing but advertise
    FLOATING = "floating"  # it stands in a floating or pop-up block with commercial words
    LINK = "link"  # its own words are commercial


@dataclass(frozen=True, slots=True)
class LinkAway:
    """A link to a host that is neither of the register nor of government; `url` is where it leads."""

    url: str
    words: str


@dataclass(frozen=True, slots=True)
class AdvertRead:
    """A candidate of commercial advertising: where it leads, the words it stands under, and what gives it away."""

    url: str
    words: str
    place: AdvertPlace


@dataclass(frozen=True, slots=True)
class OutwardRead:
    """The links of a page that leave, one a host, and how many there are in all; candidates of advertising.

    `prompt` holds the words that warn a reader who leaves (即将离开), empty where the page and its inline scripts show
    none; with `scripted` files of scripts run on the page, and whether those ask is unknown.
    """

    links: tuple[LinkAway, ...] = ()
    count: int = 0
    prompt: str = ""
    scripted: bool = False
    adverts: tuple[AdvertRead, ...] = ()

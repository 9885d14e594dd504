"""What is inspected: a registered website or new-media account (登记在册的检查对象)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

MUNICIPAL = "municipal"  # the county field of objects run by the city itself (市直部门)


class SiteKind(StrEnum):
    """Kinds of websites, in the order in which reports print them."""

    PORTAL = "portal"
    DEPARTMENT_SITE = "department_site"
    SUB_CHANNEL = "sub_channel"
    DISCLOSURE_SECTION = "disclosure_section"


class SiteStatus(StrEnum):
    """Whether a website runs (运行状态)."""

    OPERATING = "operating"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class AccountStatus(StrEnum):
    """Whether an account runs."""

    OPERATING = "operating"
    CLOSING = "closing"
    CLOSED = "closed"


class Render(StrEnum):
    """How the pages of a site are fetched: HTTP first and a browser where needed, or the browser at once."""

    AUTO = "auto"
    JS = "js"


@dataclass(frozen=True, slots=True)
class Site:
    """A website, sub-channel or disclosure section of the register."""

    name: str
    url: str
    kind: SiteKind
    county: str
    site_code: str = ""
    sponsor: str = ""
    render: Render = Render.AUTO
    services: bool = True
    status: SiteStatus = SiteStatus.OPERATING
    note: str = ""

    @property
    def id(self) -> str:
        """Stable name of the target in the store: its 网站标识码, or its address where it has none."""
        return f"site/{self.site_code or self.url.partition('://')[2].rstrip('/')}"

    @property
    def operating(self) -> bool:
        """Whether the object is counted among those in operation (在运行)."""
        return self.status is SiteStatus.OPERATING

    @property
    def group(self) -> Literal["site"]:
        """Which of the two inspected populations the target belongs to."""
        return "site"


@dataclass(frozen=True, slots=True)
class Account:
    """A government new-media account (政务新媒体). `mirror` is a public page or feed that lists its posts.

    `more_mirrors` are further ones: a mirror can miss posts, two independent ones rarely miss the same.
    """

    platform: str
    name: str
    county: str
    account_id: str = ""
    sponsor: str = ""
    url: str = ""
    mirror: str = ""
    status: AccountStatus = AccountStatus.OPERATING
    registered: bool = True
    note: str = ""
    more_mirrors: tuple[str, ...] = ()

    @property
    def mirrors(self) -> tuple[str, ...]:
        """Every public page or feed that lists its posts."""
        return tuple(dict.fromkeys(filter(None, (self.mirror, *self.more_mirrors))))

    @property
    def id(self) -> str:
        """Stable name of the target in the store."""
        return f"account/{self.platform}/{self.account_id or self.name}"

    @property
    def kind(self) -> Literal["account"]:
        """What reports group by; websites answer their kind here."""
        return "account"

    @property
    def operating(self) -> bool:
        """Whether the object is counted among those in operation."""
        return self.status is AccountStatus.OPERATING

    @property
    def group(self) -> Literal["account"]:
        """Which of the two inspected populations the target belongs to."""
        return "account"


Target = Site | Account


def account_keys(platform: str, account_id: str, name: str, address: str) -> frozenset[str]:
    """Return everything by which an account is known again: platform with id and with name, and its address."""
    told = {f"{platform}/{text}".casefold() for text in (account_id, name) if text}
    bare = address.partition("://")[2].removeprefix("www.").rstrip("/").casefold()
    return frozenset(told | ({bare} if bare else set()))


@dataclass(frozen=True, slots=True)
class RegisteredColumn:
    """A row of columns.csv: a column the office names itself, with what overrides discovery."""

    site: str  # the site_code or the name of its site, as in sites.csv
    name: str
    url: str
    column_class: str = ""
    level: int = 0
    cadence_days: int | None = None
    excluded: bool = False

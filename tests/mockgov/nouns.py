"""What the mock web serves, declared: sites, columns, accounts, and the defects planted in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum


class Dialect(StrEnum):
    """In whose HTML a site is served."""

    TRS = "trs"
    JPAGE = "jpage"
    UCAP = "ucap"
    GKMLPT = "gkmlpt"
    TABLE = "table"
    VSB = "vsb"
    SITESERVER = "siteserver"
    DEDE = "dede"
    JEECMS = "jeecms"
    EPOINT = "epoint"
    WEBIMS = "webims"
    LONSUN = "lonsun"


class Form(StrEnum):
    """What a column page shows."""

    LIST = "list"  # dated rows
    TEXT = "text"  # one text (概况)
    CARDS = "cards"  # names without dates (机构, 领导)
    GUIDES = "guides"  # titles of guides to services, without dates


class Fault(StrEnum):
    """How a site, a column or an account misbehaves."""

    TIMEOUT = "timeout"  # never answers
    REFUSED = "refused"  # the proxy says 502, as for a closed port behind it
    RESET = "reset"  # the connection closes without an answer
    SERVER_ERROR = "server_error"  # 500 on every page
    SOFT_404 = "soft_404"  # a missing page answers 200; on a column: the column is that page
    REDIRECT = "redirect"  # every page redirects to another host
    WRONG_CHARSET = "wrong_charset"  # GB18030 bytes declared as UTF-8
    FIREWALL = "firewall"  # a firewall page with status 200 instead of every page
    CAPTCHA = "captcha"  # a captcha page with status 403 instead of every page
    SLOW_BODY = "slow_body"  # the body drips
    ROBOTS = "robots"  # robots.txt disallows everything
    AJAX = "ajax"  # column: the rows are fetched by a script
    ENDLESS = "endless"  # column: there is always a next page
    UNDATED = "undated"  # column: the rows show no date and their links carry none


# With one of these no page of the whole site or account can be read, so nothing can be found on it.
UNREADABLE = frozenset(
    {
        Fault.TIMEOUT,
        Fault.REFUSED,
        Fault.RESET,
        Fault.SERVER_ERROR,
        Fault.REDIRECT,
        Fault.FIREWALL,
        Fault.CAPTCHA,
        Fault.ROBOTS,
    }
)


class Blemish(StrEnum):
    """What is wrong with the marks and tags of a site's pages (D1, D2, D4, D8)."""

    NO_BADGE = "no_badge"
    NO_SITE_CODE = "no_site_code"
    WRONG_DIVISION = "wrong_division"  # a code whose first six digits are no division
    LONG_CODE = "long_code"  # a code of twelve digits
    NO_ICP = "no_icp"
    NO_POLICE = "no_police"
    NO_SPONSOR = "no_sponsor"
    NO_CONTACT = "no_contact"
    NO_CORRECTION_HOME = "no_correction_home"
    NO_CORRECTION_COLUMNS = "no_correction_columns"
    OTHER_CORRECTION = "other_correction"  # 内容纠错 instead of the entry, on all pages
    FOOTER_IN_FRAME = "footer_in_frame"  # the footer is a page of its own, shown in a frame
    NO_SITE_TAGS = "no_site_tags"
    WRONG_SITE_TAGS = "wrong_site_tags"  # a placeholder, another domain, words for the code
    NO_COLUMN_TAGS = "no_column_tags"
    NO_ARTICLE_TAGS = "no_article_tags"
    SOME_TAGS = "some_tags"  # one of each group is missing, which the national profile does not charge
    OTHER_NAME = "other_name"  # title and header carry the name of another


@dataclass(frozen=True, slots=True)
class MockColumn:
    """A column and the truth about it. A list without `newest` is blank; `path` is its directory below the site."""

    name: str
    path: str
    column_class: str
    newest: date | None = None
    level: int = 1
    form: Form = Form.LIST
    rows: int = 10  # on a page
    pages: int = 1
    in_home: bool = False  # has a box on the home page
    pinned: bool = False  # an old row stands on top
    fault: Fault | None = None

    @property
    def blank(self) -> bool:
        """Whether the column is observably empty."""
        return self.form is Form.LIST and self.newest is None


@dataclass(frozen=True, slots=True)
class MockSite:
    """A website below `base` of a host; several sites may share a host. `today` is what its clock says."""

    host: str
    name: str
    dialect: Dialect
    columns: tuple[MockColumn, ...]
    today: date
    target: str = ""  # the id of the target in the register
    base: str = "/"
    site_code: str = ""
    sponsor: str = ""
    fault: Fault | None = None
    redirect_to: str = "http://moved.elsewhere.test/"
    blemishes: frozenset[Blemish] = frozenset()
    links_to: tuple[str, ...] = ()  # other sites of the register in its navigation, on the same host or not
    messages: tuple[str, ...] = ()  # letters planted on its board, such as `pending:2m+1d` (boards.py)
    board: frozenset[str] = frozenset()  # what its board does not show, such as `no_unit` (boards.py)
    traps: tuple[str, ...] = ()  # links planted on the home page and the columns, such as `home:page` (links.py)
    search: str = "works"  # how its search works (search.py)
    relations: tuple[str, ...] = ()  # how interpretations and documents are linked, row by row (relations.py)
    guides: tuple[str, ...] = ()  # guides to services, such as `lack4*5` (guides.py)

    @property
    def home_newest(self) -> date | None:
        """The newest date that the home page shows in its boxes."""
        return max((column.newest for column in self.columns if column.in_home and column.newest), default=None)


@dataclass(frozen=True, slots=True)
class MockAccount:
    """A new-media account whose posts mirror pages or feeds list; the form of each follows its suffix."""

    platform: str
    name: str
    mirror: str
    today: date
    newest: date | None = None
    target: str = ""
    posts: int = 8
    pinned: bool = False
    fault: Fault | None = None
    more_mirrors: tuple[str, ...] = ()

    @property
    def each_mirror(self) -> "Iterator[MockAccount]":
        """The account as each of its mirrors has it."""
        for mirror in (self.mirror, *self.more_mirrors):
            if mirror:
                yield replace(self, mirror=mirror, more_mirrors=())


@dataclass(frozen=True, slots=True)
class Planting:
    """A defect that an inspection must find: the target's id, the rule's code, and what makes it true."""

    target: str
    code: str
    detail: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class MockCity:
    """Everything one city serves."""

    name: str
    as_of: date
    sites: tuple[MockSite, ...]
    accounts: tuple[MockAccount, ...] = ()

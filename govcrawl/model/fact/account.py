"""What an account shows of itself, and accounts that were found beside the register."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class AccountSeen:
    """What one source says of an account itself (N3). `url` is the source.

    `verified_subject` is the certified holder (认证主体). `menu` names its menu, `replies_open` says whether visitors
    may comment; both are None where the source does not tell.
    """

    target_id: str
    url: str
    seen_at: datetime
    snapshot: str = ""
    name: str = ""
    account_id: str = ""
    verified_subject: str = ""
    menu: tuple[str, ...] | None = None
    replies_open: bool | None = None


class Trace(StrEnum):
    """How an account came to be found."""

    LINKED = "linked"  # the page links to it
    NAMED = "named"  # the page names it beside its platform (a QR code's caption)
    SEARCHED = "searched"  # a search for the sponsor's name shows it


@dataclass(frozen=True, slots=True)
class AccountFound:
    """An account that a page of a site, or a search for a sponsor, shows. Whether it is registered is not said here.

    `url` is that page, `address` the account's own where it is told, `subject` its certified holder (认证主体).
    """

    target_id: str
    url: str
    seen_at: datetime
    platform: str
    trace: Trace
    snapshot: str = ""
    name: str = ""
    account_id: str = ""
    address: str = ""
    subject: str = ""

"""What an account shows of itself, and accounts that were found beside the register."""

from dataclasses import dataclass
from datetime import datetime


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

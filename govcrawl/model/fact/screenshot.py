"""Pictures that a person took as evidence."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ScreenshotTaken:
    """A picture of a site or account in the register folder (截图): what a person's verdict points to.

    `url` is the file, from the register folder on, `sha256` that of its bytes. `code` names the indicator it was taken
    for; empty where it was taken for no certain one. `source` is what it shows or was taken with.
    """

    target_id: str
    url: str
    seen_at: datetime
    source: str
    imported_by: str
    imported_on: date
    sha256: str
    code: str = ""
    note: str = ""

"""Pages that somebody saved by hand: `saved/2021-07-05/<account>.html` in the register folder, of that day.

`<account>` is the id of the account, or platform and name (微信公众号_甲区发布); `-2`, `-3` behind it: further pages.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from govcrawl.inspection import Inspection
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.target import Account

FOLDER = "saved"
SUFFIXES = frozenset((".html", ".htm", ".json", ".xml", ".txt"))


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A saved page: its place in the register folder, the moment it stands for (the end of its day), its bytes."""

    place: str
    captured_at: datetime
    body: bytes


def saved_pages(inspection: Inspection, account: Account) -> list[SavedPage]:
    """Return the saved pages of an account of the newest day in the period that has any, in their order."""
    stems = {account.account_id, f"{account.platform}_{account.name}"} - {""}
    for day, folder in _days(inspection):
        found = [it for it in sorted(folder.iterdir()) if it.suffix in SUFFIXES and _stem(it) in stems]
        if found:
            moment = datetime.combine(day, time(23, 59, 59), CHINA_TIME)
            return [SavedPage(f"{FOLDER}/{day}/{it.name}", moment, it.read_bytes()) for it in found]
    return []


def _days(inspection: Inspection) -> list[tuple[date, Path]]:
    """Return the folders of days of the period up to the inspection's own day, the newest first."""
    folder, found = inspection.folder / FOLDER, []
    for path in folder.iterdir() if folder.is_dir() else ():
        try:
            day = date.fromisoformat(path.name)
        except ValueError:
            continue
        if inspection.period.start <= day <= inspection.as_of and path.is_dir():
            found.append((day, path))
    return sorted(found, reverse=True)


def _stem(path: Path) -> str:
    stem, _, number = path.stem.rpartition("-")
    return stem if stem and number.isdecimal() and len(number) < 3 else path.stem

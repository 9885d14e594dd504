"""Rows of imports turned into facts: what no crawl can see, as an office, a monitor or a person brought it.

Every row says where it comes from (source), who brought it and on which day, which stands for when it was seen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, TypedDict

from govcrawl.model.fact import CorrectionSeen, FeedSeen, Imported, MessageSeen, ProbeSeen, ScreenshotTaken
from govcrawl.model.letter import LetterStatus
from govcrawl.model.masking import masked_subject
from govcrawl.model.observation import Observation
from govcrawl.model.period import CHINA_TIME
from govcrawl.register.cells import Row, folded, narrow, quoted
from govcrawl.register.city import CODE
from govcrawl.register.objects import References, platform, referred
from govcrawl.register.spellings import FAILURES

# How the bytes of a picture begin: PNG, JPEG, GIF, WebP.
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")


@dataclass(frozen=True, slots=True)
class Import:
    """How the table `name` is read: by `read`, of targets of `groups`. Rows of a target that have the same
    `part` repeat each other, those with an empty one do not; `once` is the field that a repetition is told at.
    """

    name: str
    read: Callable[[Row, References | None], Imported]
    groups: frozenset[str]
    once: str
    part: Callable[[Row, Any], str]

    def key(self, row: Row, fact: Imported) -> str:
        """Return what stands once in the table, an empty string where the row may stand again."""
        part = self.part(row, fact)
        return f"{fact.target_id} {part}" if part and fact.target_id else ""


class _Provenance(TypedDict):
    source: str
    imported_by: str
    imported_on: date


def message(row: Row, sites: References | None) -> MessageSeen:
    """Return the message of a row of a back-office export (后台留言导出). Its subject is masked."""
    about = _provenance(row)
    asked, replied, exported = row.day("asked"), row.day_if_any("replied"), about["imported_on"]
    due = row.day_if_any("due")
    _in_order(row, ("asked", asked, "asked"), ("replied", replied, "answered"), ("imported_on", exported, ""))
    _in_order(row, ("asked", asked, "asked"), ("due", due, ""))
    return MessageSeen(
        target_id=_target(row, "site", sites),
        url=_place(row),
        column="",
        seen_at=_end_of(exported),
        subject=masked_subject(row.text("subject"))[:100],
        asked=asked,
        asked_raw=str(asked),
        replied=replied,
        replied_raw=str(replied or ""),
        replier=row.text("replier")[:60],
        status=LetterStatus.REPLIED if replied else LetterStatus.PENDING,
        valid=row.flag("valid", True),
        due=due,
        overdue=row.flag("overdue", False),
        topic=row.text("topic")[:20],
        **about,
    )


def correction(row: Row, sites: References | None) -> CorrectionSeen:
    """Return the message of a row of an export of 我为政府网站找错; without `asked` it says that there was none."""
    about = _provenance(row)
    asked, replied = row.day_if_any("asked"), row.day_if_any("replied")
    _in_order(
        row, ("asked", asked, "asked"), ("replied", replied, "answered"), ("imported_on", about["imported_on"], "")
    )
    evasive = row.flag("evasive", False) if row.text("evasive") else None
    for field, there in (("asked", asked or not replied), ("replied", replied or not evasive)):
        if not there:
            row.fault(field, "is empty beside an answer", "write the day, or clear what is said of the answer")
    return CorrectionSeen(
        target_id=_target(row, "site", sites),
        url=_place(row),
        seen_at=_end_of(about["imported_on"]),
        subject=masked_subject(row.text("subject"))[:100],
        asked=asked,
        replied=replied,
        replier=row.text("replier")[:60],
        valid=row.flag("valid", True),
        evasive=evasive,
        **about,
    )


def probe(row: Row, sites: References | None) -> ProbeSeen:
    """Return one visit of another monitor; one that failed says why, or nobody could tell whom it speaks of."""
    about = _provenance(row)
    visited, opened = row.moment("visited"), row.flag("opened", True)
    _in_order(row, ("visited", visited.date(), "visited"), ("imported_on", about["imported_on"], ""))
    row.text("opened", required=True)
    status, failure = row.whole("status", 0, 100, 599) or 0, _failure(row)
    if opened and failure:
        row.fault("failure", f"is {quoted(failure)}, though the page opened", "clear it, or write no for opened")
    if not opened and not failure:
        if status < 300:
            row.fault("failure", "is empty, though the page did not open", "write why, such as timeout or 访问超时")
        failure = f"http_{status}"
    return ProbeSeen(
        target_id=_target(row, "site", sites),
        url=_place(row),
        seen_at=visited,
        opened=opened,
        failure=failure,
        status=status,
        seconds=row.seconds("seconds"),
        **about,
    )


def last_post(row: Row, accounts: References | None) -> FeedSeen:
    """Return the newest post of an account as somebody saw it; `platform` tells accounts of one name apart."""
    about = _provenance(row)
    newest = row.day("newest")
    _in_order(row, ("newest", newest, "posted"), ("imported_on", about["imported_on"], ""))
    named = accounts
    if accounts is not None and row.text("platform"):
        wanted = f"account/{platform(row)}/"
        named = {name: [it for it in found if it.id.startswith(wanted)] for name, found in accounts.items()}
    return FeedSeen(
        target_id=_target(row, "account", named),
        url=_place(row),
        source=f"import/{about['source']}",
        state=Observation.DATED,
        seen_at=_end_of(about["imported_on"]),
        newest=newest,
        newest_raw=str(newest),
        newest_title=row.text("title")[:100],
        newest_url=row.url("url"),
        posts=1,
        imported_by=about["imported_by"],
        imported_on=about["imported_on"],
    )


def screenshot(row: Row, targets: References | None) -> ScreenshotTaken:
    """Return a picture that lies in the register folder, with the hash of its bytes."""
    about = _provenance(row)
    file = row.text("file", required=True)
    return ScreenshotTaken(
        target_id=_target(row, "target", targets),
        url=file,
        seen_at=_end_of(about["imported_on"]),
        sha256=_hashed(row, file) if file else "",
        code=row.code("code", CODE, "write the code of an indicator, such as N3a"),
        note=row.text("note"),
        **about,
    )


SITES_ONLY, ACCOUNTS_ONLY = frozenset({"site"}), frozenset({"account"})
IMPORTED = (
    Import("messages", message, SITES_ONLY, "number", lambda row, _: narrow(row.cells.get("number", ""))),
    Import("corrections", correction, SITES_ONLY, "number", lambda row, _: narrow(row.cells.get("number", ""))),
    Import("probes", probe, SITES_ONLY, "visited", lambda _, it: f"{it.source} {it.seen_at}"),
    Import("last_posts", last_post, ACCOUNTS_ONLY, "account", lambda _, it: f"{it.source} {it.imported_on}"),
    Import("screenshots", screenshot, SITES_ONLY | ACCOUNTS_ONLY, "file", lambda _, it: it.url),
)


def _provenance(row: Row) -> _Provenance:
    return {
        "source": row.text("source", required=True),
        "imported_by": row.text("imported_by", required=True),
        "imported_on": row.day("imported_on"),
    }


def _target(row: Row, field: str, named: References | None) -> str:
    target = referred(row, field, named)
    return target.id if target else ""


def _place(row: Row) -> str:
    return f"{Path(row.file).name}:{row.line}"


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), CHINA_TIME)


def _in_order(row: Row, *days: tuple[str, date | None, str]) -> None:
    """Note every day that lies before an earlier one of the row: field, day, and what happened on it."""
    known = [(field, day, what) for field, day, what in days if day and day > date.min]
    for place, (field, day, _) in enumerate(known):
        for _, limit, what in known[:place]:
            if day < limit:
                row.fault(field, f"is {day}, before it was {what} on {limit}", "mend one of the two days")


def _failure(row: Row) -> str:
    """Return the short name of a failure; http_503 stands for a status."""
    text = folded(row.text("failure"))
    if text in FAILURES:
        return FAILURES[text]
    status = narrow(text).removeprefix("http_")
    if text and not (status != text and status.isdecimal() and 300 <= int(status) <= 599):
        row.fault("failure", f"is {quoted(text)}", "write one of: " + ", ".join(dict.fromkeys(FAILURES.values())))
    return text


def _hashed(row: Row, file: str) -> str:
    """Return the SHA-256 of a picture; "" where there is none to be read, which is a fault."""
    folder, inside = Path(row.file).parent, PurePosixPath(file)
    if inside.is_absolute() or ".." in inside.parts or "\\" in file:
        row.fault("file", f"is {quoted(file)}", "write its name from the register folder on, such as screenshots/1.png")
        return ""
    try:
        raw = (folder / inside).read_bytes()
    except OSError:
        row.fault("file", f"{quoted(file)} cannot be opened", "put the picture into the register folder")
        return ""
    if not raw.startswith(_PICTURES):
        row.fault("file", f"{quoted(file)} is no picture", "save it as PNG, JPEG, GIF or WebP")
    return sha256(raw).hexdigest()

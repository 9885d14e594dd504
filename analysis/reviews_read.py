"""A filled-in review workbook, read strictly: every fault with its row, all at once, and then nothing is taken."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from analysis.reports.review_book import CONFIRM, DECISION, KEY, NOTE, PENDING, REJECT, REVIEWER, SHEET
from analysis.review_items import Item
from analysis.sources import Sources
from govcrawl.errors import GovcrawlError
from govcrawl.model.finding import Verdict
from govcrawl.model.review import Review
from govcrawl.register.faults import Fault, RegisterError
from govcrawl.rules.reviewed import WORDS

_DECISIONS = (CONFIRM, REJECT, PENDING)
_SHOWN = 200  # faults that are printed; the rest is counted


def decisions(path: Path, keys: Mapping[str, Item], sources: Sources, day: date, *, replace: bool) -> list[Review]:
    """Return the decisions of a workbook that the register does not have yet.

    `keys` are those of the items as they are now. Raises RegisterError with every row that is foreign (of another city
    or period), stale (what was shown has changed since), incomplete, doubled, or contrary to a decision in force, which
    `replace` allows; GovcrawlError where the file is no such workbook.
    """
    faults: list[Fault] = []
    made: list[Review] = []
    rows: dict[tuple[str, str], int] = {}
    for number, cells in _rows(path):
        if not any(cells[heading] for heading in (DECISION, REVIEWER, NOTE)):
            continue
        item = _item(path, number, cells[KEY], keys, faults)
        if not _complete(path, number, cells, faults) or item is None:
            continue
        if (first := rows.setdefault((item.id, cells[REVIEWER]), number)) != number:
            faults.append(Fault(str(path), number, KEY, f"is that of row {first} again", "keep one of the two"))
            continue
        review = _review(item, cells, sources.period.name, day)
        if not review.reason:
            remedy = "write the problem as the notice will print it"
            faults.append(Fault(str(path), number, NOTE, f"is empty for {cells[DECISION]} of {item.code}", remedy))
            continue
        before = _said(item, sources)
        if any((it.reviewer, it.verdict) == (review.reviewer, review.verdict) for it in before):
            continue  # the same word again: nothing new
        contrary = [it for it in before if it.verdict is not review.verdict and it.verdict is not Verdict.NEEDS_REVIEW]
        if contrary and not replace:
            told = "；".join(f"{it.reviewer} {it.day} {WORDS[it.verdict]}" for it in contrary)
            faults.append(
                Fault(str(path), number, DECISION, f"contradicts {told}", "correct it, or import with --replace")
            )
            continue
        made.append(review)
    if faults:
        raise RegisterError(faults, _SHOWN)
    return made


def _rows(path: Path) -> Iterable[tuple[int, dict[str, str]]]:
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            if SHEET not in book.sheet_names:
                raise GovcrawlError(f"{path}: has no sheet {SHEET}; give a workbook that analysis.reviews export wrote")
            lines = book.get_sheet_by_name(SHEET).to_python(skip_empty_area=False)
    except (CalamineError, OSError) as error:
        raise GovcrawlError(f"{path}: cannot be read as a workbook ({error}); save it again as .xlsx") from None
    headings = [str(cell).strip() for cell in lines[0]] if lines else []
    if missing := [it for it in (DECISION, REVIEWER, NOTE, KEY) if it not in headings]:
        raise GovcrawlError(f"{path}:1: has no heading {missing[0]}; export it again and copy your decisions over")
    for number, line in enumerate(lines[1:], start=2):
        cells = {heading: str(cell).strip() for heading, cell in zip(headings, line, strict=False)}
        yield number, {heading: cells.get(heading, "") for heading in (DECISION, REVIEWER, NOTE, KEY)}


def _item(path: Path, number: int, key: str, keys: Mapping[str, Item], faults: list[Fault]) -> Item | None:
    if key in keys:
        return keys[key]
    ours = {known.rsplit("-", 1)[0] for known in keys}
    cities = {known.split("-", 1)[0] for known in keys}
    if key.rsplit("-", 1)[0] in ours:
        text, remedy = "is stale: what was shown has changed since", "look at it again in a new export"
    elif key.split("-", 1)[0] in cities:
        text, remedy = "is stale: the item is no longer there", "delete the row, or export anew"
    else:
        text, remedy = "is foreign: of another city or period, or not from an export", "delete the row"
    faults.append(Fault(str(path), number, KEY, text, remedy))
    return None


def _complete(path: Path, number: int, cells: Mapping[str, str], faults: list[Fault]) -> bool:
    known = len(faults)
    if cells[DECISION] not in _DECISIONS:
        text = f"is '{cells[DECISION]}'" if cells[DECISION] else "is empty"
        faults.append(Fault(str(path), number, DECISION, text, f"use one of: {', '.join(_DECISIONS)}"))
    if not cells[REVIEWER]:
        faults.append(Fault(str(path), number, REVIEWER, "is empty", "write who decided"))
    return len(faults) == known


def _review(item: Item, cells: Mapping[str, str], period: str, day: date) -> Review:
    word, note = cells[DECISION], cells[NOTE]
    verdict = {CONFIRM: item.confirmed, REJECT: item.rejected, PENDING: Verdict.NEEDS_REVIEW}[word]
    reason = note or (item.printed if verdict is Verdict.FAIL else word)
    return Review(
        item.target_id,
        item.code,
        verdict,
        reason,
        cells[REVIEWER],
        day,
        evidence=item.url,
        candidate=item.candidate,
        period=period,
    )


def _said(item: Item, sources: Sources) -> list[Review]:
    """Return the words that are in force on an item: those of its last day."""
    said = [
        it
        for it in sources.register.reviews_for(sources.period)
        if (it.target_id, it.code, it.candidate) == (item.target_id, item.code, item.candidate)
    ]
    last = max((it.day for it in said), default=None)
    return [it for it in said if it.day == last]

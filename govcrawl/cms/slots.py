"""The date of a row: which of its stamps tells the publication, and what proves the year of a stamp without one."""

import re
from datetime import date, datetime
from itertools import pairwise

from govcrawl.cms.document import Document, Element
from govcrawl.cms.rows import Block, Row
from govcrawl.cms.stamps import Role, Stamp, role_of
from govcrawl.dates import find_date, with_year
from govcrawl.model.reading import DateRead, Entry

_URL_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:/?(?P<m1>0[1-9]|1[0-2])/?(?P<d1>0[1-9]|[12]\d|3[01])"
    r"|(?P<separator>[-/])(?P<m2>0?[1-9]|1[0-2])(?:(?P=separator)|/)(?P<d2>0?[1-9]|[12]\d|3[01]))(?!\d)"
)
_URL_MONTH = re.compile(r"/(?P<year>(?:19|20)\d\d)[-/]?(?P<month>0?[1-9]|1[0-2])/")
_AFTER_TITLE = re.compile(
    r"(?:[\s\[(（【〔]\s{0,3})((?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|[\[(（【〔]\s{0,3}(?:19|20)\d\d年\d{1,2}月\d{1,2}日)(?:\s{1,3}\d\d:\d\d(?::\d\d)?)?\s{0,3}[\])）】〕]?\s*$"
)
_BEFORE_TITLE = re.compile(
    r"^\s*[\[(（【〔]?\s{0,3}((?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2})\s{0,3}(?:[\])）】〕]\s*|\s+)(?=\S)"
)


def url_day(url: str) -> date | None:
    """Return the day that an address names in full (`t20200623_`, `/2020/0623/`), which may be that of a migration."""
    for match in _URL_DAY.finditer(url):
        try:
            return date(int(match["year"]), int(match["m1"] or match["m2"]), int(match["d1"] or match["d2"]))
        except ValueError:
            continue
    return None


def url_month(url: str) -> tuple[int, int] | None:
    """Return year and month of a folder of an address (`/202006/`, `/2020-06/`)."""
    match = _URL_MONTH.search(url)
    return (int(match["year"]), int(match["month"])) if match else None


def entries_of_block(document: Document, block: Block) -> list[Entry]:
    """Return the rows of a block as entries, each with the date of its slot."""
    headers = _headers(document, block)
    chosen = [_chosen(document, row, headers) for row in block.rows]
    if not any(isinstance(each, Stamp) for each in chosen) and (dates := _in_titles(document, block)):
        return [
            Entry(_without_date(row.title), _link(document, row), read, row.pinned)
            for row, read in zip(block.rows, dates, strict=True)
        ]
    reads = [each.read if isinstance(each, Stamp) else each for each in chosen]
    captured_at = document.page.captured_at
    for n, stamp in enumerate(chosen):
        if isinstance(stamp, Stamp) and stamp.read.reason == "no_year":
            reads[n] = _by_url(document, stamp, block.rows[n].href, captured_at)
    _by_neighbours(chosen, reads, captured_at, document)
    return [
        Entry(row.title, _link(document, row), read, row.pinned) for row, read in zip(block.rows, reads, strict=True)
    ]


def _link(document: Document, row: Row) -> str:
    if not row.href or row.href.lower().startswith(("javascript", "#")):
        return ""
    return document.absolute(row.href)


def _chosen(document: Document, row: Row, headers: dict[int, Role]) -> Stamp | DateRead:
    """Return the stamp nearest to the publication; none where two of one role name different days."""
    if not row.stamps:
        return DateRead(reason="no_date")
    ranked = [(stamp.role, stamp) for stamp in row.stamps]
    if headers:
        ranked = [(headers.get(_column(document, row.element, it.element), role), it) for role, it in ranked]
    ranked = [(role, stamp) for role, stamp in ranked if role < Role.OTHER]
    if not ranked:
        return DateRead(raw=row.stamps[0].read.raw, place=row.stamps[0].read.place, reason="no_publication")
    best = min(role for role, _ in ranked)
    same = [stamp for role, stamp in ranked if role == best]
    known = {stamp.read.day or stamp.month_day for stamp in same}
    if len(known) > 1 and best is Role.BARE:
        return DateRead(raw=" ".join(stamp.read.raw for stamp in same), place=same[0].read.place, reason="two_dates")
    return next((stamp for stamp in same if stamp.read.day), same[0])


def _column(document: Document, row: Element, index: int) -> int:
    """Return the position of a cell within its row."""
    while index > 0 and document.elements[index].parent != row.index:
        index = document.elements[index].parent
    children = document.children(row.index)
    return next((n for n, child in enumerate(children) if child.index == index), -1)


def _headers(document: Document, block: Block) -> dict[int, Role]:
    """Return the roles that a header row gives to the cells below it, by position."""
    first = block.rows[0].element
    table = first.parent
    if first.tag == "tr" and document.elements[table].tag in ("tbody", "thead"):
        table = document.elements[table].parent
    candidates = [e for e in document.elements[table + 1 : first.index] if e.tag == first.tag and e.end <= first.index]
    for header in candidates[-3:][::-1]:
        roles: dict[int, Role] = {}
        for n, cell in enumerate(document.children(header.index)):
            words = document.text(cell).strip("：: ▲▼↑↓")
            role = role_of(words) if 0 < len(words) <= 10 else Role.BARE
            if role is not Role.BARE:
                roles[n] = role
        if roles:
            return roles
    return {}


def _by_url(document: Document, stamp: Stamp, href: str, captured_at: datetime) -> DateRead:
    """Return the day of a stamp without a year where the row's address names the same day, or the same month."""
    if stamp.month_day is None or stamp.spot is None:
        return stamp.read
    month, day = stamp.month_day
    named = url_day(href)
    year = None
    if named is not None:
        year = named.year if (named.month, named.day) == (month, day) else None
    elif (folder := url_month(href)) and folder[1] == month:
        year = folder[0]
    if year is None:
        return stamp.read
    return _dated(stamp, year, captured_at, "year from the link")


def _dated(stamp: Stamp, year: int, captured_at: datetime, proof: str) -> DateRead:
    assert stamp.spot is not None
    read = with_year(stamp.spot, year, stamp.read.raw, captured_at, f"{stamp.read.place}; {proof}")
    return DateRead(read.day, read.moment, stamp.read.raw, read.place, read.reason)


def _by_neighbours(
    chosen: list[Stamp | DateRead], reads: list[DateRead], captured_at: datetime, document: Document
) -> None:
    """Give rows without a year the one of their neighbours, where the list is sorted and both sides name it."""
    known = [read.day for read in reads if read.day]
    if len(known) < 2 or any(a < b for a, b in pairwise(known)):
        return
    for n, stamp in enumerate(chosen):
        if not isinstance(stamp, Stamp) or reads[n].reason != "no_year" or stamp.month_day is None:
            continue
        above = next((read.day for read in reads[:n][::-1] if read.day), None)
        below = next((read.day for read in reads[n + 1 :] if read.day), None)
        if above and below and above.year == below.year:
            read = _dated(stamp, above.year, captured_at, "year between its neighbours")
            if read.day and above >= read.day >= below:
                reads[n] = read


def _in_titles(document: Document, block: Block) -> list[DateRead]:
    """Return the dates that stand behind (or before) the titles, where nearly every row has one in the same place."""
    rows = block.rows
    if len(rows) < 3:
        return []
    for pattern, place in ((_AFTER_TITLE, "end of the title"), (_BEFORE_TITLE, "start of the title")):
        found = [
            next(
                (
                    match[1]
                    for i in range(row.element.first_text, row.element.last_text)
                    if (
                        match := pattern.search(
                            document.texts[i][-200:] if pattern is _AFTER_TITLE else document.texts[i][:60]
                        )
                    )
                ),
                "",
            )
            for row in rows
        ]
        if sum(map(bool, found)) * 10 >= len(rows) * 9:
            return [find_date(raw, document.page.captured_at, place) for raw in found]
    return []


def _without_date(title: str) -> str:
    return _BEFORE_TITLE.sub("", _AFTER_TITLE.sub("", title)).strip()

"""A notice's text taken apart: sentences with the lines they stand on, and tables in the forms that copies have."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from unicodedata import normalize

_ATTACHMENT = re.compile(r"^附件\s*\d*\s*[:：]?$")
_END = re.compile(r"[。；;！？!?]")
_HEADING = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）])")
_RULE = re.compile(r"[\s|:+-]+")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without blanks and in ordinary digits. `heading` is that of its paragraph, `lines` the line on which
    each of its characters stands.
    """

    text: str
    heading: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ListedTable:
    """A table: its title, the texts of its header rows, its rows, and the line on which it begins."""

    title: str
    header: str
    rows: tuple[tuple[str, ...], ...]
    line: int

    @property
    def group(self) -> str:
        """Which objects it lists: site or account, an empty string where its header does not say."""
        if "新媒体" in self.header or "新媒体" in self.title:
            return "account"
        return "site" if "网站" in self.header or "网站" in self.title else ""

    @property
    def total(self) -> tuple[str, ...]:
        """The total row (合计), empty where there is none."""
        return next((row for row in self.rows if row and row[0] in ("合计", "总计", "小计")), ())

    @property
    def body(self) -> list[tuple[str, ...]]:
        """The numbered rows."""
        return [row for row in self.rows if row and _NUMBER.fullmatch(row[0])]


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice: the sentences of its body, and its tables."""

    sentences: tuple[Sentence, ...]
    tables: tuple[ListedTable, ...]
    lines: tuple[str, ...]


def read_notice(text: str) -> Notice:
    """Take a notice apart. The body ends where the first attachment begins on a line of its own."""
    lines = [normalize("NFKC", line).replace("\u3000", " ") for line in text.splitlines()]
    starts = [number for number, line in enumerate(lines) if _ATTACHMENT.fullmatch(line.strip())]
    body = starts[0] if starts else len(lines)
    ends = [*starts[1:], len(lines)]
    tables = [table for start, end in zip(starts, ends, strict=False) if (table := _table(lines, start, end))]
    return Notice(tuple(_sentences(lines[:body])), tuple(tables), tuple(lines))


def _sentences(lines: list[str]) -> list[Sentence]:
    """Join lines (a page or a line may end anywhere) and cut them at full stops and headings."""
    joined, offsets = "", []
    for line in lines:
        bare = re.sub(r"\s+", "", line)
        if _HEADING.match(bare) and joined and not _END.search(joined[-1]):
            joined += "。"
        offsets.append(len(joined))
        joined += bare
    found, start, heading = [], 0, ""
    for stop in [*(match.end() for match in _END.finditer(joined)), len(joined)]:
        text = joined[start:stop]
        if _HEADING.match(text):
            heading = text
        if text:
            found.append(Sentence(text, heading, tuple(bisect_right(offsets, at) for at in range(start, stop))))
        start = stop
    return found


def _table(lines: list[str], start: int, end: int) -> ListedTable | None:
    """Read the table of one attachment: cells between tabs or bars, or one cell a line."""
    own = [(number, line.strip("\r\n")) for number, line in enumerate(lines[start + 1 : end], start=start + 2)]
    at = next((place for place, (_, line) in enumerate(own) if line.strip(" |\t").startswith("序号")), None)
    if at is None:
        return None
    title = "".join(line.strip() for _, line in own[:at])
    rows = _one_cell_a_line(own[at:]) if own[at][1].strip() == "序号" else _delimited(own[at:])
    first = next((place for place, row in enumerate(rows) if _NUMBER.fullmatch(row[0])), len(rows))
    header = " ".join(cell for row in rows[:first] for cell in row)
    return ListedTable(title, header, tuple(rows[first:]), own[at][0])


def _delimited(lines: list[tuple[int, str]]) -> list[tuple[str, ...]]:
    """Return rows; a cell that a page break or a wrapped header cut goes on in the next line."""
    rows = []
    for _, line in lines:
        if line.startswith(("注", "公开方式")):
            break
        sign = "|" if "|" in line else "\t"
        if not line.strip() or (sign == "|" and _RULE.fullmatch(line)):
            continue
        cells = tuple(re.sub(r"\s+", "", cell) for cell in line.strip("|").split(sign))
        if any(cells):
            rows.append((cells[0], *(cell for cell in cells[1:] if cell)) if sign == "\t" else cells)
    return rows


def _one_cell_a_line(lines: list[tuple[int, str]]) -> list[tuple[str, ...]]:
    """Return rows of a table that a copy has put one cell a line: as wide as its header, which ends at row 1."""
    cells = []
    for _, line in lines:
        if line.startswith("注"):
            break
        if line.strip():
            cells.append(line.strip())
    width = next((place for place, cell in enumerate(cells) if cell == "1"), len(cells))
    return [tuple(cells[place : place + width]) for place in range(0, len(cells), width)] if width else []

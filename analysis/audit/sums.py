"""Totals against their parts: 其中 lists of the body, passed and failed, and the total rows of tables."""

import re
from collections.abc import Iterator

from analysis.audit.figures import figures_of, subject_before
from analysis.audit.mark import Mark, Remark
from analysis.audit.notice import ListedTable, Notice

_UNITS = "个家条件人"
_PARTS = re.compile(rf"(?P<total>\d+)(?P<unit>[{_UNITS}])[^。；\d]*?其中[:：,，]?(?P<list>[^。；]*)")
_PART = re.compile(rf"^[^\d]{{1,24}}?(?P<part>\d+)(?P<unit>[{_UNITS}])$")
_NOT_PARTS = re.compile(r"率|占|%|合格|问题|新增|注销|同比|环比")


def sums_that_do_not_fit(notice: Notice) -> Iterator[Remark]:
    """Yield totals whose parts make another number."""
    for sentence in notice.sentences:
        for match in _PARTS.finditer(sentence.text):
            parts = _parts(match["list"], match["unit"])
            total = int(match["total"])
            if len(parts) > 1 and sum(parts) != total:
                told = f"其中各项之和{'+'.join(map(str, parts))}={sum(parts)}，与总数{total}{match['unit']}不符"
                yield Remark(Mark.FAULT, sentence.lines[match.start()], told)
    figures = figures_of(notice)
    for subject, passed in figures.passing.items():
        failed, counted = figures.failing.get(subject), figures.totals.get(subject)
        if failed is not None and counted is not None and passed + failed != counted:
            line = next((rate.line for rate in figures.rates if rate.subject == subject), 1)
            yield Remark(Mark.FAULT, line, f"合格{passed}与不合格{failed}之和为{passed + failed}，与总数{counted}不符")
    for table in notice.tables:
        yield from _columns(table)


def _parts(listed: str, unit: str) -> list[int]:
    """Return the counts of a list up to the first piece that is none of it."""
    parts = []
    for piece in re.split(r"[,，、]", re.sub(r"[（(][^）)]*[)）]", "", listed)):
        match = _PART.match(piece)
        if not match or match["unit"] != unit or _NOT_PARTS.search(piece):
            break
        parts.append(int(match["part"]))
    return parts


def _columns(table: ListedTable) -> Iterator[Remark]:
    """Yield the numbers of a total row that are not the sums of the rows above it."""
    numbers = [int(cell) for cell in table.total[1:] if cell.isdecimal()]
    if not numbers:
        return
    rows = [[int(cell) for cell in row[1:] if cell.isdecimal()] for row in table.body]
    for place, total in enumerate(numbers):
        if all(len(row) > place for row in rows) and sum(row[place] for row in rows) != total:
            found = sum(row[place] for row in rows)
            subject = "新媒体" if subject_before(table.header, "site") == "account" else "网站"
            yield Remark(Mark.FAULT, table.line, f"{subject}表第{place + 1}列数字之和为{found}，合计印为{total}")

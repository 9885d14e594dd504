"""Attachments against the body: as many rows as objects failed, numbered without a gap, each object once."""

from collections import Counter
from collections.abc import Iterator

from analysis.audit.figures import WORDS, Figures
from analysis.audit.mark import Mark, Remark
from analysis.audit.notice import Notice


def lists_that_do_not_fit(notice: Notice, figures: Figures) -> Iterator[Remark]:
    """Yield lists whose length is not the number of failing objects, whose numbers jump, that name an object twice."""
    for table in notice.tables:
        numbers = [int(row[0]) for row in table.body]
        if numbers != list(range(1, len(numbers) + 1)):
            yield Remark(Mark.FAULT, table.line, f"名单序号不连续：{'、'.join(map(str, numbers))}")
        if table.total or "问题" not in table.header:
            continue
        failing = figures.failing.get(table.group)
        if failing is not None and failing != len(numbers):
            text = f"正文称{WORDS[table.group]}{failing}个存在问题，附件列出{len(numbers)}个"
            yield Remark(Mark.FAULT, table.line, text)
        named = Counter(row[1:] for row in table.body)
        for row, times in named.items():
            if times > 1:
                yield Remark(Mark.FAULT, table.line, f"名单中“{'、'.join(row)}”列出{times}次")

"""得分明细: why each point was taken or given, one row an item that moved or is open."""

from collections.abc import Iterable

from analysis.table import Cell, Table
from analysis.tables.scores import points, span
from govcrawl.model.score import Sampling, Score
from govcrawl.model.target import Target
from govcrawl.rules.indicators import title_of

NAME = "得分明细"
HEADERS = ("序号", "对象", "指标", "指标名称", "分值上限", "扣分或加分", "状态", "依据")
STATES = {Sampling.DECIDED: "已判定", Sampling.OPEN: "未能判定", Sampling.NOT_SAMPLED: "未抽查"}


def score_parts(scored: Iterable[tuple[Target, Score]]) -> Table:
    """Return the items of each score that cost or earned points or could; those that nobody sampled are one cell of
    the sheet of scores.
    """
    rows: list[tuple[Cell, ...]] = []
    for target, found in scored:
        for part in found.parts:
            if part.sampling is Sampling.NOT_SAMPLED or not (part.low or part.high):
                continue
            state = STATES[part.sampling]
            moved = span(part.low, part.high)
            cap = points(part.cap)
            rows.append((len(rows) + 1, target.name, part.item, title_of(part.item), cap, moved, state, part.reason))
    return Table(NAME, "得分明细", HEADERS, tuple(rows), ("每项扣分以该项分值为限；已在其他项扣分的问题不重复扣分。",))

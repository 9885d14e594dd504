"""总体情况: the key rates of the notice, one line a kind of object."""

import pandas as pd

from analysis.table import Cell, Chart, Table
from analysis.titles import line_title
from govcrawl.register import ReportSettings

NAME = "总体情况"
HEADERS = ("检查对象", "在运行数", "检查数", "合格数", "不合格数", "未能判定数", "合格率", "不合格率")
REACH = ("最低可能合格率", "最高可能合格率")
FIELDS = ("operating", "inspected", "qualified", "unqualified", "undecided", "pass_rate", "unqualified_rate")


def overview(rates: pd.DataFrame, title: str, report: ReportSettings) -> Table:
    """Return the table of the figures, indexed by line; with undecided objects it tells how far rates could move."""
    undecided = any(rates["undecided"])
    fields = [*FIELDS, "lowest", "highest"] if undecided else list(FIELDS)
    rows: list[tuple[Cell, ...]] = [
        (line_title(str(line), report), *(row[field] for field in fields)) for line, row in rates.iterrows()
    ]
    notes = ["合格率、不合格率以已判定对象（合格数＋不合格数）为分母；未能判定的对象单列，既不计为合格也不计为不合格。"]
    if undecided:
        notes.append("最低、最高可能合格率：未能判定的对象全部不合格、全部合格时的合格率。")
    chart = Chart("合格率（%）", HEADERS[0], ("合格率",), without_last=0)
    return Table(NAME, title, HEADERS + (REACH if undecided else ()), tuple(rows), tuple(notes), chart=chart)

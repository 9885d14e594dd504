"""问题分布: objects that each veto fails, by county (TS7)."""

import pandas as pd

from analysis.table import Table, frame_table
from govcrawl.register import TableSettings

NAME = "问题分布"


def problems_by_unit(counts: pd.DataFrame, settings: TableSettings) -> Table:
    """Return a row a county and the total, a place a veto that failed somewhere."""
    headings = {"county": "地区"} | {str(name): str(name) for name in counts.columns if name != "county"}
    notes = ("一个对象有多项问题的，分别计入各项。",)
    return frame_table(
        "problems_by_unit", NAME, "存在突出问题的对象（按地区和问题）", headings, counts, settings, notes
    )

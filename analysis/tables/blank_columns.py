"""空白栏目: every blank column (TS13)."""

import pandas as pd

from analysis.table import Table, frame_table
from govcrawl.register import TableSettings

NAME = "空白栏目"
HEADINGS = {
    "number": "序号",
    "name": "网站",
    "county": "地区",
    "column": "栏目",
    "level": "级别",
    "url": "地址",
    "snapshot": "快照",
}


def blank_columns(blank: pd.DataFrame, settings: TableSettings) -> Table:
    """Return a row a column."""
    return frame_table("blank_columns", NAME, "空白栏目", HEADINGS, blank, settings)

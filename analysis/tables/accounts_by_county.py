"""新媒体分地区: accounts by county, those of the city itself among them (TS2)."""

import pandas as pd

from analysis.rate_table import rate_table
from analysis.table import Table
from analysis.titles import county_title
from govcrawl.register import TableSettings

NAME = "新媒体分地区"
TITLE = "政务新媒体检查情况（按地区）"
HEADINGS = {
    "number": "序号",
    "county": "地区",
    "operating": "在运行新媒体数",
    "inspected": "检查新媒体数",
    "qualified": "合格数",
    "unqualified": "不合格数",
    "undecided": "未能判定数",
    "pass_rate": "合格率",
    "unqualified_rate": "不合格率",
}


def accounts_by_county(rates: pd.DataFrame, settings: TableSettings) -> Table:
    """Return the table of the rates, indexed by county with the total last."""
    return rate_table("accounts_by_county", NAME, TITLE, HEADINGS, rates, settings, county_title)

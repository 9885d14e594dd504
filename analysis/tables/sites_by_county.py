"""网站分地区: websites by county, those of the city itself among them (TS1)."""

import pandas as pd

from analysis.rate_table import rate_table
from analysis.table import Table
from analysis.titles import county_title
from govcrawl.register import TableSettings

NAME = "网站分地区"
TITLE = "政府网站检查情况（按地区）"
HEADINGS = {
    "number": "序号",
    "county": "地区",
    "operating": "在运行网站数",
    "inspected": "检查网站数",
    "qualified": "合格数",
    "unqualified": "不合格数",
    "undecided": "未能判定数",
    "pass_rate": "合格率",
    "unqualified_rate": "不合格率",
}


def sites_by_county(rates: pd.DataFrame, settings: TableSettings) -> Table:
    """Return the table of the rates, indexed by county with the total last."""
    return rate_table("sites_by_county", NAME, TITLE, HEADINGS, rates, settings, county_title)

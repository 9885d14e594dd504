"""新媒体平台层级: accounts by platform and level, those of the city beside those of its counties (TS3)."""

import pandas as pd

from analysis.rate_table import rate_table
from analysis.table import Table
from analysis.titles import platform_title
from govcrawl.register import ReportSettings

NAME = "新媒体平台层级"
TITLE = "政务新媒体检查情况（按平台和层级）"
HEADINGS = {
    "number": "序号",
    "platform": "平台",
    "municipal_operating": "市直部门/在运行数",
    "municipal_unqualified": "市直部门/不合格数",
    "counties_operating": "县（市、区）/在运行数",
    "counties_unqualified": "县（市、区）/不合格数",
    "operating": "合计/在运行数",
    "inspected": "合计/检查数",
    "qualified": "合计/合格数",
    "unqualified": "合计/不合格数",
    "undecided": "合计/未能判定数",
    "pass_rate": "合计/合格率",
}


def accounts_by_level(rates: pd.DataFrame, report: ReportSettings) -> Table:
    """Return the matrix, indexed by platform with the total last."""
    settings = report.table("accounts_by_level")
    return rate_table(
        "accounts_by_level", NAME, TITLE, HEADINGS, rates, settings, lambda it: platform_title(it, report)
    )

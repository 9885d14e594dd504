"""新媒体分平台: accounts by platform (TS3)."""

import pandas as pd

from analysis.rate_table import rate_table
from analysis.table import Table
from analysis.titles import platform_title
from govcrawl.register import ReportSettings, TableSettings

NAME = "新媒体分平台"
TITLE = "政务新媒体检查情况（按平台）"
HEADINGS = {
    "number": "序号",
    "platform": "平台",
    "operating": "在运行新媒体数",
    "inspected": "检查新媒体数",
    "qualified": "合格数",
    "unqualified": "不合格数",
    "undecided": "未能判定数",
    "pass_rate": "合格率",
    "unqualified_rate": "不合格率",
}


def accounts_by_platform(rates: pd.DataFrame, settings: TableSettings, report: ReportSettings) -> Table:
    """Return the table of the rates, indexed by platform with the total last."""
    return rate_table(
        "accounts_by_platform", NAME, TITLE, HEADINGS, rates, settings, lambda it: platform_title(it, report)
    )

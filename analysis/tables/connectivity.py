"""首页可访问性: visits, failures and the slowest answer of every home page that was probed (TS18)."""

import pandas as pd

from analysis.table import Table, frame_table
from govcrawl.register import TableSettings

NAME = "首页可访问性"
HEADINGS = {
    "number": "序号",
    "name": "网站",
    "county": "地区",
    "visits": "访问次数",
    "failures": "未打开次数",
    "share": "占比",
    "slowest": "最慢秒数",
    "reasons": "未打开的原因",
}


def connectivity(visits: pd.DataFrame, settings: TableSettings) -> Table:
    """Return a row a website."""
    return frame_table("connectivity", NAME, "首页可访问性", HEADINGS, visits, settings)

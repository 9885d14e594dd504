"""新媒体更新台账: the last post of every account, with the words it was read from (TS6)."""

from datetime import date

import pandas as pd

from analysis.table import Table, frame_table
from govcrawl.register import TableSettings

NAME = "新媒体更新台账"
HEADINGS = {
    "number": "序号",
    "platform": "平台",
    "name": "新媒体名称",
    "sponsor": "主办单位",
    "county": "地区",
    "newest": "检查时最近更新",
    "days": "距监测时间点天数",
    "newest_title": "最近一条内容",
    "posts": "可见条数",
    "url": "采集地址",
    "seen_at": "采集时间",
    "reason": "说明",
}


def account_updates(feeds: pd.DataFrame, as_of: date, settings: TableSettings) -> Table:
    """Return a row an account."""
    title = f"政务新媒体更新情况（监测时间点 {as_of}）"
    return frame_table("account_updates", NAME, title, HEADINGS, feeds, settings)

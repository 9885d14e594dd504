"""新媒体更新台账: the last post of every account, its longest gap, the days it has left, and its sources (TS6)."""

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
    "left": "距超期天数",
    "gap": "最长间隔天数",
    "gap_from": "间隔起",
    "gap_to": "间隔止",
    "newest_title": "最近一条内容",
    "posts": "可见条数",
    "originals": "原创条数",
    "forwarded": "转载条数",
    "replies_open": "评论开放",
    "menu": "菜单",
    "verified_subject": "认证主体",
    "url": "采集地址",
    "seen_at": "采集时间",
    "reason": "说明",
    "sources": "各来源情况",
}
NOTES = ("最长间隔、原创和转载按近100天内来源显示的内容统计；距超期天数为负的已超期；“—”为来源未显示。",)


def account_updates(feeds: pd.DataFrame, as_of: date, settings: TableSettings) -> Table:
    """Return a row an account."""
    title = f"政务新媒体更新情况（监测时间点 {as_of}）"
    return frame_table("account_updates", NAME, title, HEADINGS, feeds, settings, NOTES)

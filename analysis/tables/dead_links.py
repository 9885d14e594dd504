"""不可用链接: every link that was found dead, and where it stands (TS13)."""

import pandas as pd

from analysis.table import Table, frame_table
from govcrawl.register import TableSettings

NAME = "不可用链接"
HEADINGS = {
    "number": "序号",
    "name": "网站",
    "county": "地区",
    "url": "链接地址",
    "anchor": "链接文字",
    "page": "所在页面",
    "scope": "页面层级",
    "kind": "类型",
    "internal": "站内或站外",
    "status": "返回情况",
    "pages": "出现页面数",
}


def dead_links(links: pd.DataFrame, settings: TableSettings) -> Table:
    """Return a row a link."""
    return frame_table("dead_links", NAME, "不可用链接", HEADINGS, links, settings)

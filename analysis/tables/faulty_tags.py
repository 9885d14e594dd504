"""标签与标识: page tags and footer marks that stand on a page and are wrong (TS13)."""

import pandas as pd

from analysis.table import Table, frame_table
from govcrawl.register import TableSettings

NAME = "标签与标识"
HEADINGS = {
    "number": "序号",
    "name": "网站",
    "county": "地区",
    "page": "页面类型",
    "url": "地址",
    "tag": "标签或标识",
    "content": "页面所示内容",
    "fault": "问题",
}


def faulty_tags(tags: pd.DataFrame, settings: TableSettings) -> Table:
    """Return a row a tag or mark."""
    return frame_table("faulty_tags", NAME, "页面标签和网站标识不规范", HEADINGS, tags, settings)

"""已下线网站域名: sites out of operation, and whether their domain still resolves (TS16)."""

import pandas as pd

from analysis.table import Table, frame_table
from govcrawl.register import TableSettings

NAME = "已下线网站域名"
HEADINGS = {
    "number": "序号",
    "name": "网站",
    "site_code": "网站标识码",
    "sponsor": "主办单位",
    "host": "域名",
    "resolves": "仍可解析",
    "addresses": "解析地址",
    "note": "备注",
}


def closed_domains(domains: pd.DataFrame, settings: TableSettings) -> Table:
    """Return a row a site."""
    return frame_table("closed_domains", NAME, "已下线网站的域名", HEADINGS, domains, settings)

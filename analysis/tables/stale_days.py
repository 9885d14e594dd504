"""栏目更新分布: how many columns were last updated how long ago."""

import pandas as pd

from analysis.table import Chart, Table, frame_table
from govcrawl.register import TableSettings

NAME = "栏目更新分布"
HEADINGS = {"span": "最近更新距监测时间点", "columns": "栏目数"}


def stale_days(spans: pd.DataFrame, settings: TableSettings) -> Table:
    """Return a row a span of days."""
    chart = Chart(
        "栏目最近更新距监测时间点的天数（栏目数）", HEADINGS["span"], ("栏目数",), without_last=0, share=False
    )
    notes = ("仅计已读到日期且计入检查的栏目。",)
    return frame_table("stale_days", NAME, "栏目更新时间分布", HEADINGS, spans, settings, notes, chart)

"""各期对比: objects, failing ones and rates of every period that the store holds a judgement of (TS20)."""

import pandas as pd

from analysis.table import Chart, Table, frame_table
from govcrawl.register import TableSettings

NAME = "各期对比"
HEADINGS = {
    "period": "检查期",
    "sites": "政府网站/检查数",
    "sites_unqualified": "政府网站/不合格数",
    "sites_undecided": "政府网站/未能判定数",
    "sites_rate": "政府网站/合格率",
    "accounts": "政务新媒体/检查数",
    "accounts_unqualified": "政务新媒体/不合格数",
    "accounts_undecided": "政务新媒体/未能判定数",
    "accounts_rate": "政务新媒体/合格率",
    "profile": "指标方案",
}


def trend(periods: pd.DataFrame, settings: TableSettings) -> Table:
    """Return a row a period, the earliest first."""
    rates = (HEADINGS["sites_rate"], HEADINGS["accounts_rate"])
    chart = Chart("各期合格率（%）", HEADINGS["period"], rates, without_last=0, kind="line")
    notes = ("各期均按同一指标方案判定；对象类别以现行台账为准。",)
    return frame_table("trend", NAME, "各期检查情况", HEADINGS, periods, settings, notes, chart)

"""得分分布: how many objects scored within each band."""

import pandas as pd

from analysis.table import Chart, Table, frame_table
from govcrawl.register import TableSettings

NAME = "得分分布"
HEADINGS = {"band": "分数段", "objects": "对象数"}


def score_bands(bands: pd.DataFrame, settings: TableSettings) -> Table:
    """Return a row a band."""
    chart = Chart("总分分布（对象数）", "分数段", ("对象数",), without_last=0, share=False)
    return frame_table("score_bands", NAME, "检查得分分布", HEADINGS, bands, settings, chart=chart)

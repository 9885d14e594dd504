"""网民留言分月: received, answered and overdue messages by month (TS9)."""

import pandas as pd

from analysis.frames.messages import HEADINGS
from analysis.table import Table, frame_table
from govcrawl.register import TableSettings

NAME = "网民留言分月"


def messages_by_month(figures: pd.DataFrame, settings: TableSettings) -> Table:
    """Return a row a month and the total."""
    frame = figures.assign(month=figures.index)
    return frame_table("messages_by_month", NAME, "网民留言分月办理情况", {"month": "月份"} | HEADINGS, frame, settings)

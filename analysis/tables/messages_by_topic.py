"""网民留言分类: received, answered and overdue messages by topic (TS9)."""

import pandas as pd

from analysis.frames.messages import HEADINGS
from analysis.table import Table, frame_table
from govcrawl.register import TableSettings

NAME = "网民留言分类"


def messages_by_topic(figures: pd.DataFrame, settings: TableSettings) -> Table:
    """Return a row a topic and the total."""
    frame = figures.assign(topic=figures.index)
    return frame_table("messages_by_topic", NAME, "网民留言分类办理情况", {"topic": "类型"} | HEADINGS, frame, settings)

"""网民留言: received, answered and overdue messages by unit (TS9)."""

import pandas as pd

from analysis.frames.messages import HEADINGS
from analysis.table import Table, frame_table
from govcrawl.register import TableSettings

NAME = "网民留言"


def messages_by_unit(figures: pd.DataFrame, answer_workdays: int, settings: TableSettings) -> Table:
    """Return a row a unit and the total."""
    note = f"超期：收到之日起{answer_workdays}个工作日内未答复"
    frame = figures.assign(unit=figures.index)
    return frame_table(
        "messages", NAME, "网民留言办理情况", {"number": "序号", "unit": "单位"} | HEADINGS, frame, settings, (note,)
    )

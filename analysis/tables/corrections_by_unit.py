"""网民找错: messages of 我为政府网站找错 by unit: received, answered, late (TS10)."""

import pandas as pd

from analysis.frames.messages import HEADINGS
from analysis.table import Table, frame_table
from govcrawl.register import TableSettings

NAME = "网民找错"


def corrections_by_unit(figures: pd.DataFrame, workdays: int, settings: TableSettings) -> Table:
    """Return a row a unit and the total."""
    note = f"仅计有效留言；超期：收到之日起{workdays}个工作日内未办结"
    frame = figures.assign(unit=figures.index)
    return frame_table(
        "corrections",
        NAME,
        "“我为政府网站找错”办理情况",
        {"number": "序号", "unit": "单位"} | HEADINGS,
        frame,
        settings,
        (note,),
    )

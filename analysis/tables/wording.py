"""错敏词台账: wording that a detector proposes, with the suggestion and the words around it (TS14)."""

import pandas as pd

from analysis.table import Table, frame_table
from govcrawl.register import TableSettings

NAME = "错敏词台账"
HEADINGS = {
    "number": "序号",
    "name": "对象",
    "county": "地区",
    "wrong": "页面用语",
    "right": "建议",
    "severity": "类别",
    "context": "上下文",
    "title": "页面标题",
    "url": "地址",
    "rule": "依据",
    "times": "出现次数",
    "candidate": "候选编号",
}


def wording(candidates: pd.DataFrame, settings: TableSettings) -> Table:
    """Return a row a candidate."""
    notes = ("以下均为系统提示，须由人工复核认定；未经认定的不作为问题。",)
    return frame_table("wording", NAME, "疑似错敏词", HEADINGS, candidates, settings, notes)

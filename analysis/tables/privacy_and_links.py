"""隐私与暗链: personal data (masked) and hidden links that a detector proposes (TS19)."""

import pandas as pd

from analysis.table import Table, frame_table
from govcrawl.register import TableSettings

NAME = "隐私与暗链"
HEADINGS = {
    "number": "序号",
    "name": "对象",
    "county": "地区",
    "severity": "类别",
    "wrong": "内容（已脱敏）",
    "context": "上下文",
    "url": "地址",
    "rule": "依据",
    "times": "出现次数",
    "candidate": "候选编号",
}


def privacy_and_links(candidates: pd.DataFrame, settings: TableSettings) -> Table:
    """Return a row a candidate."""
    notes = ("以下均为系统提示，须由人工复核认定；个人信息已脱敏。",)
    return frame_table("privacy_and_links", NAME, "疑似泄露隐私和暗链", HEADINGS, candidates, settings, notes)

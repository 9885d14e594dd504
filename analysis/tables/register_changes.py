"""台账变更: what became of the register since the last period (TS15)."""

from collections.abc import Mapping

import pandas as pd

from analysis.reinspection import Change
from analysis.table import Table, frame_table
from analysis.titles import county_title, platform_title
from govcrawl.register import ReportSettings

NAME = "台账变更"
HEADINGS = {
    "number": "序号",
    "change": "变更",
    "target": "对象",
    "platform": "平台",
    "county": "地区",
    "sponsor": "主办单位",
    "before": "变更前",
    "after": "变更后",
}


def register_changes(changes: pd.DataFrame, words: Mapping[Change, str], report: ReportSettings) -> Table:
    """Return a row a change; `words` tell the kinds of change."""
    frame = changes.assign(
        change=[words[it] for it in changes["change"]],
        county=[county_title(it) for it in changes["county"]],
        platform=[platform_title(it, report) for it in changes["platform"]],
    )
    return frame_table("register_changes", NAME, "台账变更情况", HEADINGS, frame, report.table("register_changes"))

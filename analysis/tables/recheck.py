"""上期问题复查: every fault of the last period, and what became of it (TS8)."""

from collections.abc import Mapping

import pandas as pd

from analysis.reinspection import State
from analysis.table import Table, frame_table
from analysis.titles import county_title, platform_title
from govcrawl.register import ReportSettings

NAME = "上期问题复查"
HEADINGS = {
    "number": "序号",
    "target": "对象",
    "platform": "平台",
    "county": "地区",
    "sponsor": "主办单位",
    "period": "通报期",
    "named": "上期问题",
    "state": "现状",
    "reason": "依据",
    "times": "被通报次数",
}


def recheck(faults: pd.DataFrame, states: Mapping[State, str], report: ReportSettings) -> Table:
    """Return a row a fault; `states` are the words for what became of it."""
    frame = faults.assign(
        state=[states[it] for it in faults["state"]],
        county=[county_title(it) for it in faults["county"]],
        platform=[platform_title(it, report) for it in faults["platform"]],
    )
    return frame_table("recheck", NAME, "上期通报问题复查情况", HEADINGS, frame, report.table("recheck"))

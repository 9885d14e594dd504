"""栏目更新台账: every column that was found, its newest entry, and how long ago that was (TS12)."""

from collections.abc import Iterable
from datetime import date

from analysis.table import Cell, Table
from analysis.titles import county_title
from govcrawl.columns import load_classes
from govcrawl.model.fact import ColumnSeen
from govcrawl.model.observation import Observation
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.target import Site
from govcrawl.rules.reasons import told

NAME = "栏目更新台账"
HEADERS = (
    "序号", "网站", "地区", "栏目", "栏目类别", "级别", "地址", "状态", "最近更新", "距监测时间点天数",
    "页面所示日期", "最近一条标题", "条目数", "不计入", "采集时间", "快照", "说明",
)  # fmt: skip
STATES = {
    Observation.DATED: "有日期",
    Observation.UNDATED: "未显示日期",
    Observation.BLANK: "空白",
    Observation.NOT_OBSERVABLE: "脚本加载，未读取",
    Observation.NOT_OBSERVED: "未采集到",
}


def column_ledger(columns: Iterable[tuple[Site, ColumnSeen]], as_of: date) -> Table:
    """Return a row a column, in the order given."""
    titles = {column_class.id: column_class.title for column_class in load_classes().classes}
    rows: list[tuple[Cell, ...]] = [
        (
            number,
            site.name,
            county_title(site.county),
            column.name,
            titles.get(column.column_class, column.column_class),
            column.level or None,
            column.url,
            STATES[column.state],
            column.newest,
            (as_of - column.newest).days if column.newest else None,
            column.newest_raw,
            column.newest_title,
            column.rows,
            "是" if column.excluded else "",
            f"{column.seen_at.astimezone(CHINA_TIME):%Y-%m-%d %H:%M}",
            column.snapshot,
            told(column.reason),
        )
        for number, (site, column) in enumerate(columns, start=1)
    ]
    return Table(NAME, f"栏目更新情况（监测时间点 {as_of}）", HEADERS, tuple(rows))

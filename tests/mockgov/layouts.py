"""Which columns a site has and how old each is. A layout is named in the plantings file; the others are healthy."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from tests.mockgov.nouns import Fault, Form, MockColumn
from tests.mockgov.prose import chance
from tests.mockgov.windows import last_allowed, months_earlier

_AGE = re.compile(r"(?:(\d+)m)?\+?(?:(\d+)d)?")
Columns = tuple[MockColumn, ...]

DYNAMIC = ("本地要闻", "部门动态", "镇街动态", "工作动态", "政务要闻", "图片新闻")
NOTICES = (
    ("通知公告", "notice"),
    ("政策文件", "policy"),
    ("公示公告", "notice"),
    ("规范性文件", "policy"),
    ("政务公告", "notice"),
)
PATHS = {
    "本地要闻": "bdyw",
    "部门动态": "bmdt",
    "镇街动态": "zjdt",
    "工作动态": "gzdt",
    "政务要闻": "zwyw",
    "图片新闻": "tpxw",
    "通知公告": "tzgg",
    "政策文件": "zcwj",
    "公示公告": "gsgg",
    "规范性文件": "gfxwj",
    "政务公告": "zwgg",
    "政策解读": "zcjd",
    "概况信息": "gkxx",
    "机构职能": "zwgk/jgzn",
    "领导信息": "zwgk/ldxx",
    "人事信息": "zwgk/rsxx",
    "人事任免": "zwgk/rsrm",
    "规划计划": "zwgk/ghjh",
    "专项规划": "zwgk/zxgh",
    "工作计划": "zwgk/gzjh",
    "财政信息": "zwgk/czxx",
    "预算决算": "zwgk/ysjs",
    "部门预算": "zwgk/bmys",
    "统计数据": "zwgk/tjsj",
    "办事统计": "bsfw/bstj",
    "办事指南": "bsfw/bszn",
    "咨询建议": "hdjl/zxjy",
    "网上信访": "hdjl/wsxf",
    "信息公开指南": "zwgk/gkzn",
    "信息公开年报": "zwgk/gknb",
}
CLASSES = {
    **dict.fromkeys(DYNAMIC, "dynamic"),
    **dict(NOTICES),
    "政策解读": "interpretation",
    "概况信息": "overview",
    "机构职能": "organs",
    "领导信息": "leaders",
    **dict.fromkeys(("人事信息", "人事任免"), "personnel"),
    **dict.fromkeys(("规划计划", "专项规划", "工作计划"), "planning"),
    **dict.fromkeys(("财政信息", "预算决算", "部门预算"), "finance"),
    "统计数据": "figures",
    "办事统计": "service_statistics",
    "办事指南": "guide",
    "咨询建议": "consultation",
    "网上信访": "petition",
    "信息公开指南": "disclosure_guide",
    "信息公开年报": "disclosure_report",
}
FORMS = {
    "overview": Form.TEXT,
    "organs": Form.CARDS,
    "leaders": Form.CARDS,
    "disclosure_guide": Form.TEXT,
    "guide": Form.GUIDES,
}
# How old the newest entry of a healthy column may be, in days; well inside every window.
HEALTHY_DAYS = {"dynamic": 6, "consultation": 40, "service_statistics": 60, "disclosure_report": 160}

PORTAL = (
    *DYNAMIC[:3],
    "通知公告",
    "政策文件",
    "政策解读",
    "概况信息",
    "机构职能",
    "领导信息",
    "人事信息",
    "规划计划",
    "财政信息",
    "统计数据",
    "办事统计",
    "咨询建议",
)
DEPARTMENT = (
    "工作动态",
    "通知公告",
    "政策文件",
    "政策解读",
    "机构职能",
    "领导信息",
    "人事信息",
    "规划计划",
    "财政信息",
    "统计数据",
    "办事统计",
    "咨询建议",
)
SUB_CHANNEL = ("工作动态", "通知公告", "政策文件", "机构职能", "领导信息", "人事信息", "财政信息")
DISCLOSURE = ("信息公开指南", "政策文件", "通知公告", "机构职能", "领导信息", "人事信息", "财政信息", "信息公开年报")
BY_KIND = {
    "portal": PORTAL,
    "department_site": DEPARTMENT,
    "sub_channel": SUB_CHANNEL,
    "disclosure_section": DISCLOSURE,
}
OLD = (
    "政策解读",
    "人事信息",
    "人事任免",
    "规划计划",
    "专项规划",
    "工作计划",
    "财政信息",
    "预算决算",
    "部门预算",
    "统计数据",
    "办事统计",
    "咨询建议",
)


def column(name: str, newest: date | None, **more: object) -> MockColumn:
    """Return a column of a known name."""
    path, column_class = PATHS[name], CLASSES[name]
    form = FORMS.get(column_class, Form.LIST)
    level = 1 + path.count("/")
    return MockColumn(name, path, column_class, newest, level, form, **more)  # type: ignore[arg-type]


def healthy(kind: str, host: str, today: date) -> Columns:
    """Return the columns of a site that is kept up; their ages differ from site to site."""
    found = []
    for name in BY_KIND[kind]:
        luck = chance(host, name)
        # The home page of a disclosure section has no dynamic column: its notices keep it alive.
        freshest = "dynamic" if kind == "disclosure_section" and name == "通知公告" else CLASSES[name]
        days = luck.randint(0, HEALTHY_DAYS.get(freshest, 150))
        made = column(name, today - timedelta(days=days), in_home=CLASSES[name] in ("dynamic", "notice", "policy"))
        more = luck.random()
        found.append(replace(made, pages=3 if more < 0.2 else 1, pinned=CLASSES[name] == "notice" and more > 0.6))
    return tuple(found)


# Days since the newest entry of a lean portal's columns; names stay as they are.
LEAN = {"本地要闻": 2, "通知公告": 3, "政策文件": 30, "政策解读": 30, "财政信息": 30, "统计数据": 30, "办事统计": 10}
LEAN |= dict.fromkeys(("概况信息", "机构职能", "领导信息"), 100) | {"咨询建议": 20}


def lean(today: date) -> Columns:
    """Return the columns of a small portal that is kept up, alike on every host."""
    return tuple(
        column(name, today - timedelta(days=days), rows=6, in_home=CLASSES[name] in ("dynamic", "notice", "policy"))
        for name, days in LEAN.items()
    )


def changed(columns: Columns, words: Mapping[str, str], today: date) -> Columns:
    """Return the columns with those named `none` (left out), `blank`, or as old as `2m+1d` or `15d` says.

    A name that is not there is added. Raises ValueError for an age that cannot be read.
    """
    for name, word in words.items():
        if word == "none":
            columns = tuple(each for each in columns if each.name != name)
        elif word == "blank":
            columns = blank(columns, (name,))
        elif match := _AGE.fullmatch(word):
            day = months_earlier(today, int(match[1] or 0)) - timedelta(days=int(match[2] or 0))
            columns = aged(columns, (name,), lambda _, day=day: day)  # type: ignore[misc]
        else:
            raise ValueError(f"{name}: '{word}'; write it as none, blank, 15d, 2m or 2m+1d")
    return columns


def aged(columns: Columns, names: tuple[str, ...], newest: Callable[[str], date]) -> Columns:
    """Return the columns with those named as old as told; missing ones are added at the end."""
    kept = tuple(replace(each, newest=newest(each.column_class)) if each.name in names else each for each in columns)
    have = {each.name for each in columns}
    return kept + tuple(column(name, newest(CLASSES[name])) for name in names if name not in have)


def long_ago(host: str, today: date) -> Callable[[str], date]:
    """Return days 14 to 30 months back, stale under every reading of every cadence."""
    return lambda column_class: today - timedelta(days=chance(host, column_class).randint(430, 900))


def limit(today: date, days_past: int = 0) -> Callable[[str], date]:
    """Return the last allowed day of a class under the national windows, or some days past it."""

    def day(column_class: str) -> date:
        last = last_allowed(column_class, today)
        assert last is not None, f"{column_class}: no window is known; name a class with a cadence"
        return last - timedelta(days=days_past)

    return day


def blank(columns: Columns, names: tuple[str, ...]) -> Columns:
    """Return the columns with those named emptied; missing ones are added empty."""
    kept = tuple(replace(each, newest=None, pinned=False, pages=1) if each.name in names else each for each in columns)
    have = {each.name for each in columns}
    return kept + tuple(column(name, None) for name in names if name not in have)


def stale_portal(columns: Columns, host: str, today: date) -> Columns:
    """V4a and V4b: dynamic, notice and policy columns and all the slow ones are long stale; the home page lives."""
    return aged(columns, (*DYNAMIC[1:3], *(name for name, _ in NOTICES[:4]), *OLD), long_ago(host, today))


def long_stale(columns: Columns, host: str, today: date) -> Columns:
    """V4b only: four notice and policy columns, one too few for V4a, and all the slow ones."""
    return aged(columns, (*(name for name, _ in NOTICES[:4]), *OLD), long_ago(host, today))


def edge(columns: Columns, today: date, days_past: int, what: str) -> Columns:
    """Return columns on the last allowed day of one rule (`days_past` 0), or past it so that the rule is broken."""
    day = limit(today, days_past)
    match what:
        case "home":  # V3; the dynamic columns are three at most, so V4a stays out of it
            columns = tuple(replace(each, in_home=each.in_home and each.column_class == "dynamic") for each in columns)
            return tuple(replace(each, newest=day("dynamic")) if each.in_home else each for each in columns)
        case "dynamic":  # V4a by five dynamic columns; a sixth keeps the home page alive
            return aged(columns, DYNAMIC[1:], day)
        case "notice":  # V4a by five notice and policy columns of the first level
            return aged(columns, tuple(name for name, _ in NOTICES), day)
        case "cadence":  # V4b by ten columns of every cadence but those that sources disagree on (统计数据)
            names = tuple(name for name in OLD if CLASSES[name] != "figures")[:9]
            return aged(columns, (*names, "办事统计", "咨询建议"), day)
    raise ValueError(f"{what}: no such edge; name one of home, dynamic, notice, cadence")


def columns_of(layout: str, kind: str, host: str, today: date) -> Columns:
    """Return the columns of a site of a kind in the layout that the plantings file names.

    Raises ValueError where the layout is not known.
    """
    columns = healthy(kind, host, today)
    word, _, rest = layout.partition("_")
    match word, rest:
        case "healthy", "":
            return columns
        case "stale", "portal":
            return stale_portal(columns, host, today)
        case "long", "stale":
            return long_stale(columns, host, today)
        case "edge", what:
            return edge(columns, today, 0, what)
        case "past", what:
            return edge(columns, today, 1, what)
        case "one", "stale":
            return aged(columns, OLD[6:7], long_ago(host, today))
        case "four", "sum":  # one fewer than V4a asks for
            return aged(columns, tuple(name for name, _ in NOTICES[:4]), long_ago(host, today))
        case "deep", "notices":  # five stale notice columns, but none of the first level
            old = aged((), tuple(name for name, _ in NOTICES), long_ago(host, today))
            deep = tuple(replace(each, path=f"zwgk/{each.path}", level=2) for each in old)
            return tuple(each for each in columns if each.column_class not in ("notice", "policy")) + deep
        case "nine", "stale":  # one fewer than V4b asks for
            return aged(columns, OLD[:9], long_ago(host, today))
        case "ten", "stale":
            return aged(columns, OLD[:10], long_ago(host, today))
        case ("four" | "five") as count, "blank":
            return blank(
                columns, ("人事任免", "专项规划", "预算决算", "工作计划", "部门预算")[: 4 if count == "four" else 5]
            )
        case "board", "blank":
            return blank(columns, ("咨询建议",))
        case "no", "board":  # no column of the consultation kind, but one that comes near
            return (*(each for each in columns if each.name != "咨询建议"), column("网上信访", None))
        case "lean", "portal":  # one column of a class, all in time, none with more rows than a page has
            return lean(today)
        case "few", "columns":  # enough for a site that is looked at for something else
            return tuple(each for each in columns if each.name in ("工作动态", "本地要闻", "通知公告", "办事统计"))
        case "way", "in":  # the home page is only navigation; the columns are kept up
            return tuple(replace(each, in_home=False) for each in columns)
        case "way", "stale":  # the same, and every column is long stale
            named = tuple(each.name for each in columns if each.name in DYNAMIC or each.name == "通知公告")
            kept = tuple(replace(each, in_home=False, pinned=False) for each in columns if each.name in named)
            return aged(kept, named, long_ago(host, today))
        case "three", "policies":  # documents and interpretations, three of each
            named = ("本地要闻", "通知公告", "政策文件", "政策解读")
            kept = (each for each in columns if each.name in named)
            return tuple(replace(each, rows=3, pages=1) if each.name[:2] == "政策" else each for each in kept)
        case "ajax", "notices":  # the notice column cannot be seen without a script
            return tuple(replace(each, fault=Fault.AJAX) if each.name == "通知公告" else each for each in columns)
        case "endless", "list":
            return tuple(replace(each, fault=Fault.ENDLESS) if each.name == "通知公告" else each for each in columns)
    raise ValueError(f"{layout}: no such layout; see tests/mockgov/layouts.py")

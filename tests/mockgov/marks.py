"""Marks and tags of mock pages, the blemishes taken out of them, and what an inspection must find of that."""

# ruff: noqa: E501 -- lines of HTML

from decimal import Decimal

from tests.mockgov.entries import Entry, place
from tests.mockgov.nouns import UNREADABLE, Blemish, MockCity, MockColumn, MockSite
from tests.mockgov.prose import number

PROVINCES = {"44": "粤", "61": "陕", "53": "云", "43": "湘"}
ICP_PROVINCES = {"53": "滇"}
OTHER_NAME = "远方某县信息港"
COLUMN_TYPES = {
    "dynamic": "工作动态",
    "notice": "通知公告",
    "policy": "政策文件",
    "interpretation": "政策解读",
    "overview": "概况信息",
    "organs": "机构职能",
    "leaders": "负责人信息",
    "figures": "数据发布",
    "consultation": "咨询投诉",
    "service_statistics": "办事服务",
}


def shown_name(site: MockSite) -> str:
    """Return the name that title and header show."""
    return OTHER_NAME if Blemish.OTHER_NAME in site.blemishes else site.name


def page_tags(site: MockSite, column: MockColumn | None, entry: Entry | None) -> list[tuple[str, str]]:
    """Return the metas of a page, without those that the site lacks."""
    blemishes = site.blemishes
    metas = [("SiteName", shown_name(site)), ("SiteDomain", site.host), ("SiteIDCode", site.site_code)]
    if Blemish.WRONG_SITE_TAGS in blemishes:
        metas = [("SiteName", "网站名称"), ("SiteDomain", "www.elsewhere.test"), ("SiteIDCode", "政府网站标识码")]
    if Blemish.NO_SITE_TAGS in blemishes:
        metas = []
    if column and not (entry is None and Blemish.NO_COLUMN_TAGS in blemishes):
        metas += [
            ("ColumnName", column.name),
            ("ColumnDescription", f"{site.name}{column.name}栏目"),
            ("ColumnKeywords", column.name),
            ("ColumnType", COLUMN_TYPES.get(column.column_class, column.name)),
        ]
    if entry and Blemish.NO_ARTICLE_TAGS not in blemishes:
        metas += [("ArticleTitle", entry.title), ("ContentSource", site.sponsor or site.name)]
        metas += [("PubDate", f"{entry.day} 09:30")] if entry.day else []
    lost = ("SiteDomain", "ColumnKeywords", "ContentSource") if Blemish.SOME_TAGS in blemishes else ()
    return [(name, content) for name, content in metas if name not in lost]


def footer_marks(site: MockSite, *, home: bool, column: bool) -> str:
    """Return the six marks and the correction entry of a footer, without those that the site lacks."""
    blemishes, code = site.blemishes, site.site_code or "4400000000"
    province = PROVINCES.get(code[:2], "京")
    luck = number(site.host)
    shown = {Blemish.WRONG_DIVISION: f"9908{code[4:]}", Blemish.LONG_CODE: f"{code}12"}
    marks = {
        Blemish.NO_BADGE: '<a href="http://bszs.conac.cn/sitename?method=show&amp;id=SIMULATED"><img src="images/red.png"></a>',
        Blemish.NO_SPONSOR: f"<p>主办单位：{site.sponsor or place(site)}</p>",
        Blemish.NO_CONTACT: f"<p>联系电话：0759-{2000000 + luck % 999999}</p>",
        Blemish.NO_SITE_CODE: f"<p>网站标识码：{next((shown[each] for each in shown if each in blemishes), code)}</p>",
        Blemish.NO_ICP: f"<p>{ICP_PROVINCES.get(code[:2], province)}ICP备{10000000 + luck % 9999999}号-1</p>",
        Blemish.NO_POLICE: f"<p>{province}公网安备 {code[:6]}020{luck % 99999:05d}号</p>",
    }
    entry = f'<a href="http://pucha.kaipuyun.cn/exposure/jiucuo.html?site_code={code}&amp;url=http://{site.host}{site.base}">我为政府网站找错</a>'
    if Blemish.OTHER_CORRECTION in blemishes:
        entry = '<a href="javascript:void(0)">内容纠错</a>'
    lacks = (home and Blemish.NO_CORRECTION_HOME in blemishes) or (
        column and Blemish.NO_CORRECTION_COLUMNS in blemishes
    )
    return "\n".join([text for lack, text in marks.items() if lack not in blemishes] + ([] if lacks else [entry]))


_ELEMENTS = frozenset(
    (
        Blemish.NO_BADGE,
        Blemish.NO_SITE_CODE,
        Blemish.WRONG_DIVISION,
        Blemish.LONG_CODE,
        Blemish.NO_ICP,
        Blemish.NO_POLICE,
        Blemish.NO_SPONSOR,
        Blemish.NO_CONTACT,
    )
)
# Points of what a site lacks where five column pages and five content pages are looked at (fact sheet 1.4).
_CORRECTION = {Blemish.NO_CORRECTION_HOME: "1", Blemish.NO_CORRECTION_COLUMNS: "1.0", Blemish.OTHER_CORRECTION: "3.0"}
_TAGS = {
    Blemish.NO_SITE_TAGS: "1.0",
    Blemish.WRONG_SITE_TAGS: "1.0",
    Blemish.NO_COLUMN_TAGS: "0.5",
    Blemish.NO_ARTICLE_TAGS: "0.5",
}


def mark_plantings(city: MockCity) -> dict[tuple[str, str], Decimal]:
    """Return the points that an inspection must take off, by target and rule; no other rule of marks may find any."""
    found: dict[tuple[str, str], Decimal] = {}
    for site in city.sites:
        if site.fault in UNREADABLE or Blemish.FOOTER_IN_FRAME in site.blemishes:
            continue
        points = {
            "D1": Decimal(2 if Blemish.OTHER_NAME in site.blemishes else 0),
            "D2": Decimal("0.5") * len(site.blemishes & _ELEMENTS),
            "D4": sum((Decimal(_CORRECTION.get(each, "0")) for each in site.blemishes), Decimal(0)),
            "D8": sum((Decimal(_TAGS.get(each, "0")) for each in site.blemishes), Decimal(0)),
        }
        found |= {(site.target, code): -each for code, each in points.items() if each}
    return found

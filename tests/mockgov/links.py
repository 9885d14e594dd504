"""Links planted in mock pages: dead ones, and those that only look dead. What D3 must charge for them."""

# ruff: noqa: E501 -- lines of HTML

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum

from tests.mockgov.answer import Answer, simple
from tests.mockgov.nouns import UNREADABLE, MockCity, MockSite

NO_HEAD = "no_head"  # fault of an answer: HEAD is refused with 405
HOME, COLUMNS = "home", "columns"
POINTS = {HOME: Decimal("0.2"), COLUMNS: Decimal("0.1")}


class Trap(StrEnum):
    """Where a planted link leads. Those above ALIVE are dead."""

    PAGE = "page"  # no such page: 404, or what a site with soft 404 shows
    IMAGE = "image"
    ATTACHMENT = "attachment"
    ERROR = "error"  # 500
    LOOP = "loop"  # redirects to itself
    INTRANET = "intranet"  # an address that nobody outside can open
    FORBIDDEN = "forbidden"  # 403: refused, not dead
    LIMITED = "limited"  # 429
    NO_HEAD = "no_head"  # 405 on HEAD, there on GET
    MOVED = "moved"  # a redirect to the home page
    LEAVING = "leaving"  # a redirect out of the register
    SCRIPT = "script"  # javascript:, mailto:, tel:, #
    ADVERT = "advert"  # a link out of government with commercial words
    FLOATING = "floating"  # a floating block that sells
    PROMPT = "prompt"  # a script that warns those who leave


DEAD = frozenset((Trap.PAGE, Trap.IMAGE, Trap.ATTACHMENT, Trap.ERROR, Trap.LOOP, Trap.INTRANET))
PATHS = {
    Trap.PAGE: "zt/202001/t20200101_1404.html",
    Trap.IMAGE: "pic/202001/W020200101404.jpeg",  # the mock web has every .jpg
    Trap.ATTACHMENT: "zt/202001/P020200101404.pdf",
    Trap.ERROR: "zt/202001/t20200101_1500.html",
    Trap.LOOP: "zt/202001/t20200101_1302.html",
    Trap.FORBIDDEN: "zt/202001/t20200101_1403.html",
    Trap.LIMITED: "zt/202001/t20200101_1429.html",
    Trap.NO_HEAD: "zt/202001/t20200101_1405.html",
    Trap.MOVED: "zt/202001/t20200101_1301.html",
    Trap.LEAVING: "zt/202001/t20200101_1303.html",
}
WRITTEN = {
    Trap.ADVERT: '<a href="http://ads.elsewhere.test/">广告位招租</a>',
    Trap.FLOATING: '<div style="position:fixed"><a href="http://shop.elsewhere.test/"><img src="images/a.jpg" alt="年货促销"></a></div>',
    Trap.PROMPT: "<script>function leave(){return confirm('您访问的链接即将离开本网站，是否继续？')}</script>",
}
INTRANET = "http://192.168.10.4:8080/oa/login.do"


def traps(site: MockSite, where: str) -> list[Trap]:
    """Return what is planted on the home page or on the columns of a site, written there as `home:page`."""
    return [Trap(word.partition(":")[2]) for word in site.traps if word.partition(":")[0] == where]


def planted(site: MockSite, where: str, link: Callable[[str], str]) -> str:
    """Return the HTML of the planted links; nothing for a site without."""
    found = []
    for trap in traps(site, where):
        address = INTRANET if trap is Trap.INTRANET else link(_path(trap, where)) if trap in PATHS else ""
        if trap is Trap.SCRIPT:
            found.append(
                '<a href="javascript:void(0)">收藏</a><a href="mailto:a@b.test">邮箱</a><a href="tel:12345">电话</a>'
            )
            found.append(
                '<a href="#top">返回顶部</a><a href="{{item.url}}">模板</a><img src="data:image/gif;base64,R0lGOD">'
            )
        elif trap in WRITTEN:
            found.append(WRITTEN[trap])
        elif trap is Trap.IMAGE:
            found.append(f'<img src="{address}" alt="专题图片">')
        else:
            found.append(f'<a href="{address}">专题 {trap}</a>')
    return f'<div class="topics">{"".join(found)}</div>' if found else ""


def trapped(site: MockSite, below: str) -> Answer | None:
    """Return what a planted address answers; None for one that is not planted or does not exist."""
    here = {_path(trap, where): trap for where in POINTS for trap in traps(site, where) if trap in PATHS}
    match here.get(below):
        case Trap.ERROR:
            return simple("500", "服务器内部错误", status=500)
        case Trap.LOOP:
            return Answer(status=302, headers={"Location": site.base + below})
        case Trap.FORBIDDEN:
            return simple("403", "禁止访问", status=403)
        case Trap.LIMITED:
            return simple("429", "稍后再试", status=429)
        case Trap.NO_HEAD:
            return Answer(simple("专题", "专题内容。" * 40).body, fault=NO_HEAD)
        case Trap.MOVED:
            return Answer(status=301, headers={"Location": site.base})
        case Trap.LEAVING:
            return Answer(status=302, headers={"Location": "http://other.elsewhere.test/"})
    return None


def is_missing(site: MockSite, below: str) -> bool:
    """Tell whether a planted address must not be answered by anything else, such as the pictures of every site."""
    gone = (Trap.PAGE, Trap.IMAGE, Trap.ATTACHMENT)
    return below in {_path(trap, where) for where in POINTS for trap in traps(site, where) if trap in gone}


def link_plantings(city: MockCity) -> dict[str, Decimal]:
    """Return, by target, the points that D3 must take: sites whose pages can be read."""
    return {
        site.target: -sum((POINTS[where] * len(DEAD & set(traps(site, where))) for where in POINTS), Decimal(0))
        for site in city.sites
        if site.fault not in UNREADABLE
    }


def _path(trap: Trap, where: str) -> str:
    return f"{where}/{PATHS[trap]}"

"""Guides to services, complete and lacking, and what V6, B4 and B6 must find of them."""

import re
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum

from tests.mockgov.nouns import UNREADABLE, MockCity, MockSite
from tests.mockgov.prose import number, paragraphs

FIRST_GUIDE = 7_000_000  # number of the first guide; articles begin elsewhere
PLATFORM = "http://zwfw.province.elsewhere.test/jia/"
_TIMES = re.compile(r"(\w+)(?:\*(\d+))?")
_TOLD = {
    "事项名称": "{title}",
    "设定依据": "《某市摊点管理办法》第七条：设置临时摊点的，应当向所在街道办事处登记后方可经营。",
    "申请条件": "在本市依法登记的居民和单位",
    "申请材料": "身份证原件及复印件1份；场所照片电子版",
    "办理流程": "申请、受理、审核、发证",
    "咨询电话": "0000-1234567",
    "办理时间": "工作日上午9时至下午5时",
    "收费标准": "不收费",
    "办理地点": "便民服务中心3号窗口",
    "实施机构": "街道办事处",
}


class Guide(StrEnum):
    """What is wrong with a planted guide."""

    COMPLETE = "complete"
    LACK1 = "lack1"  # so many of its ten elements are missing
    LACK3 = "lack3"
    LACK4 = "lack4"
    VAGUE = "vague"
    NO_FORMAT = "no_format"
    TITLE_BASIS = "title_basis"
    FORM = "form"  # demands a form and gives it
    NO_FORM = "no_form"  # demands a form and gives none
    DEAD_FORM = "dead_form"  # demands a form whose link is dead
    PLAIN = "plain"  # a text without any label
    OUTSIDE = "outside"  # a row that leads to a platform elsewhere
    PLATFORM = "platform"  # the navigation leads to the platform: no row at all


POINTS = {Guide.LACK1: "0.5", Guide.LACK3: "1.5", Guide.LACK4: "2", Guide.VAGUE: "2"}
POINTS |= {Guide.NO_FORMAT: "1", Guide.TITLE_BASIS: "0.5"}
WITHOUT_FORM = (Guide.NO_FORM, Guide.DEAD_FORM)


def guides(site: MockSite) -> list[Guide]:
    """Return the planted guides, written as `lack4*5`."""
    found = []
    for word in site.guides:
        match = _TIMES.fullmatch(word)
        if match is None:
            raise ValueError(f"{site.name}: guides: '{word}'; write it as lack4 or lack4*5")
        found += [Guide(match[1])] * int(match[2] or 1)
    return found


def guide_of(site: MockSite, ident: int) -> Guide:
    """Return the guide behind a row."""
    return guides(site)[ident - FIRST_GUIDE]


def guide_text(site: MockSite, title: str, ident: int, link: Callable[[str], str]) -> str:
    """Return the middle of a guide's page, in one of the forms in which sites print them."""
    planted = guide_of(site, ident)
    if planted is Guide.PLAIN:
        return "".join(f"<p>{text}</p>" for text in paragraphs(title, site.host))
    told = {name: words.format(title=title) for name, words in _TOLD.items()}
    lacking = int(planted[-1]) if planted.startswith("lack") else 0
    told = dict(list(told.items())[: len(told) - lacking])
    if planted is Guide.VAGUE:
        told["申请材料"] += "；法律、法规规定的其他材料"
    if planted is Guide.NO_FORMAT:
        told["申请材料"] = "身份证、场所照片"
    if planted is Guide.TITLE_BASIS:
        told["设定依据"] = "《某市摊点管理办法》"
    form = ""
    if planted in (Guide.FORM, *WITHOUT_FORM):
        told["申请材料"] += "；《临时摊点登记表》1份"
        form = f'<p><a href="{link(form_path(ident))}">临时摊点登记表.doc</a></p>' if planted != Guide.NO_FORM else ""
    printed = (_table, _definitions, _sections, _tabs)[number(site.host, ident) % 4]
    return f'<div class="guide">{printed(told)}</div>{form}'


def form_path(ident: int) -> str:
    """Return the address of the form of a guide."""
    return f"files/form{ident}.doc"


def _table(told: dict[str, str]) -> str:
    return "<table>" + "".join(f"<tr><th>{name}</th><td>{words}</td></tr>" for name, words in told.items()) + "</table>"


def _definitions(told: dict[str, str]) -> str:
    return "<dl>" + "".join(f"<dt>{name}：</dt><dd>{words}</dd>" for name, words in told.items()) + "</dl>"


def _sections(told: dict[str, str]) -> str:
    numbers = "一二三四五六七八九十"
    return "".join(f"<h3>{numbers[n]}、{name}</h3><p>{told[name]}</p>" for n, name in enumerate(told))


def _tabs(told: dict[str, str]) -> str:
    bar = "".join(f'<li><a href="#part{n}">{name}</a></li>' for n, name in enumerate(told))
    return f"<ul>{bar}</ul>" + "".join(f'<div id="part{n}">{words}</div>' for n, words in enumerate(told.values()))


def guide_verdicts(city: MockCity) -> dict[tuple[str, str], str]:
    """Return what V6a, V6b and V6c must say of every site with services, by its name and the rule."""
    found = {}
    for site in city.sites:
        planted = guides(site)
        here = [it for it in planted if it not in (Guide.OUTSIDE, Guide.PLATFORM)]
        lack4 = here.count(Guide.LACK4)
        if site.fault in UNREADABLE:
            verdicts = ["not_observed"] * 3
        elif not here:
            verdicts = ["not_observed" if planted else "needs_review", "not_observed", "not_observed"]
        elif set(here) == {Guide.PLAIN}:
            few = len(here) < 5
            verdicts = ["needs_review", "pass" if few else "needs_review", "needs_review" if few else "pass"]
        else:
            verdicts = ["pass", "fail" if lack4 >= 5 else "pass", "pass"]
            if len(here) < 5 and lack4 == len(here):
                verdicts[2] = "not_observed" if len(planted) > len(here) else "fail"
        found |= {(site.name, code): verdict for code, verdict in zip(("V6a", "V6b", "V6c"), verdicts, strict=True)}
    return found


def guide_points(city: MockCity, portals: set[str]) -> dict[tuple[str, str], Decimal]:
    """Return the points that B4 and B6 must take of portals whose guides are so few, or so much alike, that chance
    has no part in it."""
    found = {}
    for site in city.sites:
        planted = [it for it in guides(site) if it not in (Guide.OUTSIDE, Guide.PLATFORM, Guide.PLAIN)]
        if site.target in portals and site.fault not in UNREADABLE and planted:
            found[site.name, "B4"] = -sum((Decimal(POINTS.get(it, "0")) for it in planted[:5]), Decimal(0))
            found[site.name, "B6"] = -Decimal(sum(it in WITHOUT_FORM for it in planted[:2]))
    return found


def lists_guides(site: MockSite) -> bool:
    """Tell whether a site has a column of guides."""
    return bool(set(guides(site)) - {Guide.PLATFORM})

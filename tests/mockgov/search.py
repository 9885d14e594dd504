"""The search of a mock site, working or not, and what D6 must say of it."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import StrEnum
from urllib.parse import parse_qs

from tests.mockgov.answer import Answer, simple
from tests.mockgov.nouns import UNREADABLE, MockCity, MockSite

PAGE = "search.html"
PLATFORM = "http://search.province.elsewhere.test/jia/"


class Search(StrEnum):
    """How a site searches."""

    WORKS = "works"  # the navigation leads to a page with a form
    POSTS = "posts"  # a form on every page, sent by POST
    NOTHING = "nothing"  # every search finds nothing
    HALF = "half"  # every title with an even number of characters is not found
    ERROR = "error"  # every search answers 500
    SCRIPT = "script"  # a script would ask
    OUTSIDE = "outside"  # on a platform of the province
    MISSING = "missing"  # nothing speaks of one, but pages load a script that might bring it


def header(site: MockSite, link: Callable[[str], str]) -> str:
    """Return what stands in the header of every page."""
    match Search(site.search):
        case Search.MISSING:
            return ""
        case Search.POSTS:
            fields = '<input type="hidden" name="site" value="1"><input name="keyword"><input type="submit">'
            return f'<form method="post" action="{link(PAGE)}">{fields}</form>'
        case Search.OUTSIDE:
            return f'<form action="{PLATFORM}"><input name="q" placeholder="请输入关键词"><button>搜索</button></form>'
        case Search.SCRIPT:
            return '<div class="search"><input id="words"><button onclick="find()">搜索</button></div>'
    return f'<a href="{link(PAGE)}">搜索</a>'


def searched(
    site: MockSite, query: str, charset: str, rows: Iterable[tuple[str, str]], finish: Callable[[str], Answer]
) -> Answer:
    """Return the page of results; `rows` are title and link of all that could be found."""
    asked = parse_qs(query, encoding=charset)
    words = next((asked[name][0] for name in ("q", "keyword") if name in asked), "")
    kind = Search(site.search)
    if kind is Search.ERROR:
        return simple("500", "服务器内部错误", status=500)
    found = [] if kind is Search.NOTHING or (kind is Search.HALF and len(words) % 2 == 0) else rows
    items = "".join(f'<li><a href="{url}">{title}</a></li>' for title, url in found if words and words in title)
    return finish(f"<p>您搜索的“{words}”结果如下：</p><ul>{items or '<li>没有找到</li>'}</ul>")


def search_verdicts(city: MockCity) -> dict[str, tuple[str, Decimal | None]]:
    """Return verdict and points of D6; None where chance says how many titles have an even number of characters."""
    told = {
        Search.WORKS: ("pass", Decimal(0)),
        Search.POSTS: ("pass", Decimal(0)),
        Search.NOTHING: ("fail", None),  # a point a title
        Search.HALF: ("fail", None),
        Search.ERROR: ("fail", Decimal(-4)),
        Search.MISSING: ("needs_review", Decimal(0)),
        Search.SCRIPT: ("not_observed", Decimal(0)),
        Search.OUTSIDE: ("not_observed", Decimal(0)),
    }
    return {site.name: told[Search(site.search)] for site in city.sites if site.fault not in UNREADABLE}

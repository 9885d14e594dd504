"""WeChat (微信公众号): article pages of mp.weixin.qq.com. One article proves that the account posted that day.

Source: fact sheet part 6.1.
"""

import re
from html import unescape

from selectolax.lexbor import LexborHTMLParser

from govcrawl.model.page import Page
from govcrawl.model.post import FeedRead, Post
from govcrawl.model.reading import DateRead
from govcrawl.platforms.feed import feed_of
from govcrawl.platforms.moments import NO_DATE, read_moment

PLATFORM = "微信公众号"

# `name = "…"`, `name: '…'`, `name = htmlDecode("…")`, `window.name = …`, and `name = "" || "…"`.
_VALUE = r"""\b{name}\s*[=:]\s*(?:["']{{2}}\s*\|\|\s*)?(?:\w+\(\s*)?["']([^"'<>\n]+)["']"""
# The epoch to the second first, then what is printed to the minute or the day.
_TIMES = ("ct", "ori_create_time", "oriCreateTime", "create_time", "createTime", "publish_time", "svr_time_of_publish")
_PATTERNS = {
    name: re.compile(_VALUE.format(name=name))
    for name in (*_TIMES, "nickname", "nick_name", "user_name", "msg_title", "msg_link", "_copyright_stat")
}
_FALLBACK_DAY = re.compile(r"""["']1\d{9}["']\s*,\s*\w+\s*=\s*["'](20\d\d-\d\d-\d\d)["']""")
_MARKS = re.compile(
    r"""id=["'](?:js_content|activity-name|js_article|img-content)["']|\bvar\s+(?:msg_title|appmsg_type)\b"""
)
_ORIGINAL = {"1": True, "11": True, "2": False, "3": False}


def matches(page: Page) -> bool:
    """Tell whether a page is an article of an account, by the marks of its template."""
    return bool(_MARKS.search(page.text)) and "weixin" in page.text


def read(page: Page) -> FeedRead:
    """Read one article: the time in its script; the visible words (昨天) are relative and come last."""
    found = {name: unescape(match[1]).strip() for name, mark in _PATTERNS.items() if (match := mark.search(page.text))}
    tree = LexborHTMLParser(page.text)
    name = found.get("nickname") or found.get("nick_name") or _text(tree, "#js_name, .profile_nickname")
    post = Post(
        found.get("msg_title") or _meta(tree, "og:title") or _text(tree, "#activity-name"),
        found.get("msg_link") or _meta(tree, "og:url") or page.url or "",
        _published(page, found, tree),
        original=True if tree.css_first("#copyright_logo") else _ORIGINAL.get(found.get("_copyright_stat", "")),
        account=name,
    )
    return feed_of(page, [post], platform=PLATFORM, account_name=name, account_id=found.get("user_name", ""))


def _published(page: Page, found: dict[str, str], tree: LexborHTMLParser) -> DateRead:
    reads = [read_moment(found[name], page.captured_at, name) for name in _TIMES if name in found]
    if day := _FALLBACK_DAY.search(page.text):
        reads.append(read_moment(day[1], page.captured_at, "script"))
    reads.append(read_moment(_text(tree, "#publish_time, #post-date"), page.captured_at, "#publish_time"))
    return next((read for read in reads if read.day), DateRead(raw=reads[-1].raw, reason=reads[-1].reason or NO_DATE))


def _text(tree: LexborHTMLParser, selector: str) -> str:
    node = tree.css_first(selector)
    return " ".join(node.text().split()) if node else ""


def _meta(tree: LexborHTMLParser, name: str) -> str:
    node = tree.css_first(f'meta[property="{name}"]')
    return (node.attributes.get("content") or "").strip() if node else ""

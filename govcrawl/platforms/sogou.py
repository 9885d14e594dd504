"""Sogou's search in WeChat (搜狗微信): accounts with their newest article, or a list of articles.

Source: fact sheet part 6.1.
"""

import re
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from govcrawl.model.page import Page
from govcrawl.model.post import FeedRead, Post
from govcrawl.platforms.feed import feed_of
from govcrawl.platforms.moments import read_moment

PLATFORM = "微信公众号"

_TIME = re.compile(r"timeConvert\(\s*['\"](\d{10})['\"]\s*\)")
_MARKS = re.compile(r"""sogou_vr_11002\d{3}_box_|uigs=["']account_(?:name|article)_""")
ACCOUNT_ROWS = 'li:has(a[uigs^="account_name"])'
_ARTICLE_ROWS = 'li[id^="sogou_vr_11002601_box_"]'


def matches(page: Page) -> bool:
    """Tell whether a page is an answer of Sogou's search in WeChat."""
    return bool(_MARKS.search(page.text))


def read(page: Page) -> FeedRead:
    """Read the newest article of each account found, or the articles found."""
    tree = LexborHTMLParser(page.text)
    accounts = tree.css(ACCOUNT_ROWS)
    posts = [_newest(row, page) for row in accounts] or [_article(row, page) for row in tree.css(_ARTICLE_ROWS)]
    names = {post.account for post in posts if post.account}
    subjects = {subject_of(row) for row in accounts} if len(accounts) == 1 else set()
    return feed_of(
        page,
        posts,
        platform=PLATFORM,
        account_name=names.pop() if len(names) == 1 else "",
        verified_subject=subjects.pop() if subjects else "",
    )


def _newest(row: LexborNode, page: Page) -> Post:
    return _post(row, page, row.css_first('a[uigs^="account_article"]'), row.css_first('a[uigs^="account_name"]'))


def _article(row: LexborNode, page: Page) -> Post:
    return _post(row, page, row.css_first("h3 a"), row.css_first(".all-time-y2, a.account, .s-p a"))


def _post(row: LexborNode, page: Page, link: LexborNode | None, name: LexborNode | None) -> Post:
    time = _TIME.search(row.html or "")
    return Post(
        line_of(link),
        urljoin(page.url or "", (link.attributes.get("href") or "") if link else ""),
        read_moment(time[1] if time else "", page.captured_at, "timeConvert"),
        account=line_of(name),
    )


def subject_of(row: LexborNode) -> str:
    """Return the certified holder (认证主体) that a row of an account names, or an empty string."""
    for label in row.css("dt"):
        value = label.next
        while value is not None and value.tag != "dd":
            value = value.next
        if "认证" in label.text() and value is not None:
            return line_of(value)
    return ""


def line_of(node: LexborNode | None) -> str:
    """Return the words of a node as one line."""
    return " ".join(node.text().split()) if node else ""

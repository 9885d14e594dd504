"""Sina Weibo (新浪微博): the plain pages of weibo.cn, a profile's list or one post with its comments."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from govcrawl.model.observation import Observation
from govcrawl.model.page import Page
from govcrawl.model.post import FeedRead, Post
from govcrawl.platforms.comments import of_weibo_wap
from govcrawl.platforms.feed import feed_of, unseen
from govcrawl.platforms.moments import read_moment
from govcrawl.platforms.weibo_id import year_by_id

PLATFORM = "新浪微博"

_MARKS = re.compile(r'<div[^>]+id="M_\w+"|<meta name="MobileOptimized"[^>]*>.*?weibo\.cn', re.S)
_SOURCE = re.compile(r"\s*来自.*$", re.S)  # the client, behind the time
_COMMENTS = re.compile(r"^评论\[(\d+)\]")
_PROFILE = re.compile(r"^(.{1,60})的(?:微博|资料|相册)$")
_VERIFIED = re.compile(r"认证(?:信息)?[:：]\s*([^<\n]{2,60}?)(?:<|\n|$)")
# The account's number stands in the links to repost and to comment; other links carry the visitor's.
_UID = re.compile(r"/(?:repost|comment)/\w+\?uid=(\d{5,12})")
_BID = re.compile(r"/(?:repost|comment|addFav)/(\w{6,12})\b")
_OWN_WORDS = re.compile(r"转发理由[:：]\s*(.*?)\s*(?:赞\[|举报|$)", re.S)


def matches(page: Page) -> bool:
    """Tell whether a page is one of weibo.cn, by its template."""
    return bool(_MARKS.search(page.text[:200_000]))


def read(page: Page) -> FeedRead:
    """Read the posts (`id="M_…"`); comments below a post (`id="C_…"`) are none."""
    tree = LexborHTMLParser(page.text)
    rows = tree.css('div.c[id^="M_"]')
    posts = [_post(row, page) for row in rows]
    title = tree.css_first("title")
    profile = _PROFILE.match(" ".join(title.text().split())) if title else None
    verified = _VERIFIED.search(page.text)
    facts = {
        "platform": PLATFORM,
        "account_name": profile[1] if profile else "",
        "verified_subject": verified[1].strip() if verified else "",
        "account_id": next((found[1] for row in rows if (found := _UID.search(row.html or ""))), ""),
    }
    if posts:
        return feed_of(page, posts, comments=tuple(of_weibo_wap(tree, page)), **facts)
    return unseen("no_list_of_posts", Observation.NOT_OBSERVED, **facts)


def _post(row: LexborNode, page: Page) -> Post:
    named = _BID.search(row.html or "")
    bid = (row.attributes.get("id") or "")[2:] or (named[1] if named else "")
    slots = row.css("span.ct")
    raw = _SOURCE.sub("", slots[-1].text().replace("\xa0", " ")).strip() if slots else ""
    words = row.css_first("span.ctt")
    own = _OWN_WORDS.search(row.text())
    marks = " ".join(node.text() for node in row.css("span.cmt, span.kt"))
    return Post(
        " ".join((own[1] if own else words.text() if words else "").split())[:200],
        f"https://weibo.cn/comment/{bid}",
        year_by_id(read_moment(raw, page.captured_at, "span.ct"), bid, page.captured_at),
        pinned="置顶" in marks,
        original="转发了" not in marks,
        comments=next((int(found[1]) for link in row.css("a") if (found := _COMMENTS.match(link.text()))), None),
        id=bid,
    )

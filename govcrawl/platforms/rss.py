"""RSS and Atom mirrors, of the RSSHub kind."""

import re
from io import BytesIO
from typing import Any

import feedparser
from selectolax.lexbor import LexborHTMLParser

from govcrawl.model.page import Page
from govcrawl.model.post import FeedRead, Post
from govcrawl.platforms.feed import feed_of, unseen
from govcrawl.platforms.moments import read_moment

_PINNED = re.compile(r"[\[【(（]置顶[\]】)）]")  # an order in the list, which RSS has no field for
_ROOT = re.compile(r"<(?:rss|feed|rdf:rdf)[\s>]")


def matches(page: Page) -> bool:
    """Tell whether a page is an XML feed, by its first marks: mirrors send any content type."""
    head = page.text[:3000].lstrip("\ufeff \r\n\t").lower()
    return head.startswith("<") and "<html" not in head and bool(_ROOT.search(head))


def read(page: Page) -> FeedRead:
    """Read the items of a feed. A date without a zone is Chinese, which feedparser would take for UTC."""
    # As bytes, because feedparser opens a text that looks like an address or a path; the headers overrule the
    # encoding that the XML declares, since the page is decoded already. Outer entities are off in feedparser.
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": page.url or ""}
    parsed = feedparser.parse(BytesIO(page.text.encode("utf-8", "replace")), response_headers=headers)
    if parsed.bozo and not parsed.entries:
        return unseen("broken_feed")
    posts = [_post(entry, page) for entry in parsed.entries]
    return feed_of(page, posts, account_name=_plain(parsed.feed.get("title", "")))


def _post(entry: Any, page: Page) -> Post:
    place = next((name for name in ("published", "updated", "created") if name in entry), "")
    title = _plain(entry.get("title", "")) or _plain(entry.get("summary", ""))[:80]
    comments = entry.get("slash_comments", "")
    return Post(
        title,
        entry.get("link", ""),
        read_moment(entry.get(place, ""), page.captured_at, place),
        comments=int(comments) if comments.isdigit() else None,
        id=entry.get("id", ""),
        pinned=bool(_PINNED.match(title)),
    )


def _plain(markup: str) -> str:
    text = LexborHTMLParser(markup).text(separator=" ") if "<" in markup or "&" in markup else markup
    return " ".join(text.split())

"""Toutiao (今日头条): the JSON feed of a profile. Source: fact sheet part 6.3."""

import re
from typing import Any

from govcrawl.model.page import Page
from govcrawl.model.post import FeedRead, Post
from govcrawl.platforms.feed import feed_of
from govcrawl.platforms.jsontext import count_of, json_of, objects, text_of
from govcrawl.platforms.moments import read_moment

PLATFORM = "今日头条"

_MARKS = re.compile(r'"(?:max_behot_time|behot_time|cell_type|group_id|has_more_to_refresh)"\s*:')


def matches(page: Page) -> bool:
    """Tell whether a page is such a feed, by its keys."""
    return bool(_MARKS.search(page.text)) and '"publish_time"' in page.text and json_of(page.text) is not None


def read(page: Page) -> FeedRead:
    """Read articles, videos and micro-posts; `behot_time` only orders the feed and is no date."""
    rows = [
        row for row in objects(json_of(page.text)) if "publish_time" in row and ("group_id" in row or "item_id" in row)
    ]
    authors = [user for row in rows if isinstance(user := row.get("user_info") or row.get("user"), dict)]
    author = authors[0] if authors else {}
    return feed_of(
        page,
        [_post(row, page) for row in rows],
        platform=PLATFORM,
        account_name=text_of(author.get("name"))
        or next((name for row in rows if (name := text_of(row.get("source")))), ""),
        account_id=text_of(author.get("user_id")),
        verified_subject=text_of(author.get("verified_content")),
    )


def _post(row: dict[str, Any], page: Page) -> Post:
    number = text_of(row.get("group_id")) or text_of(row.get("item_id"))
    return Post(
        (text_of(row.get("title")) or text_of(row.get("content")) or text_of(row.get("abstract")))[:200],
        text_of(row.get("share_url")) or text_of(row.get("article_url")) or f"https://www.toutiao.com/item/{number}/",
        read_moment(row.get("publish_time"), page.captured_at, "publish_time"),
        pinned=any(row.get(key) in (1, True, "1") for key in ("is_stick", "is_pinned", "is_top", "stick_style"))
        or "置顶" in text_of(row.get("label")) + text_of(row.get("stick_label")),
        original=False if text_of(row.get("cell_type")) == "56" or row.get("origin_group") else None,
        comments=count_of(row.get("comment_count")),
        id=number,
    )

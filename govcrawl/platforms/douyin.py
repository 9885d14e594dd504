"""Douyin (抖音): the RENDER_DATA of a profile page, or the JSON answer with `aweme_list`.

Source: fact sheet part 6.3.
"""

import json
import re
from typing import Any
from urllib.parse import unquote

from govcrawl.model.observation import Observation
from govcrawl.model.page import Page
from govcrawl.model.post import FeedRead, Post
from govcrawl.platforms.feed import feed_of, unseen
from govcrawl.platforms.jsontext import count_of, json_of, objects, text_of
from govcrawl.platforms.moments import read_moment

PLATFORM = "抖音"

_RENDERED = re.compile(r'<script[^>]+id="RENDER_DATA"[^>]*>([^<]+)</script>')


def matches(page: Page) -> bool:
    """Tell whether a page carries Douyin's rendered state or its list of videos."""
    return 'id="RENDER_DATA"' in page.text or ('"aweme_list"' in page.text and json_of(page.text) is not None)


def read(page: Page) -> FeedRead:
    """Read the videos of the account; pinned ones stand first and do not count."""
    rendered = _RENDERED.search(page.text)
    value = _state(rendered[1]) if rendered else json_of(page.text)
    every = list(objects(value))
    videos = [
        row
        for row in every
        if ("awemeId" in row or "aweme_id" in row) and ("createTime" in row or "create_time" in row)
    ]
    if not videos:
        return unseen("no_list_of_posts", Observation.NOT_OBSERVABLE, platform=PLATFORM)
    owner: dict[str, Any] = next(
        (user for row in videos if isinstance(user := row.get("authorInfo") or row.get("author"), dict)), {}
    )
    unique = {_number(row): row for row in reversed(videos)}  # the state holds some videos twice
    return feed_of(
        page,
        [_post(row, page) for row in reversed(unique.values())],
        platform=PLATFORM,
        account_name=text_of(owner.get("nickname")),
        account_id=text_of(owner.get("secUid") or owner.get("sec_uid") or owner.get("uid")),
        verified_subject=text_of(owner.get("enterpriseVerifyReason") or owner.get("enterprise_verify_reason")),
    )


def _state(text: str) -> Any:
    try:
        return json.loads(unquote(text))
    except (ValueError, RecursionError):
        return None


def _number(row: dict[str, Any]) -> str:
    return text_of(row.get("awemeId") or row.get("aweme_id"))


def _post(row: dict[str, Any], page: Page) -> Post:
    counts = row.get("stats") or row.get("statistics")
    tag = row.get("tag")
    marks = [row.get("isTop"), row.get("is_top"), tag.get("isTop") if isinstance(tag, dict) else None]
    return Post(
        text_of(row.get("desc"))[:200],
        f"https://www.douyin.com/video/{_number(row)}",
        read_moment(row.get("createTime") or row.get("create_time"), page.captured_at, "createTime"),
        pinned=any(mark in (1, True, "1") for mark in marks),
        comments=count_of(counts.get("commentCount", counts.get("comment_count")))
        if isinstance(counts, dict)
        else None,
        id=_number(row),
    )

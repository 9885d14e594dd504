"""Pages that carry their posts as JSON in a script: Kuaishou, 小红书, 澎湃, 哔哩哔哩 and what is built like them.

The state holds objects by key as often as in lists, so every object that is a post counts.
"""

import json
import re
from collections import defaultdict
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from govcrawl.model.observation import Observation
from govcrawl.model.page import Page
from govcrawl.model.post import FeedRead, Post
from govcrawl.platforms.feed import feed_of, unseen
from govcrawl.platforms.json_list import post_of, wraps_post
from govcrawl.platforms.jsontext import objects

_STATE = re.compile(
    r"(?:__(?:APOLLO_STATE|INITIAL_STATE|NUXT_DATA|PRELOADED_STATE)__\s*=\s*|<script[^>]+__NEXT_DATA__[^>]*>\s*)(?=\{)"
)
_UNDEFINED = re.compile(r":\s*undefined\b")


def matches(page: Page) -> bool:
    """Tell whether a page carries such a state with posts in it."""
    return bool(_STATE.search(page.text)) and bool(_posts(page))


def read(page: Page) -> FeedRead:
    """Read the largest family of posts: those that have the same keys."""
    posts = _posts(page)
    title = LexborHTMLParser(page.text).css_first("title")
    name = " ".join(title.text().split()) if title else ""
    if not posts:
        return unseen("no_list_of_posts", Observation.NOT_OBSERVABLE, account_name=name)
    return feed_of(page, posts, account_name=name)


def _posts(page: Page) -> list[Post]:
    families: dict[frozenset[str], dict[str, Post]] = defaultdict(dict)
    for state in _states(page.text):
        for row in objects(state):
            if wraps_post(row) is row:
                post = post_of(row, page)
                if post.published.day:
                    families[frozenset(row)][post.id or post.url or f"{post.title} {post.published.raw}"] = post
    return list(max(families.values(), key=len, default={}).values())


def _states(text: str) -> list[Any]:
    found = []
    for match in _STATE.finditer(text):
        try:
            found.append(json.JSONDecoder().raw_decode(_UNDEFINED.sub(":null", text[match.end() :]))[0])
        except (ValueError, RecursionError):
            continue
    return found

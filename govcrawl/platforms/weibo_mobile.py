"""Sina Weibo (新浪微博): the JSON answers of m.weibo.cn (`getIndex`) and weibo.com (`mymblog`).

Source: fact sheet part 6.2.
"""

import re
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from govcrawl.model.observation import Observation
from govcrawl.model.page import Page
from govcrawl.model.post import FeedRead, Post
from govcrawl.platforms.feed import feed_of, unseen
from govcrawl.platforms.jsontext import count_of, json_of, objects, text_of
from govcrawl.platforms.moments import read_moment
from govcrawl.platforms.weibo_id import year_by_id

PLATFORM = "新浪微博"

_POSTS_CONTAINER = re.compile(r"^107603(\d+)")
_LIST = "https://m.weibo.cn/api/container/getIndex?type=uid&value={uid}&containerid={container}"


def matches(page: Page) -> bool:
    """Tell whether a page is such an answer, by its keys."""
    return bool(re.search(r'"(?:mblog|userInfo|mblogid|mblogtype)"\s*:', page.text)) and json_of(page.text) is not None


def read(page: Page) -> FeedRead:
    """Read the posts of the account, not those it only liked; an answer with account facts alone names the list."""
    answer = json_of(page.text)
    every = list(objects(answer))
    posts = [row for row in every if "created_at" in row and ("mid" in row or "mblogid" in row)]
    quoted = {id(row["retweeted_status"]) for row in posts if isinstance(row.get("retweeted_status"), dict)}
    user: dict[str, Any] = next((row["userInfo"] for row in every if isinstance(row.get("userInfo"), dict)), {})
    containers = [text_of(row.get("containerid")) for row in every if "containerid" in row]
    uid = text_of(user.get("id")) or next(
        (found[1] for name in containers if (found := _POSTS_CONTAINER.match(name))), ""
    )
    own = [row for row in posts if id(row) not in quoted and _author(row, uid)]
    user = user or next((row["user"] for row in own if isinstance(row.get("user"), dict)), {})
    facts = {
        "platform": PLATFORM,
        "account_name": text_of(user.get("screen_name")),
        "account_id": uid or text_of(user.get("id")),
        "verified_subject": text_of(user.get("verified_reason")) if user.get("verified") else "",
    }
    if own:
        return feed_of(page, [_post(row, page) for row in own], **facts)
    # An answer without posts is also what strangers get: it never tells that there are none.
    lists = tuple(_LIST.format(uid=uid, container=name) for name in containers if uid and _POSTS_CONTAINER.match(name))
    return unseen("account_facts_only" if user else "empty_answer", Observation.NOT_OBSERVED, next_pages=lists, **facts)


def _author(row: dict[str, Any], uid: str) -> bool:
    user = row.get("user")
    return not uid or not isinstance(user, dict) or text_of(user.get("id")) in ("", uid)


def _post(row: dict[str, Any], page: Page) -> Post:
    number = text_of(row.get("mid") or row.get("id"))
    title = row.get("title")
    return Post(
        _plain(text_of(row.get("text_raw") or row.get("text")))[:200],
        f"https://m.weibo.cn/detail/{number}",
        year_by_id(read_moment(row.get("created_at"), page.captured_at, "created_at"), number, page.captured_at),
        pinned=text_of(row.get("profile_type_id")).startswith("proweibotop")
        or text_of(row.get("isTop")) == "1"
        or (isinstance(title, dict) and text_of(title.get("text")) == "置顶"),
        original=not isinstance(row.get("retweeted_status"), dict),
        comments=count_of(row.get("comments_count")),
        id=number,
    )


def _plain(markup: str) -> str:
    return " ".join(LexborHTMLParser(markup).text().split()) if "<" in markup else markup

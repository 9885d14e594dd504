"""Sina Weibo (新浪微博): the JSON answers of m.weibo.cn (`getIndex`) and weibo.com (`mymblog`).

Source: fact sheet part 6.2.
"""

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

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
_COMMENTS = "https://m.weibo.cn/comments/hotflow?id={mid}&mid={mid}&max_id_type=0"
COMMENTED_POSTS = 3  # newest posts whose comments are worth a look


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
        read_posts = [_post(row, page) for row in own]
        commented = [post for post in read_posts if post.comments][:COMMENTED_POSTS]
        return feed_of(
            page,
            read_posts,
            next_pages=_next_page(page.url or ""),
            comment_pages=tuple(_COMMENTS.format(mid=post.id) for post in commented),
            **facts,
        )
    # An answer without posts is also what strangers get: it never tells that there are none.
    lists = tuple(_LIST.format(uid=uid, container=name) for name in containers if uid and _POSTS_CONTAINER.match(name))
    return unseen("account_facts_only" if user else "empty_answer", Observation.NOT_OBSERVED, next_pages=lists, **facts)


def list_address(uid: str) -> str:
    """Return where the platform lists the posts of an account by its number."""
    return _LIST.format(uid=uid, container=f"107603{uid}")


def _next_page(url: str) -> tuple[str, ...]:
    """Return the address of the next page of the platform's own list; a mirror of it has pages of its own kind."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    if not _POSTS_CONTAINER.match(query.get("containerid", "")):
        return ()
    query["page"] = str(int(query["page"]) + 1) if query.get("page", "1").isdecimal() and "page" in query else "2"
    return (parts._replace(query=urlencode(query)).geturl(),)


def _replies_open(row: dict[str, Any]) -> bool | None:
    """Tell whether everybody may comment: the answer says who may, by a number from 0 (all) on."""
    told = row.get("comment_manage_info")
    kind = text_of(told.get("comment_permission_type")) if isinstance(told, dict) else ""
    return kind in ("-1", "0") if kind else None


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
        replies_open=_replies_open(row),
    )


def _plain(markup: str) -> str:
    return " ".join(LexborHTMLParser(markup).text().split()) if "<" in markup else markup

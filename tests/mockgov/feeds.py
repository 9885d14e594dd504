"""The posts of an account as a mirror lists them: HTML rows, RSS, Atom or JSON, by the suffix of its address."""

# ruff: noqa: E501 -- lines of HTML and of prose

import json
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone
from email.utils import format_datetime
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from tests.mockgov.answer import MARK, Answer, page
from tests.mockgov.nouns import MockAccount
from tests.mockgov.prose import chance, title

CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class MockPost:
    """A post: its title, its moment in China, and whether it is pinned to the top."""

    title: str
    moment: datetime
    url: str
    pinned: bool = False


def posts(account: MockAccount) -> list[MockPost]:
    """Return the posts from new to old, an old pinned one first where the account has one.

    Some are posted shortly after midnight, when it is still the day before in Greenwich.
    """
    if account.newest is None:
        return []
    luck = chance(account.target or account.mirror)  # all mirrors list the same posts
    days = [index * luck.choice((1, 2, 3)) for index in range(account.posts)]
    rows = [(days[0], False), *((back, False) for back in sorted(days[1:]))]
    if account.pinned:
        rows.insert(0, (120, True))
    parts = urlsplit(account.mirror)
    found = []
    for index, (back, pinned) in enumerate(rows):
        moment = datetime.combine(account.newest - timedelta(days=back), time(luck.choice((0, 7, 9, 16)), 30), CHINA)
        url = f"{parts.scheme}://{parts.hostname}/post/{luck.randrange(10**9)}"
        found.append(
            MockPost(title("dynamic", account.name, account.target or account.mirror, index), moment, url, pinned)
        )
    return found


def feed(account: MockAccount) -> Answer:
    """Return the mirror in the form that its address asks for."""
    path = urlsplit(account.mirror).path
    match path.rsplit(".", 1)[-1] if "." in path else "":
        case "xml" | "rss":
            return rss(account)
        case "atom":
            return atom(account)
        case "json":
            return json_list(account)
        case _:
            return html_list(account)


def rss(account: MockAccount) -> Answer:
    """RSS 2.0 with dates in GMT."""
    items = "".join(
        f"<item><title>{escape(post.title)}</title><link>{post.url}</link>"
        f"<pubDate>{format_datetime(post.moment.astimezone(UTC), usegmt=True)}</pubDate></item>"
        for post in posts(account)
        if not post.pinned
    )
    text = (
        f'<?xml version="1.0" encoding="utf-8"?><!-- 模拟页面 simulated --><rss version="2.0"><channel>'
        f"<title>{escape(account.name)}</title><link>{account.mirror}</link><description>模拟</description>{items}</channel></rss>"
    )
    return Answer(text.encode(), "application/rss+xml; charset=utf-8")


def atom(account: MockAccount) -> Answer:
    """Atom with dates in China time; the feed itself was updated today, which is no post."""
    items = "".join(
        f"<entry><title>{escape(post.title)}</title><id>{post.url}</id><link href={post.url!r}/>"
        f"<published>{post.moment.isoformat()}</published><updated>{post.moment.isoformat()}</updated></entry>"
        for post in posts(account)
        if not post.pinned
    )
    text = (
        f'<?xml version="1.0" encoding="utf-8"?><!-- 模拟页面 simulated --><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(account.name)}</title><id>{account.mirror}</id><updated>{account.today}T08:00:00+08:00</updated>{items}</feed>"
    )
    return Answer(text.encode(), "application/atom+xml; charset=utf-8")


def json_list(account: MockAccount) -> Answer:
    """A list of posts in JSON, as a mirror or proxy prints it."""
    rows = [
        {"title": post.title, "url": post.url, "published": f"{post.moment:%Y-%m-%d %H:%M:%S}", "pinned": post.pinned}
        for post in posts(account)
    ]
    found = {"simulated": True, "account": account.name, "platform": account.platform, "posts": rows}
    return Answer(json.dumps(found, ensure_ascii=False).encode(), "application/json; charset=utf-8")


def html_list(account: MockAccount) -> Answer:
    """A page of rows with a day each."""
    rows = "\n".join(
        f'<li>{"<i>置顶</i>" if post.pinned else ""}<a href="{post.url}">{escape(post.title)}</a><span class="time">{post.moment:%Y-%m-%d %H:%M}</span></li>'
        for post in posts(account)
    )
    return page(
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(account.name)}</title></head><body>{MARK}'
        f"<h1>{escape(account.name)}</h1><p>{account.platform}</p><ul class=posts>{rows or '暂无内容'}</ul></body></html>"
    )

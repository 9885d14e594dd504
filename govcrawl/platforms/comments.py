"""Comments (留言区) below the posts of an account: JSON answers, and pages of weibo.cn."""

from typing import Any

from selectolax.lexbor import LexborHTMLParser

from govcrawl.model.page import Page
from govcrawl.model.post import Comment
from govcrawl.platforms.jsontext import json_of, objects, text_of
from govcrawl.platforms.moments import read_moment

# The keys of m.weibo.cn, weibo.com, WeChat's answer, Toutiao, Douyin, Kuaishou and of mirrors, the surest first.
_TEXT = ("content", "text", "comment_text", "comment", "评论", "内容")
_TIME = ("created_at", "create_time", "createtime", "time", "timestamp", "date", "时间")
_AUTHOR = ("nick_name", "nickname", "screen_name", "user_name", "name", "author")
_LISTS = ("elected_comment", "comments", "rootComments", "root_comments", "data", "replies", "评论")
MOST_COMMENTS = 200  # of one page


def read_comments(page: Page) -> tuple[Comment, ...]:
    """Read what visitors wrote on a page of comments; nothing where its form is not known."""
    value = json_of(page.text)
    if value is not None:
        rows = (row for holder in objects(value) for row in _rows(holder))
        found = [_comment(row, page) for row in rows]
    else:
        found = of_weibo_wap(LexborHTMLParser(page.text), page) if "<" in page.text else []
    return tuple(dict.fromkeys(comment for comment in found if comment.text))[:MOST_COMMENTS]


def _rows(holder: dict[str, Any]) -> list[dict[str, Any]]:
    lists = [holder[key] for key in _LISTS if isinstance(holder.get(key), list)]
    return [row for rows in lists for row in rows if isinstance(row, dict) and any(key in row for key in _TEXT)]


def _comment(row: dict[str, Any], page: Page) -> Comment:
    user = next((row[key] for key in ("user", "author", "user_info") if isinstance(row.get(key), dict)), row)
    return Comment(
        _plain(_first(row, _TEXT)),
        read_moment(_first(row, _TIME), page.captured_at, "comment"),
        _first(user, _AUTHOR),
    )


def of_weibo_wap(tree: LexborHTMLParser, page: Page) -> list[Comment]:
    """Read `id="C_…"` of weibo.cn: the writer's link, the words, the time with the client behind it."""
    found = []
    for row in tree.css('div.c[id^="C_"]'):
        words, time, writer = row.css_first("span.ctt"), row.css_first("span.ct"), row.css_first("a")
        raw = time.text().replace("\xa0", " ").split("来自")[0].strip() if time else ""
        text = " ".join(words.text().split()) if words else ""
        found.append(Comment(text, read_moment(raw, page.captured_at, "span.ct"), writer.text() if writer else ""))
    return found


def _first(row: dict[str, Any], keys: tuple[str, ...]) -> str:
    return next((text for key in keys if (text := text_of(row.get(key)))), "")


def _plain(markup: str) -> str:
    return " ".join(LexborHTMLParser(markup).text().split()) if "<" in markup else markup

"""Any JSON answer that lists posts: JSON Feed, proxies and mirrors whose keys say what they hold."""

from typing import Any
from urllib.parse import urljoin

from govcrawl.model.observation import Observation
from govcrawl.model.page import Page
from govcrawl.model.post import FeedRead, Post
from govcrawl.model.reading import DateRead
from govcrawl.platforms.feed import feed_of, unseen
from govcrawl.platforms.jsontext import count_of, json_of, lists, objects, text_of
from govcrawl.platforms.moments import read_moment


def _keys(words: str) -> tuple[str, ...]:
    return tuple(words.split())


# Keys without case, `_` and `-`, the surest first.
_TIME = _keys(
    "pubtimelong "  # of 澎湃号: to the second, where its `pubTime` is relative
    "published publishtime publishedtime publishedat publishat publishdate datepublished pubdate pubtime posttime "
    "releasetime sendtime createtime createdtime createdat createat createdate ctime timestamp datetime date time "
    "发布时间 发布日期 发表时间 时间 日期"
)
_TITLE = _keys(
    "title msgtitle articletitle headline name desc description caption text content contenttext summary digest "
    "标题 内容"
)
_URL = _keys("url link permalink shareurl articleurl contenturl weburl href detailurl scheme 链接 网址")
_PINNED = _keys("pinned ispinned istop top isstick stick sticky 置顶")
_ID = _keys("id postid feedid contid articleid itemid awemeid msgid guid")
_COMMENTS = _keys("commentscount commentcount comments replycount")
# Never `author`: a person writes, an account posts.
_ACCOUNT = _keys("account accountname nickname screenname medianame mpname 账号 公众号")
_ORIGINAL = _keys("isoriginal original 原创")
_REPLIES_OPEN = _keys("repliesopen cancomment commentopen allowcomment")
_COMMENTS_URL = _keys("commentsurl commenturl")
_SUBJECT = _keys("verifiedsubject verifiedreason verifiedcontent subject 认证主体 主体")
_MENU = _keys("menu menus 菜单")
_NEXT = _keys("nexturl nextpage nextpageurl")  # JSON Feed 1.1 calls it next_url
_ACCOUNT_ID = _keys("accountid userid uid secuid username")
_REPOST = _keys("isrepost isforward isreprint")


def matches(page: Page) -> bool:
    """Tell whether a page is JSON."""
    return json_of(page.text) is not None


def read(page: Page) -> FeedRead:
    """Read the list of the answer that holds most rows with a readable time and a title."""
    value = json_of(page.text)
    read_lists = [[post_of(post, page) for row in rows if (post := wraps_post(row))] for rows in lists(value)]
    best = max(read_lists, key=_weight, default=[])
    facts = _of_account(value, page) if isinstance(value, dict) else {}
    if best:
        urls = (_first(row, _COMMENTS_URL) for row in objects(value))
        comment_pages = tuple(urljoin(page.url or "", url) for url in urls if url)
        return feed_of(page, best, comment_pages=comment_pages, **facts)
    if value == [] or any(inner == [] for row in objects(value) for inner in row.values()):
        return feed_of(page, [], **facts)
    return unseen("no_list_of_posts", Observation.NOT_OBSERVABLE, **facts)


def _of_account(value: dict[str, Any], page: Page) -> dict[str, Any]:
    """Return what an answer says beside its posts."""
    menu = next((told for key in _MENU if isinstance(told := _get(value, key), list)), None)
    following = _first(value, _NEXT)
    return {
        "account_name": _first(value, (*_ACCOUNT, "title")),
        "account_id": _first(value, _ACCOUNT_ID),
        "verified_subject": _first(value, _SUBJECT),
        "menu": tuple(filter(None, map(text_of, menu))) if menu is not None else None,
        "next_pages": (urljoin(page.url or "", following),) if following else (),
    }


def _weight(posts: list[Post]) -> tuple[int, int]:
    return sum(1 for post in posts if post.published.day), len(posts)


def wraps_post(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row that is a post, or the post that it wraps (`photo` of Kuaishou, `itemData` of 百家号), else {}."""
    own = (row, *(inner for inner in row.values() if isinstance(inner, dict)))
    return next((it for it in own if _looks_like_a_post(it)), {})


def _looks_like_a_post(row: dict[str, Any]) -> bool:
    keys = {_key(key) for key in row}
    return bool(keys.intersection(_TITLE)) and bool(keys.intersection(_TIME))


def post_of(row: dict[str, Any], page: Page) -> Post:
    """Return the post of a row by the names of its keys."""
    url = _first(row, _URL)
    return Post(
        _first(row, _TITLE)[:200],
        urljoin(page.url or "", url) if url else "",
        _published(row, page),
        pinned=_truth(row, _PINNED) is True,
        original=_truth(row, _ORIGINAL) if (repost := _truth(row, _REPOST)) is None else not repost,
        comments=next((count for key in _COMMENTS if (count := count_of(_get(row, key))) is not None), None),
        id=_first(row, _ID),
        account=_first(row, _ACCOUNT),
        replies_open=_truth(row, _REPLIES_OPEN),
    )


def _published(row: dict[str, Any], page: Page) -> DateRead:
    reads = [read_moment(value, page.captured_at, key) for key in _TIME if (value := text_of(_get(row, key)))]
    return next((read for read in reads if read.day), reads[0] if reads else read_moment("", page.captured_at))


def _first(row: dict[str, Any], keys: tuple[str, ...]) -> str:
    for key in keys:
        value = _get(row, key)
        if isinstance(value, dict):  # author: {"name": ...}
            value = value.get("name") or value.get("nickname") or value.get("screen_name")
        if text := text_of(value):
            return text
    return ""


def _truth(row: dict[str, Any], keys: tuple[str, ...]) -> bool | None:
    given = (value for key in keys if (value := _get(row, key)) is not None)
    return next((str(value).lower() in ("true", "1", "yes", "是") for value in given), None)


def _get(row: dict[str, Any], wanted: str) -> Any:
    return next((value for key, value in row.items() if _key(key) == wanted), None)


def _key(key: str) -> str:
    return key.lower().replace("_", "").replace("-", "")

"""Any HTML mirror that lists posts: repeated rows with a link and a date."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from itertools import takewhile
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from govcrawl.model.observation import Observation
from govcrawl.model.page import Page
from govcrawl.model.post import FeedRead, Post
from govcrawl.model.reading import DateRead
from govcrawl.platforms.feed import feed_of, unseen
from govcrawl.platforms.moments import NO_YEAR, read_moment

_FRAMES = frozenset(("body", "html", "main", "ul", "ol", "table", "tbody"))  # what holds rows and is none
_SKIPPED = frozenset(("script", "style", "head", "noscript", "template", "footer", "nav"))
_PINNED = re.compile(r"置顶")
_REPOST = re.compile(r"^\W*(?:转发|转载)")
_NOTHING = re.compile(r"暂无(?:内容|数据|文章|作品|动态|微博|消息|信息)|没有发布过|还没有(?:内容|发布|作品|动态)")
_LONGEST_DATE = 40  # characters of a text that is a date and nothing else


def matches(page: Page) -> bool:
    """Tell whether a page is HTML at all."""
    return "<" in page.text


def read(page: Page) -> FeedRead:
    """Read the block of rows that holds most dates."""
    tree = LexborHTMLParser(page.text)
    slots = _date_slots(tree, page)
    crowd = Counter(ancestor.mem_id for node, _ in slots for ancestor in _ancestors(node))
    blocks: dict[int, list[tuple[LexborNode, DateRead]]] = defaultdict(list)
    for node, published in slots:
        row = _row(node, crowd)
        if row is not None and row.parent is not None:
            blocks[row.parent.mem_id].append((row, published))
    rows = max(blocks.values(), key=len, default=[])
    title = tree.css_first("title")
    name = " ".join(title.text().split()) if title else ""
    if rows:
        return feed_of(page, [_post(row, published, page) for row, published in rows], account_name=name)
    if tree.body is not None and _NOTHING.search(tree.body.text()):
        return feed_of(page, [], account_name=name)
    return unseen("no_dated_row", Observation.NOT_OBSERVABLE, account_name=name)


def _date_slots(tree: LexborHTMLParser, page: Page) -> list[tuple[LexborNode, DateRead]]:
    """Return the texts that are a date and nothing else, and the `datetime` of `<time>`."""
    slots = []
    for node in tree.root.traverse(include_text=True) if tree.root else ():
        if node.tag == "time" and (stamp := node.attributes.get("datetime")):
            slots.append((node, read_moment(stamp, page.captured_at, "time")))
        elif (
            node.tag == "-text"
            and len(text := node.text().strip()) <= _LONGEST_DATE
            and re.search(r"\d|前|天|刚", text)
        ):
            published = read_moment(text, page.captured_at, "row")
            if published.day or published.reason == NO_YEAR:
                slots.append((node, published))
    return [slot for slot in slots if _SKIPPED.isdisjoint(outer.tag for outer in _ancestors(slot[0]))]


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    while node.parent is not None:
        node = node.parent
        yield node


def _row(node: LexborNode, crowd: Counter[int]) -> LexborNode | None:
    """Return the largest element around a date that holds no other date, if it holds a link with words."""
    own = takewhile(lambda outer: outer.tag not in _FRAMES and crowd[outer.mem_id] == 1, _ancestors(node))
    row = next(iter(deque(own, maxlen=1)), None)
    return row if row is not None and _link(row) is not None else None


def _link(row: LexborNode) -> LexborNode | None:
    links = [link for link in row.css("a[href]") if len(link.text().strip()) > 1 or link.attributes.get("title")]
    return max(links, key=lambda link: len(link.text().strip()), default=None)


def _post(row: LexborNode, published: DateRead, page: Page) -> Post:
    link = _link(row)
    assert link is not None
    title = " ".join((link.attributes.get("title") or link.text()).split())
    text = row.text(separator=" ")
    return Post(
        title[:200],
        urljoin(page.url or "", link.attributes.get("href") or ""),
        published,
        pinned=bool(_PINNED.search(text.replace(title, " ", 1))),
        original=False if _REPOST.match(title) else None,
    )

"""Every address that a page leads to or shows: links, pictures, attachments, with the words they stand under."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urldefrag, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from govcrawl.cms.addresses import AddressKind, kind_of
from govcrawl.cms.document import parsed
from govcrawl.model.page import Page

IMAGE, ATTACHMENT, PAGE = "image", "attachment", "page"
LONGEST_ANCHOR = 60  # characters of an anchor that are kept
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|bmp|webp|svg|ico)$", re.IGNORECASE)
# Not addresses of pages: what a script, a telephone or a mail program answers.
_NO_ADDRESS = re.compile(r"^\s*(?:#|$|(?!https?:|file:|ftp:)[a-z][a-z0-9+.-]*:)", re.IGNORECASE)
_NO_HOST = re.compile(r"https?:/*$", re.IGNORECASE)  # joining would make it the page itself
_TEMPLATE = re.compile(r"\{\{|\$\{|<%|%>")  # a placeholder that a script fills in


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link as a browser would follow it. A `url` that no browser could open stays as it is written."""

    url: str
    anchor: str
    kind: str


@lru_cache(maxsize=4)  # the readers of a home page ask for them one after another
def page_links(page: Page) -> tuple[PageLink, ...]:
    """Return the links and pictures of a page, each address once, in the order of the page."""
    document = parsed(page)
    found: dict[str, PageLink] = {}
    for node, name in _nodes(document.tree):
        written = (node.attributes.get(name) or "").strip()
        if _NO_ADDRESS.match(written) or _TEMPLATE.search(written):
            continue
        url = written if _NO_HOST.match(written) else urldefrag(document.absolute(written.replace("\\", "/")))[0]
        if can_be_asked(url) and not urlsplit(url).path:
            url += "/"
        if url not in found:
            found[url] = PageLink(url, _anchor(node), _kind(node, url))
    return tuple(found.values())


@lru_cache(maxsize=8_192)
def can_be_asked(url: str) -> bool:
    """Tell whether an address is one that can be asked for: http or https, with a host."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def _nodes(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, str]]:
    for node in tree.css("a[href], area[href], img[src]"):
        yield node, "src" if node.tag == "img" else "href"


def _anchor(node: LexborNode) -> str:
    picture = node if node.tag == "img" else node.css_first("img")
    words = (
        "" if node.tag == "img" else node.text(deep=True),
        node.attributes.get("title"),
        picture.attributes.get("alt") if picture else "",
    )
    return next((text for word in words if (text := " ".join((word or "").split()))), "")[:LONGEST_ANCHOR]


def _kind(node: LexborNode, url: str) -> str:
    if node.tag == "img":
        return IMAGE
    if not can_be_asked(url):
        return PAGE
    if _PICTURE.search(urlsplit(url).path):
        return IMAGE
    return ATTACHMENT if kind_of(url) is AddressKind.FILE else PAGE

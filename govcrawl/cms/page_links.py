"""Every address that a page leads to or shows: links, pictures, attachments, with the words they stand under."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urldefrag, urlsplit

from selectolax.lexbor import LexborNode

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
    for node in document.tree.css("a[href], area[href], img[src]"):
        attributes = node.attributes
        written = (attributes.get("src" if node.tag == "img" else "href") or "").strip()
        if _NO_ADDRESS.match(written) or _TEMPLATE.search(written):
            continue
        url = written if _NO_HOST.match(written) else urldefrag(document.absolute(written.replace("\\", "/")))[0]
        url, kind = _followed(url)
        if url not in found:
            found[url] = PageLink(url, _anchor(node, attributes), IMAGE if node.tag == "img" else kind)
    return tuple(found.values())


@lru_cache(maxsize=8_192)
def can_be_asked(url: str) -> bool:
    """Tell whether an address is one that can be asked for: http or https, with a host."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


@lru_cache(maxsize=8_192)
def _followed(url: str) -> tuple[str, str]:
    """Return the address that a browser asks for, and what kind of thing a link to it leads to."""
    if not can_be_asked(url):
        return url, PAGE
    path = urlsplit(url).path
    if not path:
        url += "/"
    if _PICTURE.search(path):
        return url, IMAGE
    return url, ATTACHMENT if kind_of(url) is AddressKind.FILE else PAGE


def _anchor(node: LexborNode, attributes: Mapping[str, str | None]) -> str:
    """Return the words of a link: its text, else its title, else what its picture is called."""
    picture = node.tag == "img"
    words = _tidy("" if picture else node.text(deep=True)) or _tidy(attributes.get("title"))
    if not words and (shown := node if picture else node.css_first("img")):
        words = _tidy(shown.attributes.get("alt"))
    return words[:LONGEST_ANCHOR]


def _tidy(words: str | None) -> str:
    return " ".join((words or "").split())

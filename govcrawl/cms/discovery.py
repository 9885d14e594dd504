"""Finding the columns (栏目) of a site: menus, 更多 links, trees of 信息公开 pages, breadcrumbs, headings.

A link is a column where its address says so, or where its address says nothing and its place does (menu, heading,
更多). Articles, files, later pages of a list, other hosts, logins and searches are left alone.
"""

import re
from collections.abc import Callable, Container, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from govcrawl.cms.addresses import AddressKind, canonical, kind_of, path_of_article
from govcrawl.cms.document import Document
from govcrawl.cms.places import (
    LONGEST_MENU_NAME,
    LONGEST_PERSON,
    MORE,
    MORE_MARK,
    Places,
    clean,
    is_name,
    marks,
    names_something_else,
    own_name,
)
from govcrawl.cms.script_trees import TreeNode, script_trees
from govcrawl.model.reading import ColumnLink

LONGEST_NAME = 24  # characters; the longest column names of real sites have 20, titles of articles are longer
LONGEST_ROW_LABEL = 8  # a row of a list may name its column before the title
MOST_LINKS = 3_000  # candidates looked at on a page; the largest home pages have a few hundred

_GKMLPT = "/gkmlpt/"
_SITEMAP = re.compile(r"(?:网站|站点|本站)?地图")
_RANK = {"tree": 0, "nav": 1, "breadcrumb": 2, "box": 3, "more": 4}


def same_host(url: str) -> Callable[[str], bool]:
    """Return the default bound of a site: hosts equal but for `www.`; without an address every host is foreign."""
    own = (urlsplit(url).hostname or "").removeprefix("www.")
    return lambda host: host.removeprefix("www.") == own


class ColumnAddress(NamedTuple):
    """An address that may be that of a column."""

    url: str
    key: str  # its canonical form
    host: str
    certain: bool  # the address alone says that it is a column


def column_links(
    document: Document, belongs: Callable[[str], bool] | None = None, known: Container[str] = ()
) -> tuple[ColumnLink, ...]:
    """Return the links to columns on a page, one for each address, in the order of the page.

    Args:
        document: A home page, a column, a tree of 信息公开, a sitemap. Where its address is unknown only relative
            links are taken, and they stay relative.
        belongs: Tells whether a host is part of the site; by default only the page's own host.
        known: Canonical addresses to be left out. The pages of a site repeat its menus, so that most of them lead to
            nothing new; what is said of other columns does not depend on it.

    `level` is 1 for the first row of a menu, deeper below it and along a breadcrumb, 0 where the place does not tell.
    `place` is tree, nav, breadcrumb, box (a heading, a tab, a picture) or more. `name` is empty where the link is a
    picture without words: then the column tells its name itself.
    """
    url = document.page.url or ""
    own = canonical(url) if url else ""
    addresses = _Addresses(document, belongs or same_host(url))
    places = Places(document)
    anchors = [it for it in islice(addresses.anchors(), MOST_LINKS) if it[1].key != own]
    nodes = [it for it in addresses.nodes() if it[1].key != own]
    links = [None if target.key in known else _column_link(anchor, target, places) for anchor, target in anchors]
    if not any(links) and all(target.key in known for _, target in nodes):
        return ()
    found: dict[str, ColumnLink] = {}
    for (anchor, target), new in zip(anchors, links, strict=True):
        # Known ones have to be looked at now: a new one may lie below them.
        if link := _column_link(anchor, target, places) if target.key in known else new:
            found[target.key] = _better(found.get(target.key), link)
    for node, target in nodes:
        link = ColumnLink(target.url, clean(node.name), 0, clean(node.parent), "tree")
        found[target.key] = _better(found.get(target.key), link)
    return tuple(link for link in _below_folders(list(found.values())) if canonical(link.url) not in known)


def sitemap_link(document: Document, belongs: Callable[[str], bool] | None = None) -> str:
    """Return the address of the site's map (网站地图), which lists its columns, or an empty string."""
    belongs = belongs or same_host(document.page.url or "")
    for anchor in document.tree.css("a[href]"):
        if _SITEMAP.fullmatch(own_name(anchor)):
            target = document.absolute(anchor.attributes.get("href") or "")
            if target.startswith(("http://", "https://")) and belongs(urlsplit(target).hostname or ""):
                return target.partition("#")[0]
    return ""


class _Addresses(dict[str, ColumnAddress | None]):
    """What the links of a page lead to, by their words: None where that is no column of the site."""

    def __init__(self, document: Document, belongs: Callable[[str], bool]) -> None:
        super().__init__()
        self._document, self._belongs = document, belongs

    def __missing__(self, href: str) -> ColumnAddress | None:
        target = self[href] = self._resolved(href.strip())
        return target

    def _resolved(self, href: str) -> ColumnAddress | None:
        belongs, document = self._belongs, self._document
        if href[:1] in ("", "#") and not (_GKMLPT in document.base and href[1:].isdigit()):
            return None  # gkmlpt tells its columns apart behind the '#'
        if ":" in href[:12]:
            if href[:7].lower() not in ("http://", "https:/"):
                return None
            # Most links of a home page lead to articles and to other sites: seen before the address is put together.
            if "[" not in href and not belongs(_host(href)):
                return None
        if path_of_article(href):
            return None
        target = _column_address(document.absolute(href))
        return target if target and (not target.host or belongs(target.host)) else None

    def anchors(self) -> Iterator[tuple[LexborNode, ColumnAddress]]:
        """Yield the anchors that may lead to a column."""
        for anchor in self._document.tree.css("a[href]"):
            if target := self[anchor.attributes.get("href") or ""]:
                yield anchor, target

    def nodes(self) -> Iterator[tuple[TreeNode, ColumnAddress]]:
        """Yield the columns of the trees that scripts draw; gkmlpt names them by their numbers only."""
        root, mark, _ = self._document.base.partition(_GKMLPT)
        for node in script_trees(script.text(deep=True) for script in self._document.tree.css("script:not([src])")):
            if node.url:
                target = self[node.url]
            elif mark and node.number.isdigit():
                url = f"{root}{mark}index#{node.number}"
                target = ColumnAddress(url, canonical(url), "", True)
            else:
                continue
            if target and is_name(clean(node.name)):
                yield node, target


@lru_cache(maxsize=8_192)
def _column_address(url: str) -> ColumnAddress | None:
    """Return what is to be known of an address that may be that of a column, whosever it is."""
    if "#" in url and _GKMLPT not in url:
        url = url.partition("#")[0]
    kind = kind_of(url)
    if kind not in (AddressKind.COLUMN, AddressKind.UNKNOWN):
        return None
    return ColumnAddress(url, canonical(url), urlsplit(url).hostname or "", kind is AddressKind.COLUMN)


def _host(address: str) -> str:
    return address.partition("//")[2].partition("/")[0].partition("?")[0].rpartition("@")[2].partition(":")[0].lower()


def _column_link(anchor: LexborNode, address: ColumnAddress, places: Places) -> ColumnLink | None:
    name = own_name(anchor)
    target, certain = address.url, address.certain
    if MORE.match(name) or (not name and MORE_MARK.search(marks(anchor))):
        name = places.heading_of(anchor)
        return ColumnLink(target, name, place="more") if name or certain else None
    if not name:  # a picture without words: the column will tell its name itself
        return ColumnLink(target, "", place="box") if certain else None
    if not 2 <= len(name) <= LONGEST_NAME or names_something_else(name):
        return None
    place, level, parent = places.of(anchor)
    if not certain and (not place or len(name) > LONGEST_MENU_NAME):
        return None
    if not certain and place != "breadcrumb" and places.among_titles(anchor):
        return None
    if place in ("", "box") and len(name) > LONGEST_ROW_LABEL and places.in_dated_row(anchor):
        return None
    if len(name) <= LONGEST_PERSON and places.among_people(anchor):
        return None
    return ColumnLink(target, name, level, parent if parent != name else "", place or "box")


def _below_folders(links: list[ColumnLink]) -> tuple[ColumnLink, ...]:
    """Place columns by their folders: what lies in the folder of another column of the page is below that column.

    Menus that are not written as nested lists show all their rows at one level.
    """
    placed: dict[str, ColumnLink] = {}
    for link in sorted(links, key=lambda link: len(_folder(link.url))):
        level, parent, above = link.level, link.parent, _folder(link.url)
        while (above := above.rstrip("/").rpartition("/")[0] + "/").count("/") > 3:
            if (holder := placed.get(above)) and holder.name != link.name:
                if level < 2 and holder.level:
                    level = holder.level + 1
                parent = parent or holder.name
                break
        placed.setdefault(_folder(link.url), ColumnLink(link.url, link.name, level, parent, link.place))
    return tuple({folder: placed[folder] for folder in (_folder(link.url) for link in links)}.values())


def _folder(url: str) -> str:
    """Return the folder that is the column's own: that of its index page, or of an address without a file."""
    key = canonical(url)
    return key if key.endswith("/") else f"{key}/" if "." not in key.rpartition("/")[2] and "?" not in key else key


def _better(old: ColumnLink | None, new: ColumnLink) -> ColumnLink:
    """Keep the link whose place tells most; what it lacks is filled from the other one."""
    if old is None:
        return new
    best, rest = (old, new) if _RANK[old.place] <= _RANK[new.place] else (new, old)
    parent = best.parent or (rest.parent if best.level != 1 and rest.parent != best.name else "")
    return ColumnLink(best.url, best.name or rest.name, best.level or rest.level, parent, best.place)

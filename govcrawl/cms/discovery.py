"""Finding the columns (栏目) of a site: menus, 更多 links, trees of 信息公开 pages, breadcrumbs, headings.

A link is a column where its address says so, or where its address says nothing and its place does (menu, heading,
更多). Articles, files, later pages of a list, other hosts, logins and searches are left alone.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborNode

from govcrawl.cms.addresses import AddressKind, canonical, kind_of, path_of_article
from govcrawl.cms.document import Document
from govcrawl.cms.places import (
    DATE,
    FUNCTIONS,
    LONGEST_MENU_NAME,
    LONGEST_PERSON,
    MORE,
    MORE_MARK,
    ORGAN,
    Places,
    clean,
    is_name,
    marks,
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


def column_links(document: Document, belongs: Callable[[str], bool] | None = None) -> tuple[ColumnLink, ...]:
    """Return the links to columns on a page, one for each address, in the order of the page.

    Args:
        document: A home page, a column, a tree of 信息公开, a sitemap. Where its address is unknown only relative
            links are taken, and they stay relative.
        belongs: Tells whether a host is part of the site; by default only the page's own host.

    `level` is 1 for the first row of a menu, deeper below it and along a breadcrumb, 0 where the place does not tell.
    `place` is tree, nav, breadcrumb, box (a heading, a tab, a picture) or more. `name` is empty where the link is a
    picture without words: then the column tells its name itself.
    """
    url = document.page.url or ""
    belongs = belongs or same_host(url)
    own = canonical(url) if url else ""
    places = Places(document.base)
    found: dict[str, ColumnLink] = {}
    for anchor, target in islice(_anchors(document, belongs), MOST_LINKS):
        key = canonical(target)
        if key != own and (link := _column_link(anchor, target, places)):
            found[key] = _better(found.get(key), link)
    for node in script_trees(script.text(deep=True) for script in document.tree.css("script:not([src])")):
        target = _tree_address(node, document.base, belongs)
        if target and (key := canonical(target)) != own and is_name(name := clean(node.name)):
            found[key] = _better(found.get(key), ColumnLink(target, name, 0, clean(node.parent), "tree"))
    return _below_folders(list(found.values()))


def sitemap_link(document: Document, belongs: Callable[[str], bool] | None = None) -> str:
    """Return the address of the site's map (网站地图), which lists its columns, or an empty string."""
    belongs = belongs or same_host(document.page.url or "")
    for anchor in document.tree.css("a[href]"):
        if _SITEMAP.fullmatch(own_name(anchor)):
            target = document.absolute(anchor.attributes.get("href") or "")
            if target.startswith(("http://", "https://")) and belongs(urlsplit(target).hostname or ""):
                return target.partition("#")[0]
    return ""


def _anchors(document: Document, belongs: Callable[[str], bool]) -> Iterator[tuple[LexborNode, str]]:
    """Yield the anchors whose address may be a column, with the absolute address."""
    wanted: dict[str, str] = {}
    base = document.base
    for anchor in document.tree.css("a[href]"):
        href = anchor.attributes.get("href") or ""
        target = wanted.get(href)
        if target is None:
            target = wanted[href] = _column_address(href, base, belongs)
        if target:
            yield anchor, target


def _column_address(href: str, base: str, belongs: Callable[[str], bool]) -> str:
    """Return the absolute address of a link that may lead to a column of the site, or an empty string."""
    href = href.strip()
    numbered = _GKMLPT in base and href[1:].isdigit()  # the columns of a gkmlpt tree are told apart behind the '#'
    if not href or (href.startswith("#") and not numbered):
        return ""
    absolute = href[:7].lower() in ("http://", "https:/")
    if ":" in href[:12] and not absolute:
        return ""
    # Most links of a home page lead to articles and to other sites; both are seen before the address is put together.
    if absolute and "[" not in href and not belongs(_host(href)):
        return ""
    if path_of_article(href):
        return ""
    try:
        target = urljoin(base, href)
        host = urlsplit(target).hostname or ""
    except ValueError:  # an address that no browser would open either
        return ""
    if host and not belongs(host):
        return ""
    if "#" in target and _GKMLPT not in target:
        target = target.partition("#")[0]
    return target if kind_of(target) in (AddressKind.COLUMN, AddressKind.UNKNOWN) else ""


def _host(address: str) -> str:
    return address.partition("//")[2].partition("/")[0].partition("?")[0].rpartition("@")[2].partition(":")[0].lower()


def _tree_address(node: TreeNode, base: str, belongs: Callable[[str], bool]) -> str:
    """Return the address of a column of a tree, which gkmlpt names by its number only."""
    if node.url:
        return _column_address(node.url, base, belongs)
    root, mark, _ = base.partition(_GKMLPT)
    return f"{root}{mark}index#{node.number}" if mark and node.number.isdigit() else ""


def _column_link(anchor: LexborNode, target: str, places: Places) -> ColumnLink | None:
    name = own_name(anchor)
    certain = kind_of(target) is AddressKind.COLUMN
    if MORE.match(name) or (not name and MORE_MARK.search(marks(anchor))):
        name = places.heading_of(anchor)
        return ColumnLink(target, name, place="more") if name or certain else None
    if not name:  # a picture without words: the column will tell its name itself
        return ColumnLink(target, "", place="box") if certain else None
    if not 2 <= len(name) <= LONGEST_NAME or FUNCTIONS.search(name) or DATE.search(name) or ORGAN.search(name):
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

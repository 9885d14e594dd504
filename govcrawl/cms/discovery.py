"""Finding the columns (栏目) of a site: menus, 更多 links, trees of 信息公开 pages, breadcrumbs, headings.

A link is a column where its address says so, or where its address says nothing and its place does (menu, heading,
更多). Articles, files, later pages of a list, other hosts, logins and searches are left alone.
"""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from govcrawl.cms.addresses import AddressKind, canonical, kind_of
from govcrawl.cms.script_trees import script_trees
from govcrawl.model.reading import ColumnLink

LONGEST_NAME = 24  # characters; the longest column names of real sites have 20, titles of articles are longer
LONGEST_MENU_NAME = 14  # where only the place speaks for a column

_SPACES = re.compile(r"[\s ​　]+")
_MORE = re.compile(
    r"^[\W_]*(?:查看|浏览|点击)?(?:更多|全部|more)(?:内容|信息|\.\.\.)?[\W_]*$|^(?:[+＋>＞»]{1,3}|…+|\.{3,})$",
    re.IGNORECASE,
)
_MORE_MARK = re.compile(r"more|gengduo", re.IGNORECASE)
_EDGES = re.compile(r"^[\W_]+|[^\w)）》”\"]+$")
_DATE = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}|[\[(（]?\b[01]?\d[-/][0-3]\d\b")
# Places that every site has and no inspector calls a column.
_FUNCTIONS = re.compile(
    r"^(?:返回|回到|网站|站点|本站|政府|官方)?(?:首页|主页|顶部|导航)$|^(?:网站|站点)?地图$|^设为首页|^加入收藏|收藏本站|^(?:用户|会员|统一|后台|系统)?(?:登录|登陆|注册)"
    r"|个人中心|无障碍|长者|老年|适老|关怀版|^english$|英文版|繁[體体]|简[體体]|手机版|移动版|移动门户|电脑版|wap版|rss|订阅|^(?:高级|站内|全文)?(?:搜索|检索|查询)$"
    r"|网站(?:声明|说明|纠错|标识|帮助)|版权(?:声明|保护|说明)|隐私|免责|使用帮助|法律声明|技术支持|icp备|公网安备|党政机关|^打印|^关闭|^分享|^(?:大|中|小)$"
    r"|^(?:上|下|前|后)一?[页篇条]|^(?:首|尾|末|第一|最后一?)页$|^\d+$|微信|微博|客户端|公众号|二维码|^(?:app|top|home)$|^邮箱$|邮箱登[录陆]|^退出",
    re.IGNORECASE,
)
_BREADCRUMB = re.compile(
    r"bread|crumb|position|location|weizhi|dqwz|dangqian|curpos|(?:^|[\s_-])path(?:$|[\s_-])", re.IGNORECASE
)
_TREE = re.compile(r"tree|gkml|xxgkml|mulu|catalog|zfxxgk.*(?:nav|menu|left|list)", re.IGNORECASE)
_MENU = re.compile(
    r"nav|menu|daohang|(?:^|[\s_-])dh|header|topbar|lanmu|sitemap",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"tit|tab|(?:^|[\s_-])(?:hd|bt|tt)(?:$|[\s_-])|head|caption|lmmc|(?:^|[\s_-])name|hover|active|current",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"(?:^|[\s_-])(?:left|side(?:bar|nav|menu)?|leftnav|leftmenu|lm)(?![a-z]*slide)|left(?:bar|nav|menu|panel)",
    re.IGNORECASE,
)
_CRUMB_TAGS = frozenset(("li", "span", "em", "b", "strong", "font", "i"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "dt", "th", "caption"))
_BLOCKS = frozenset(("li", "tr", "dd", "p", "dl"))
_HERE = re.compile(r"^\W*(?:您|你)?(?:现在|当前|目前)?(?:所)?(?:在)?(?:的)?(?:位置|路径)")

_RANK = {"tree": 0, "nav": 1, "breadcrumb": 2, "box": 3, "more": 4, "": 5}


def same_host(url: str) -> Callable[[str], bool]:
    """Return the default bound of a site: hosts equal but for `www.`; without an address every host is foreign."""
    own = (urlsplit(url).hostname or "").removeprefix("www.")
    return lambda host: host.removeprefix("www.") == own


def column_links(
    tree: LexborHTMLParser, url: str = "", belongs: Callable[[str], bool] | None = None
) -> tuple[ColumnLink, ...]:
    """Return the links to columns on a page, one for each address, in the order of the page.

    Args:
        tree: The parsed page: a home page, a column, a tree of 信息公开, a sitemap.
        url: Absolute address of the page; empty where a saved file does not tell it, then links stay relative.
        belongs: Tells whether a host is part of the site; by default only the page's own host.

    `level` is 1 for the first row of a menu or tree and deeper below it, 0 where the place does not tell.
    `place` is tree, nav, breadcrumb, box (a heading or a tab) or more.
    """
    base = _base(tree, url)
    belongs = belongs or same_host(url)
    own = canonical(url) if url else ""
    places = _Places(base)
    found: dict[str, ColumnLink] = {}
    for anchor, target in _anchors(tree, base, belongs):
        key = canonical(target)
        if key != own and (link := _column_link(anchor, target, places)):
            found[key] = _better(found.get(key), link)
    for node in script_trees(tree):
        target = _column_address(node.url, base, belongs, False) if node.url else _tree_address(node.number, base)
        if target and (key := canonical(target)) != own and _is_name(name := _clean(node.name)):
            found[key] = _better(found.get(key), ColumnLink(target, name, 0, _clean(node.parent), "tree"))
    return tuple(found.values())


def sitemap_link(tree: LexborHTMLParser, url: str = "", belongs: Callable[[str], bool] | None = None) -> str:
    """Return the address of the site's map (网站地图), which lists its columns, or an empty string."""
    base = _base(tree, url)
    belongs = belongs or same_host(url)
    for anchor in tree.css("a[href]"):
        if "地图" in (name := _own_name(anchor)) and re.fullmatch(r"(?:网站|站点|本站)?地图", name):
            target = urljoin(base, (anchor.attributes.get("href") or "").strip())
            if target.startswith(("http://", "https://")) and belongs(urlsplit(target).hostname or ""):
                return target
    return ""


def _base(tree: LexborHTMLParser, url: str) -> str:
    base = tree.css_first("base[href]")
    return urljoin(url, (base.attributes.get("href") or "").strip()) if base else url


def _anchors(tree: LexborHTMLParser, base: str, belongs: Callable[[str], bool]) -> Iterator[tuple[LexborNode, str]]:
    """Yield the anchors whose address may be a column, with the absolute address."""
    wanted: dict[str, str] = {}
    gkmlpt = "/gkmlpt/" in base
    for anchor in tree.css("a[href]"):
        href = anchor.attributes.get("href") or ""
        target = wanted.get(href)
        if target is None:
            target = wanted[href] = _column_address(href, base, belongs, gkmlpt)
        if target:
            yield anchor, target


def _column_address(href: str, base: str, belongs: Callable[[str], bool], gkmlpt: bool) -> str:
    """Return the absolute address of a link that may lead to a column of the site, or an empty string."""
    href = href.strip()
    if not href or (href.startswith("#") and not (gkmlpt and href[1:].isdigit())):
        return ""
    if ":" in href[:12] and not href.lower().startswith(("http:", "https:")):
        return ""
    try:
        target = urljoin(base, href)
        host = urlsplit(target).hostname or ""
    except ValueError:  # an address that no browser would open either
        return ""
    if host and not belongs(host):
        return ""
    if not gkmlpt and "#" in target and "/gkmlpt/" not in target:
        target = target.partition("#")[0]
    return target if kind_of(target) in (AddressKind.COLUMN, AddressKind.UNKNOWN) else ""


def _tree_address(number: str, base: str) -> str:
    """Return the address of a column that a tree of 信息公开 (gkmlpt) names by its number only."""
    root, mark, _ = base.partition("/gkmlpt/")
    return f"{root}/gkmlpt/index#{number}" if mark and number.isdigit() else ""


def _column_link(anchor: LexborNode, target: str, places: "_Places") -> ColumnLink | None:
    name = _own_name(anchor)
    certain = kind_of(target) is AddressKind.COLUMN
    if _MORE.match(name) or (not name and _MORE_MARK.search(_marks(anchor))):
        name = _heading_of(anchor)
        return ColumnLink(target, name, place="more") if name or certain else None
    if not name:  # a picture without words: the column will tell its name itself
        return ColumnLink(target, "", place="box") if certain else None
    if len(name) > LONGEST_NAME or _FUNCTIONS.search(name) or _DATE.search(name):
        return None
    place, level, parent = places.of(anchor)
    if not certain and (
        not place or len(name) > LONGEST_MENU_NAME or (place != "breadcrumb" and _among_titles(anchor))
    ):
        return None
    if place in ("", "box") and len(name) > 8 and _in_dated_row(anchor):
        return None
    return ColumnLink(target, name, level, parent, place or "box")


def _better(old: ColumnLink | None, new: ColumnLink) -> ColumnLink:
    """Keep the link whose place tells most; what it lacks is filled from the other one."""
    if old is None:
        return new
    best, rest = (old, new) if _RANK[old.place] <= _RANK[new.place] else (new, old)
    return ColumnLink(
        best.url, best.name or rest.name, best.level or rest.level, best.parent or rest.parent, best.place
    )


def _clean(text: str) -> str:
    return _EDGES.sub("", _SPACES.sub("", text))


def _own_name(anchor: LexborNode) -> str:
    """Return the words of a link: its text, else its title, else those of its picture."""
    raw = _SPACES.sub("", anchor.text(deep=True) or "")
    if raw:
        title = anchor.attributes.get("title") or ""
        # The title is taken where the text was cut; otherwise it is often a slogan.
        if raw.endswith(("...", "…", "..")) and not _MORE.match(raw) and title:
            raw = _SPACES.sub("", title)
        return raw if _MORE.match(raw) else _clean(raw)
    title = anchor.attributes.get("title") or ""
    if not title and (picture := anchor.css_first("img")):
        title = picture.attributes.get("alt") or picture.attributes.get("title") or ""
    return _clean(title) if not _MORE.match(title) else title


def _marks(node: LexborNode) -> str:
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}"


def _in_dated_row(anchor: LexborNode) -> bool:
    node = anchor.parent
    for _ in range(3):
        if node is None:
            return False
        if node.tag in _BLOCKS:
            return bool(_DATE.search(node.text(deep=True)[:400]))
        node = node.parent
    return False


def _among_titles(anchor: LexborNode) -> bool:
    """Return whether the links around this one are titles or dated rows, and so no menu."""
    node = anchor.parent
    for _ in range(4):
        if node is None or node.tag == "body":
            return False
        around = node.css("a")
        if len(around) > 2:
            names = [_SPACES.sub("", link.text(deep=True)) for link in around[:40]]
            return any(len(name) > LONGEST_MENU_NAME + 4 for name in names) or bool(
                _DATE.search(node.text(deep=True)[:1000])
            )
        node = node.parent
    return False


class _Places:
    """Where the links of a page stand; the ways up are shared by many links and walked once."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._known: dict[int, tuple[str, int, str]] = {}

    def of(self, anchor: LexborNode) -> tuple[str, int, str]:
        """Return place, level and name of the parent column of a link."""
        parent = anchor.parent
        if parent is None:
            return "", 0, ""
        known = self._known.get(parent.mem_id)
        if known is None:
            known = self._known[parent.mem_id] = self._walk(anchor)
        if known[0] == "breadcrumb":
            return "breadcrumb", *self._crumb(anchor)
        if not known[0] and _HEADING.search(_marks(anchor)):
            return "box", 0, ""
        return known

    def _walk(self, anchor: LexborNode) -> tuple[str, int, str]:
        """Go up to the outermost menu. Menus at the side belong to some column, so their rows have no known level."""
        place, depth, level, above, side = "", 0, 0, "", False
        items = 0
        node = anchor.parent
        for step in range(12):
            if node is None or node.tag in ("body", "html"):
                break
            tag, marks = node.tag or "", _marks(node)
            if tag in ("li", "dl"):
                items += 1
                if items > 1:
                    depth += 1
                    above = above or _first_words(node)
            if step < 3 and (_BREADCRUMB.search(marks) or _HERE.match(node.text(deep=True)[:40])):
                return "breadcrumb", 0, ""
            side = side or bool(_SIDE.search(marks))
            if _TREE.search(marks):
                place, level = "tree", 0
            elif place != "tree" and (tag == "nav" or _MENU.search(marks)):
                place, level = "nav", depth + 1
            elif not place and step < 4 and (tag in _HEADINGS or _HEADING.search(marks)):
                place = "box"
            node = node.parent
        if not place and side:
            place = "nav"
        return place, 0 if side else level, above

    def _crumb(self, anchor: LexborNode) -> tuple[int, str]:
        """Return level and parent of a link in a breadcrumb: its position behind the home page."""
        names: list[str] = []
        node = anchor.prev
        if anchor.parent is not None and anchor.parent.tag in _CRUMB_TAGS:  # each crumb in an element of its own
            node = anchor.parent.prev
        for _ in range(12):
            if node is None:
                break
            link = node if node.tag == "a" else node.css_first("a") if node.tag in _CRUMB_TAGS else None
            if link is not None and (name := _own_name(link)) and not _FUNCTIONS.search(name) and not self._home(link):
                names.append(name)
            node = node.prev
        return len(names) + 1, names[0] if names else ""

    def _home(self, link: LexborNode) -> bool:
        return kind_of(urljoin(self._base, link.attributes.get("href") or "")) is AddressKind.HOME


def _first_words(item: LexborNode) -> str:
    """Return the name of the menu item that holds a submenu."""
    first = item.css_first("a, span, h3, h4, dt, strong")
    name = _own_name(first) if first is not None else ""
    return name if 1 < len(name) <= LONGEST_MENU_NAME else ""


def _heading_of(more: LexborNode) -> str:
    """Return the heading of the box that a 更多 link belongs to.

    On the way up the nearest short words before the link are taken; a box of a row of tabs takes the tab that stands
    at its own position.
    """
    node: LexborNode = more
    for _ in range(6):
        if name := _words_before(node):
            return name
        parent = node.parent
        if parent is None or parent.tag in ("body", "html"):
            return ""
        if name := _tab_of(node, parent):
            return name
        node = parent
    return ""


def _words_before(node: LexborNode) -> str:
    before = node.prev
    for _ in range(12):
        if before is None:
            return ""
        if before.tag == "-text":
            name = _clean(before.text_content or "")
        elif before.tag in ("script", "style", "-comment", "_comment"):
            name = ""
        else:
            name = _heading_words(before)
        if _is_name(name):
            return name
        before = before.prev
    return ""


def _heading_words(block: LexborNode) -> str:
    """Return the heading in or at the start of a block, or an empty string for a block of rows."""
    if len(words := _SPACES.sub("", block.text(deep=True)[:400])) <= LONGEST_MENU_NAME + 2:
        return _clean(words)
    if block.tag in ("ul", "ol", "table", "p"):
        chosen = block.css_first("li.on, li.active, li.current, li.cur, li.hover, li.selected")
        return _clean(chosen.text(deep=True)) if chosen is not None else ""
    heading = block.css_first("h1, h2, h3, h4, h5, .on, .active, .current, .cur, .selected, [class*=tit], dt, strong")
    return _clean(heading.text(deep=True)) if heading is not None else ""


def _tab_of(panel: LexborNode, parent: LexborNode) -> str:
    """Return the tab that opens a panel: the panels and the tabs before them are as many, and in one order."""
    panels = [child for child in parent.iter() if child.tag == panel.tag]
    if len(panels) < 2 or len(panels) > 12:
        return ""
    before = parent.prev
    while before is not None and (before.tag or "-").startswith("-"):
        before = before.prev
    if before is None:
        return ""
    for row in (before, before.css_first("ul"), before.css_first("div")):
        tabs = [child for child in row.iter() if child.tag in ("li", "a", "span", "div", "h3", "dd")] if row else []
        if len(tabs) == len(panels):
            position = next((i for i, child in enumerate(panels) if child.mem_id == panel.mem_id), -1)
            name = _clean(tabs[position].text(deep=True)) if position >= 0 else ""
            return name if _is_name(name) else ""
    return ""


def _is_name(words: str) -> bool:
    return bool(
        2 <= len(words) <= LONGEST_MENU_NAME + 2
        and not _MORE.match(words)
        and not _FUNCTIONS.search(words)
        and not _DATE.search(words)
    )

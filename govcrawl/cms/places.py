"""Where a link stands on a page, and what it is called: menu, tree, breadcrumb, heading, 更多."""

import re
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from govcrawl.cms.addresses import AddressKind, kind_of
from govcrawl.cms.document import Document

LONGEST_MENU_NAME = 14  # characters, where only the place speaks for a column
LONGEST_PERSON = 4
MOST_TABS = 12
MOST_CHILDREN = 40

_SPACES = re.compile(r"[\s ​　]+")
MORE = re.compile(
    r"^[\W_]*(?:查看|浏览|点击)?(?:更多|全部|more)(?:内容|信息|\.\.\.)?[\W_]*$|^(?:[+＋>＞»]{1,3}|…+|\.{3,})$",
    re.IGNORECASE,
)
MORE_MARK = re.compile(r"more|gengduo", re.IGNORECASE)
_EDGES = re.compile(r"^[\W_]+|[^\w)）》”\"]+$")
DATE = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}|[\[(（]?\b[01]?\d[-/][0-3]\d\b")
# Places that every site has and no inspector calls a column.
FUNCTIONS = re.compile(
    r"^(?:返回|回到|网站|站点|本站|政府|官方)?(?:首页|主页|顶部|导航)$|^(?:网站|站点)?地图$|^设为首页|^加入收藏|收藏本站|^(?:用户|会员|统一|后台|系统)?(?:登录|登陆|注册)"
    r"|个人中心|无障碍|长者|老年|适老|关怀版|^english$|英文版|繁[體体]|简[體体]|手机版|移动版|移动门户|电脑版|wap版|rss|订阅|^(?:高级|站内|全文)?(?:搜索|检索|查询)$"
    r"|网站(?:声明|说明|纠错|标识|帮助)|版权(?:声明|保护|说明)|隐私|免责|使用帮助|法律声明|技术支持|icp备|公网安备|党政机关|^打印|^关闭|^分享|^(?:大|中|小)$"
    r"|^(?:上|下|前|后)一?[页篇条]|^(?:首|尾|末|第一|最后一?)页$|^\d+$|微信|微博|客户端|公众号|二维码|^(?:app|top|home)$|^邮箱$|邮箱登[录陆]|^退出"
    r"|智能(?:问答|互动|客服|机器人)|机器人|小助手|^友情链接$",
    re.IGNORECASE,
)
# A link that carries the name of a whole organ leads to the site of that organ.
ORGAN = re.compile(
    r"(?:人民政府|委员会|办事处|开发区|管委会)$|^(?:[^政]{0,6}[省市县区州旗])[^政]{1,10}(?:局|厅|委|办公室)$"
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
_LISTS = frozenset(("ul", "ol", "table", "dl"))
_BOXES = frozenset(("div", "li", "dd", "td", "section", "dl", "ul", "table"))
_HEADINGS_INSIDE = "h1, h2, h3, h4, h5, .on, .active, .current, .cur, .selected, [class*=tit], dt, strong"
_BLOCKS = frozenset(("li", "tr", "dd", "p", "dl"))
_HERE = re.compile(r"^\W*(?:您|你)?(?:现在|当前|目前)?(?:所)?(?:在)?(?:的)?(?:位置|路径)")
_PERSON = re.compile(
    r"^[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛"
    r"闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管"
    r"柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝]"
    r"[\u4e00-\u9fff]{1,2}$|^(?:欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐)[\u4e00-\u9fff]{1,2}$"
)
_NO_PERSON = re.compile(
    r"[区县市镇乡州省局委办厅院部网站台处科所队法规文件党建政]$|公开|公告|任免|计划|安全|项目|文化|旅游|文明|农业|房产"
)


class _Signs(NamedTuple):
    """What class and id of an element tell."""

    breadcrumb: bool
    side: bool
    tree: bool
    menu: bool
    heading: bool


@lru_cache(maxsize=8_192)
def _signs(written: str) -> _Signs:
    return _Signs(*(each.search(written) is not None for each in (_BREADCRUMB, _SIDE, _TREE, _MENU, _HEADING)))


@lru_cache(maxsize=8_192)
def names_something_else(name: str) -> bool:
    """Return whether the words of a link name a function of the site, a day or an organ, and so no column."""
    return bool(FUNCTIONS.search(name) or DATE.search(name) or ORGAN.search(name))


def clean(text: str) -> str:
    """Return a name without spaces and without the marks around it."""
    return _EDGES.sub("", _SPACES.sub("", text))


def own_name(anchor: LexborNode) -> str:
    """Return the words of a link: its text, else its title, else those of its picture."""
    raw = _SPACES.sub("", anchor.text(deep=True) or "")
    if raw:
        title = anchor.attributes.get("title") or ""
        # The title is taken where the text was cut; otherwise it is often a slogan.
        if raw.endswith(("...", "…", "..")) and not MORE.match(raw) and title:
            raw = _SPACES.sub("", title)
        return raw if MORE.match(raw) else clean(raw)
    title = anchor.attributes.get("title") or ""
    if not title and (picture := anchor.css_first("img")):
        title = picture.attributes.get("alt") or picture.attributes.get("title") or ""
    return clean(title) if not MORE.match(title) else title


def marks(node: LexborNode) -> str:
    """Return class and id of an element: the words its author called it by."""
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}"


class Places:
    """Where the links of a page stand; the ways up are shared by many links and walked once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[int, tuple[str, int, str]] = {}
        self._words: dict[int, str] = {}
        self._names: dict[int, list[str]] = {}
        self._titles: dict[int, bool] = {}
        self._people: dict[int, bool] = {}
        self._many: dict[int, bool] = {}

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
        if not known[0] and _signs(marks(anchor)).heading:
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
            tag, signs = node.tag or "", _signs(marks(node))
            if tag in ("li", "dl"):
                items += 1
                if items > 1:
                    depth += 1
                    above = above or _first_words(node)
            if step < 3 and (signs.breadcrumb or _HERE.match(self._text(node)[:40])):
                return "breadcrumb", 0, ""
            side = side or signs.side
            if signs.tree:
                place, level = "tree", 0
            elif place != "tree" and (tag == "nav" or signs.menu):
                place, level = "nav", depth + 1
            elif not place and step < 4 and (tag in _HEADINGS or signs.heading):
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
            if (
                link is not None
                and (name := own_name(link))
                and not FUNCTIONS.search(name)
                and self._kind(link) is not AddressKind.HOME
            ):
                names.append(name)
            node = node.prev
        return len(names) + 1, names[0] if names else ""

    def in_dated_row(self, anchor: LexborNode) -> bool:
        """Return whether the link stands in a row with a date."""
        node = anchor.parent
        for _ in range(3):
            if node is None:
                return False
            if node.tag in _BLOCKS:
                return bool(DATE.search(self._text(node)))
            node = node.parent
        return False

    def among_titles(self, anchor: LexborNode) -> bool:
        """Return whether the links around this one are titles or dated rows, and so no menu."""
        around = self._group(anchor)
        if around is None:
            return False
        known = self._titles.get(around.mem_id)
        if known is None:
            long = any(len(name) > LONGEST_MENU_NAME + 4 for name in self._names_in(around)[:40])
            known = self._titles[around.mem_id] = long or bool(DATE.search(self._text(around)))
        return known

    def among_people(self, anchor: LexborNode) -> bool:
        """Return whether the links around this one are names of persons: the leaders, each with a page."""
        around = self._group(anchor)
        if around is None:
            return False
        known = self._people.get(around.mem_id)
        if known is None:
            named = [name for name in self._names_in(around) if name]
            persons = sum(1 for name in named if _PERSON.match(name) and not _NO_PERSON.search(name))
            known = self._people[around.mem_id] = persons >= 3 and persons >= 0.8 * len(named)
        return known

    def _names_in(self, block: LexborNode) -> list[str]:
        """Return the words of the first links of a block."""
        names = self._names.get(block.mem_id)
        if names is None:
            names = [_SPACES.sub("", link.text(deep=True)) for link in block.css("a")[:60]]
            self._names[block.mem_id] = names
        return names

    def _group(self, anchor: LexborNode) -> LexborNode | None:
        """Return the nearest block around a link that holds others too."""
        node = anchor.parent
        for _ in range(4):
            if node is None or node.tag == "body":
                return None
            if node.tag not in ("li", "dd", "dt", "span", "h3"):
                many = self._many.get(node.mem_id)
                if many is None:
                    many = self._many[node.mem_id] = len(node.css("a")) > 2
                if many:
                    return node
            node = node.parent
        return None

    def _text(self, node: LexborNode) -> str:
        """Return the beginning of the words of a block; each block of a page is read once."""
        words = self._words.get(node.mem_id)
        if words is None:
            words = self._words[node.mem_id] = node.text(deep=True)[:1000]
        return words

    def heading_of(self, more: LexborNode) -> str:
        """Return the heading of the box that a 更多 link belongs to.

        On the way up the nearest short words before the link are taken; a box of a row of tabs takes the tab that
        stands at its own position.
        """
        node: LexborNode = more
        for _ in range(6):
            parent = node.parent
            if parent is None:
                return ""
            if name := _tab_of(node, parent) or self._words_before(node):
                return name
            if parent.tag in ("body", "html"):
                return ""
            node = parent
        return ""

    def _words_before(self, node: LexborNode) -> str:
        before, own_marks = node.prev, marks(node)
        for _ in range(12):
            if before is None:
                return ""
            name = ""
            if before.tag == "-text":
                name = clean(before.text_content or "")
            elif (before.tag or "-")[0] not in "-_!" and before.tag not in ("script", "style"):
                if (
                    before.tag == node.tag
                    and node.tag in _BOXES
                    and marks(before) == own_marks
                    and before.css_first("a")
                ):
                    return ""  # another box: its heading is not ours
                name = self._heading_words(before)
            if is_name(name):
                return name
            before = before.prev
        return ""

    def _heading_words(self, block: LexborNode) -> str:
        """Return the heading in or at the start of a block, or an empty string for a block of rows."""
        if block.tag in _LISTS and len(block.css("li, tr, dd")) > 1:
            chosen = block.css_first("li.on, li.active, li.current, li.cur, li.hover, li.selected")
            return clean(chosen.text(deep=True)) if chosen is not None else ""
        words = _SPACES.sub("", self._text(block)[:400])
        if len(words) > LONGEST_MENU_NAME + 2:
            heading = block.css_first(_HEADINGS_INSIDE) if block.tag not in _LISTS else None
            return clean(heading.text(deep=True)) if heading is not None else ""
        link = block if block.tag == "a" else block.css_first("a")
        return "" if link is not None and self._kind(link) is AddressKind.ARTICLE else clean(words)

    def _kind(self, link: LexborNode) -> AddressKind:
        return kind_of(self._document.absolute(link.attributes.get("href") or ""))


def _first_words(item: LexborNode) -> str:
    """Return the name of the menu item that holds a submenu."""
    first = item.css_first("a, span, h3, h4, dt, strong")
    name = own_name(first) if first is not None else ""
    return name if 1 < len(name) <= LONGEST_MENU_NAME else ""


def _tab_of(panel: LexborNode, parent: LexborNode) -> str:
    """Return the tab that opens a panel: the panels and the tabs before them are as many, and in one order."""
    panels = [child for child in islice(parent.iter(), MOST_CHILDREN) if child.tag == panel.tag]
    if not 2 <= len(panels) <= MOST_TABS:
        return ""
    before = parent.prev
    while before is not None and (before.tag or "-").startswith("-"):
        before = before.prev
    if before is None:
        return ""
    for row in (before, before.css_first("ul"), before.css_first("div")):
        tabs = (
            [
                child
                for child in islice(row.iter(), MOST_CHILDREN)
                if child.tag in ("li", "a", "span", "div", "h3", "dd")
            ]
            if row
            else []
        )
        if len(tabs) == len(panels):
            position = next((i for i, child in enumerate(panels) if child.mem_id == panel.mem_id), -1)
            name = clean(tabs[position].text(deep=True)) if position >= 0 else ""
            return name if is_name(name) else ""
    return ""


def is_name(words: str) -> bool:
    """Return whether words can be the name of a column: short, no date, no function of the site."""
    return bool(
        2 <= len(words) <= LONGEST_MENU_NAME + 2
        and not MORE.match(words)
        and not FUNCTIONS.search(words)
        and not DATE.search(words)
    )

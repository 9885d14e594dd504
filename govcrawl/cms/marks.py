"""Marks of a page about itself: what footer and header print, what links and scripts stand for, the page tags."""

import re
from collections.abc import Iterator

from govcrawl.cms.document import Document, Marks
from govcrawl.cms.footer import contacts, footer_of, icp_numbers, police_numbers, site_codes, sponsors
from govcrawl.cms.tags import read_tags
from govcrawl.model.marks import MarkRead, MarksRead

# 党政机关网站标识: links and scripts of the registrar.
_BADGE = re.compile(r"(?:bszs|dcs)\.conac\.cn[^\s'\"<>%]{0,120}", re.IGNORECASE)
# 找错: the platform's page or script under any host (templates keep copies), and its older addresses.
_CORRECTION = re.compile(
    r"[^\s'\"<>()%=]{0,80}(?:exposure/jiucuo|/jiucuo(?:page)?\.(?:html|js))[^\s'\"<>)]{0,120}"
    r"|zfwz(?:zc|gl)\.www\.gov\.cn[^\s'\"<>)]{0,120}site_?code=[^\s'\"<>)]{0,80}",
    re.IGNORECASE,
)
# Where the addresses stand, the likeliest place first: the first one found is enough.
_BADGE_NODES = ("a[href*='conac.cn']", "script[src*='conac.cn']", "[onclick*='conac.cn']")
_CORRECTION_NODES = {
    "jiucuo": (
        "script[sitecode]",
        "a[href*='jiucuo']",
        "script[src*='jiucuo']",
        "[onclick*='jiucuo']",
        "span[id='_span_jiucuo'] > img",
    ),
    "zfwz": ("a[href*='zfwzzc']", "[onclick*='zfwzzc']", "a[href*='zfwzgl']", "[onclick*='zfwzgl']"),
}
_CORRECTION_WORDS = re.compile(r"(?:我为|我要)?(?:政府|政务)?网站(?:找|纠)错")
_LONGEST_NAME = 24  # characters of a link that is called 找错 and not a sentence about it
_ACCESS_WORDS = re.compile("无障碍|适老|长者|关怀|老年|大字")
_ACCESSIBLE = re.compile(
    r"^[ \t　|·\[【]{0,9}((?:网站|数字人)?无障碍(?:浏览|阅读|版|模式|服务|通道|专区)?"
    r"|(?:进入)?适老(?:化|版|模式)(?:版|模式)?|长者(?:版|模式|专区|专版|助手|浏览)"
    r"|关怀(?:版|模式)|(?:老年|大字)(?:版|模式))[ \t　|·\]】]{0,9}$",
    re.MULTILINE,
)
_SITE_MAP = re.compile(r"^[ \t　|·\[]{0,9}((?:网站|站点)地图)[ \t　|·\]]{0,9}$", re.MULTILINE)
# Each begins with letters of its own, which is what makes searching a whole page fast.
_FOOTER = "(?:foot|bottom|copyright|dibu)"
_FOOTER_ELSEWHERE = (
    re.compile(rf"<iframe\b[^>]{{0,300}}{_FOOTER}"),
    re.compile(rf"<frame\b[^>]{{0,300}}{_FOOTER}"),
    re.compile(rf"\.load\(\s{{0,3}}['\"][^'\"]{{0,200}}{_FOOTER}"),
    re.compile(rf"<script\b[^>]{{0,200}}src=[^>]{{0,200}}{_FOOTER}"),
    re.compile(r"bottom iframe"),
    re.compile(r"foot(?:er)? iframe"),
)
_HEADER_ELEMENTS = 160  # elements of the body among which logo and heading of a site stand
_NAMING = frozenset(("img", "h1", "h2"))
_HEADING = Marks(r"[Ll]ogo|LOGO|[Ss]ite-?[Nn]ame|[Ss]ite-?[Tt]itle|[Hh]eader-?[Tt]itle", 0)
_SITE_NAME = re.compile(r"[\u4e00-\u9fff·]{4,40}")


def read_marks(document: Document) -> MarksRead:
    """Read the marks of a parsed page. Source: fact sheet 3.1 (fingerprints), 3.2 (metas), D1, D2, D4, D8."""
    text, html = "\n".join(document.texts), document.page.text
    footer = footer_of(text)
    return MarksRead(
        site_codes=site_codes(text) if "标识" in text else (),
        icp=icp_numbers(text),
        police=police_numbers(text, html),
        badges=_badges(document),
        sponsors=sponsors(footer),
        contacts=contacts(footer),
        corrections=_corrections(document, text),
        site_maps=_lines(text, _SITE_MAP) if "地图" in text else (),
        accessibility=_lines(text, _ACCESSIBLE) if _ACCESS_WORDS.search(text) else (),
        tags=read_tags(document.metas, document.page.url),
        title=document.title,
        names=_names(document),
        footer_hidden="" if footer else _hidden(text, html),
    )


def _lines(text: str, pattern: re.Pattern[str]) -> tuple[MarkRead, ...]:
    match = pattern.search(text)
    return (MarkRead(match[1], match[1], "text"),) if match else ()


def _hidden(text: str, html: str) -> str:
    """Return why a page without any sign of a footer may have one."""
    html = html.lower()
    if any(pattern.search(html) for pattern in _FOOTER_ELSEWHERE):
        return "footer_elsewhere"
    return "" if len(text) > 100 else "no_text"


def _badges(document: Document) -> tuple[MarkRead, ...]:
    return _address(document, _BADGE_NODES, "conac.cn", _BADGE) if "conac.cn" in document.page.text else ()


def _corrections(document: Document, text: str) -> tuple[MarkRead, ...]:
    html = document.page.text
    for part, nodes in _CORRECTION_NODES.items():
        if part in html and (found := _address(document, nodes, part, _CORRECTION)):
            return found
    called = next(_called(document, text), None)
    return (called,) if called else ()


def _called(document: Document, text: str) -> Iterator[MarkRead]:
    """Yield links and pictures that are called 找错."""
    if "网站找错" in text or "网站纠错" in text:
        for words, owner in zip(document.texts, document.owners, strict=True):
            if len(words.strip()) <= _LONGEST_NAME and (match := _CORRECTION_WORDS.search(words)):
                element = document.elements[owner]
                above = [element, *document.above(owner)[:3]]
                if any(it.tag == "a" or "onclick" in it.attributes for it in above):
                    yield MarkRead(match[0], " ".join(words.split()), "link")
    for node in document.tree.css("img[alt*='找错'], img[title*='找错'], a[title*='找错']"):
        name = node.attributes.get("alt") or node.attributes.get("title") or ""
        if len(name) <= _LONGEST_NAME and _CORRECTION_WORDS.search(name):
            yield MarkRead(name, name, "image")


def _address(document: Document, nodes: tuple[str, ...], part: str, pattern: re.Pattern[str]) -> tuple[MarkRead, ...]:
    """Return where a mark's address stands: in an attribute of an element, or in the code of a script."""
    for selector in nodes:
        for node in document.tree.css(selector):
            attributes, place = node.attributes, "script" if node.tag == "script" else "link"
            if code := attributes.get("sitecode"):
                return (MarkRead(code[:120], f"{node.tag} sitecode={code}"[:160], place),)
            for name in ("href", "src", "onclick"):
                value = attributes.get(name) or ""
                if part in value and (match := pattern.search(value)):
                    return (MarkRead(match[0], f"{node.tag} {name}={value}"[:160], place),)
            if node.tag == "img" and selector.startswith("span"):  # drawn by the platform's script before it was saved
                return (MarkRead("_span_jiucuo", f"img src={attributes.get('src')}"[:160], "image"),)
    for code in document.codes:
        if part in code and (match := pattern.search(code)):
            return (MarkRead(match[0], match[0][:120], "script"),)
    return ()


def _names(document: Document) -> tuple[str, ...]:
    """Return what the head of the page calls the site: pictures, headings and the logo's words."""
    found: list[str] = []
    for element in document.elements[:_HEADER_ELEMENTS]:
        attributes = element.attributes
        if element.tag in _NAMING or ("class" in attributes and _HEADING.found(element.marks)):
            words = attributes.get("alt") if element.tag == "img" else document.text(element)[:60]
            found += [words or "", attributes.get("title") or ""]
    names = (match[0] for words in found if (match := _SITE_NAME.search(words)))
    return tuple(dict.fromkeys(names))[:6]

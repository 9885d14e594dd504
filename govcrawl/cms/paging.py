"""Further pages of a list and the addresses that its rows are fetched from: pager links, script calls, data proxies."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from govcrawl.cms.document import Document, Element, Marks

_WORD = re.compile(r"^\W*(?:[下后]一?页|next|上一?页|[尾末]页|第一页|最后一?页|前一?页)\W*$", re.IGNORECASE)
_NEXT = re.compile(r"^\W*(?:[下后]一?页|next|&gt;|>|›|»)\W*$", re.IGNORECASE)
_COUNTS = re.compile(
    r"共\D{0,4}(?P<total>\d{1,6})\D{0,4}页|第\D{0,3}\d{1,6}\D{0,3}页"
    r"|(?<!\d)\d{1,5} {0,2}/ {0,2}(?P<of>\d{1,5}) {0,2}页|共\D{0,4}(?P<records>\d{1,8})\D{0,4}[条记]"
)
_CREATE = re.compile(
    r"createPage(?:HTML|Html|Nav|List)?\w{0,12}\(\s{0,3}(?:[\"'][\w-]{0,40}[\"']\s{0,3},\s{0,3})?"
    r"[\"']?(?P<total>\d{1,5})[\"']?\s{0,3},\s{0,3}[\"']?(?P<now>\d{1,5})[\"']?"
    r"\s{0,3},\s{0,3}[\"'](?P<name>[\w./-]{1,80})[\"']\s{0,3},\s{0,3}[\"'](?P<extension>\w{1,6})[\"']"
)
_JPAGE = re.compile(
    r"(?:dataSrc|dataproxyUrl|dataUrl)[\"']?\s{0,3}[:=]\s{0,3}[\"']([^\"'\s]{5,500})[\"']", re.IGNORECASE
)
_PROXY = re.compile(r"[\"']([^\"'\s]{0,200}dataproxy\.(?:jsp|do)\?[^\"'\s]{0,400})[\"']", re.IGNORECASE)
_FETCH = re.compile(
    r"(?:\$\.(?:get|post|getJSON|ajax)|fetch|axios(?:\.(?:get|post))?|\.open|\.load)\(\s{0,3}"
    r"(?:[\"'](?:GET|POST)[\"']\s{0,3},\s{0,3})?"
    r"(?:\{[^}]{0,200}?)?(?:url\s{0,3}:\s{0,3})?[\"']([^\"'\s<>]{3,400})[\"']\s{0,3}(?P<joined>\+)?",
    re.IGNORECASE,
)
_FRAMES = frozenset(("div", "ul", "p", "table", "td"))
LARGEST_PAGER = 60  # elements
_LONGEST_TEXT = 120  # characters of a text that counts pages
_LONGEST_WORD = 15  # characters of a text that is a link of a pager
_NO_ROWS = (".js", ".css", ".png", ".gif", ".jpg")
# What a script that fills in rows holds, and what one that names their address does, in lower case.
_SCRIPTED = (
    *("axios", "xmlhttprequest", ".jpage(", "new vue(", "createapp(", "ng-repeat", "laytpl", "template("),
    *("getlist", "loadlist", "loaddata", "initdata", "querylist"),
)
_CALLS = re.compile(r"\$\.(?:get|post|getjson|ajax)\b|\bfetch\(")
_FETCHES = ("$.get", "$.post", "$.ajax", "fetch(", "axios", ".open(", ".load(")
_PAGER_MARK = Marks(
    r"(?:^|[\s_-])(?:pages?|pager|paging|pagination|fenye|fanye|page-?(?:nav|list|bar|box|num|con|div))(?:$|[\s_\d-])"
)
_ONCLICK_URL = re.compile(
    r"(?:location(?:\.href)?\s{0,3}=\s{0,3}|(?:go|goto|open|jump|toPage|queryArticleByCondition)\w{0,12}\([^\"')]{0,40})"
    r"[\"']([^\"'\s]{2,300})[\"']"
)


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a pager stands (the index of its element) and how many pages it tells of; 0 where it does not.

    `texts_before` is set of a script that writes the pager in its place: that is before the element at `position`.
    """

    position: int
    pages: int
    records: int = -1
    texts_before: int | None = None


def pagers(document: Document) -> list[Pager]:
    """Return the pagers of a page in the order of their places."""
    found: list[Pager] = []
    for i, text in enumerate(document.texts):
        if not ("页" in text or "共" in text or "next" in text.lower()) or len(text) > _LONGEST_TEXT:
            continue
        if counts := _COUNTS.search(text):
            total = counts["total"] or counts["of"]
            found.append(Pager(document.owners[i], int(total) if total else 0, int(counts["records"] or -1)))
        elif len(text) <= _LONGEST_WORD and _WORD.match(text):
            found.append(Pager(document.owners[i], 0))
    for script in document.scripts:
        if "createPage" in script.code and (match := _CREATE.search(script.code)):
            found.append(Pager(script.position, int(match["total"]), texts_before=script.texts_before))
        elif ".jpage(" in script.code or "createPage" in script.code or "laypage" in script.code:
            found.append(Pager(script.position, 0))
    found += [
        Pager(element.index, 0)
        for element in document.marked(_PAGER_MARK)
        if element.tag in _FRAMES and element.end - element.index < LARGEST_PAGER
    ]
    return sorted(found, key=lambda pager: pager.position)


def next_pages(document: Document) -> tuple[str, ...]:
    """Return the addresses of the next two pages of the list, as far as the page tells them."""
    for script in document.scripts:
        if "createPage" in script.code and (match := _CREATE.search(script.code)):
            total, now = int(match["total"]), int(match["now"])
            name, extension = match["name"], match["extension"]
            return tuple(document.absolute(f"{name}_{n}.{extension}") for n in range(now + 1, min(total, now + 3)))
    following: str | None = None  # where the first link that is called so leads
    numbered = []
    for element in document.by_tag.get("a", ()):
        if not 0 < (texts := element.last_text - element.first_text) <= 2:
            continue
        words = "".join(document.texts[element.first_text : element.last_text])
        if texts == 1 and words.strip(" []") in ("2", "3"):
            numbered.append(_target(element))
        elif following is None and _may_be_next(words) and _NEXT.match(document.text(element)):
            following = _target(element)
    found = [following or "", *[href for href in numbered if href][:2]]
    return tuple(dict.fromkeys(document.absolute(href) for href in found if href))[:2]


def _may_be_next(words: str) -> bool:
    """Tell whether words may be those of a link to the next page; most are out at a glance."""
    return "页" in words or ">" in words or "›" in words or "»" in words or "&" in words or "next" in words.lower()


def _target(element: Element) -> str:
    href = (element.attributes.get("href") or "").strip()
    if href and not href.lower().startswith(("javascript", "#")):
        return href
    for code in (element.attributes.get("onclick") or "", element.attributes.get("tagname") or "", href):
        if match := _ONCLICK_URL.search(code):
            return match[1]
        if code.startswith("/") or code.endswith((".html", ".htm", ".shtml", ".jhtml")):
            return code
    return ""


def data_sources(document: Document) -> tuple[str, ...]:
    """Return the addresses that the page itself fetches rows from, as far as they are written out."""
    codes = [(script.code, script.code.lower()) for script in document.scripts]
    # A named source is the first page of the rows; proxies elsewhere in the scripts are often those of later pages.
    found = [match[1] for code, lower in codes if "data" in lower for match in _JPAGE.finditer(code)]
    found = found or [match[1] for code, lower in codes if "dataproxy." in lower for match in _PROXY.finditer(code)]
    for code, lower in codes:
        if any(call in lower for call in _FETCHES):
            found += [m[1] for m in _FETCH.finditer(code) if not m["joined"] and not m[1].lower().endswith(_NO_ROWS)]
    addresses = (url if url.startswith("http") else urljoin(document.base, url.replace("&amp;", "&")) for url in found)
    return tuple(dict.fromkeys(addresses))[:5]


def fills_by_script(document: Document) -> bool:
    """Tell whether scripts of the page fetch something that could be rows."""
    for script in document.scripts:
        code = script.code[:200_000].lower()
        calls = ("$." in code or "fetch(" in code) and _CALLS.search(code)
        if calls or any(word in code for word in _SCRIPTED):
            return True
    return any("v-for" in e.attributes or "ng-repeat" in e.attributes for e in document.elements) or any(
        "{{" in text for text in document.texts
    )

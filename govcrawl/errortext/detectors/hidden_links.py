"""Links out of the site that no visitor sees (暗链), and visible ones that lead to gambling and the like."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import ClassVar, NamedTuple
from urllib.parse import urlsplit

from govcrawl.cms.document import Document
from govcrawl.cms.spam import Spam, spam_host, spam_in
from govcrawl.errortext.concealment import ORDINARY, Concealment
from govcrawl.errortext.detector import PageDetector
from govcrawl.errortext.hosts import host_of, is_stranger, registered_name
from govcrawl.errortext.script_writing import written_by_scripts
from govcrawl.errortext.text import ExaminedPage
from govcrawl.model.candidate import Candidate, Place, Severity

FEW_HOSTS = 2  # foreign hosts in a block that is concealed as no menu is
MANY_HOSTS = 4  # foreign hosts in one concealed block that has no name by which a script could open it
MOST = 20  # candidates of one page: a page with more was taken over as a whole
SHOWN = 3  # links that a candidate names
LONGEST = 60  # characters of an anchor that are read
_LINKS = ("a", "area")
_FRAMES = ("iframe", "frame", "embed")
_NO_AREA = re.compile(r"\s*[01](?:px)?\s*")

WAYS = {
    "display": "display:none",
    "visibility": "visibility:hidden",
    "opacity": "透明度为0",
    "offset": "移出页面",
    "font": "字号为0或1像素",
    "size": "尺寸为0或1像素",
    "colour": "文字与底色相同",
    "marquee": "1像素滚动区",
    "script": "脚本写入后隐藏",
    "noscript": "noscript",
}


class _Foreign(NamedTuple):
    """A link out of the site: where it stands, and how it is concealed (`way` empty: it is seen)."""

    host: str
    url: str
    words: str
    way: str
    block: int


class HiddenLinks(PageDetector):
    """Takes a folded menu for what it is: links that a script can show, to the state's hosts or to known services."""

    prefix: ClassVar[str] = "hidden_links"
    title: ClassVar[str] = "暗链与异常外链"
    severity: ClassVar[Severity] = Severity.HIDDEN_LINK

    def find(self, page: ExaminedPage) -> Iterable[Candidate]:
        """Yield one candidate for each concealed block of links, each plain link of such a trade, each unseen frame."""
        return islice(self._all(page), MOST)

    def _all(self, page: ExaminedPage) -> Iterator[Candidate]:
        yield from self._in(page.document, page.page.text, "")
        for written in written_by_scripts(page.document):
            inner = Document(replace(page.page, text=written.html))
            yield from self._in(inner, page.page.text, written.source)

    def _in(self, document: Document, source: str, script: str) -> Iterator[Candidate]:
        own = urlsplit(document.page.url or "").hostname or ""
        concealment = Concealment(document)
        blocks: dict[tuple[int, str], list[_Foreign]] = {}
        for link in _foreign_links(document, own, concealment):
            blocks.setdefault((link.block, link.way), []).append(link)
        official = _official(document, own, concealment) if any(way for _, way in blocks) else set()
        for (block, way), links in blocks.items():
            if not way:
                for link in links:
                    if spam := _trade(link.host, link.words):
                        yield self._candidate(source, script, [link], "external", spam.kind)
            elif kind := self._block(document, block, links, (block, way) in official):
                yield self._candidate(source, script, links, way, kind)
        for host, url in _unseen_frames(document, own, concealment):
            yield self._candidate(source, script, [_Foreign(host, url, "", "frame", 0)], "frame", "零尺寸框架")

    @staticmethod
    def _block(document: Document, block: int, links: list[_Foreign], official_beside: bool) -> str:
        """Return why a concealed block is no menu, or an empty string."""
        if plain := next((spam for link in links if (spam := _trade(link.host, link.words))), None):
            return plain.kind
        if official_beside:
            return ""  # folded 友情链接 with offices among them
        hosts = {registered_name(link.host) for link in links}
        if links[0].way not in ORDINARY | {"noscript"}:
            return "无关网站" if len(hosts) >= FEW_HOSTS else ""
        told = next((spam for link in links if (spam := spam_in(link.words, telling=True))), None)
        if told and len(hosts) > FEW_HOSTS:
            return told.kind
        nameless = block < 0 or not document.elements[block].marks.strip()
        return "多个无关网站" if nameless and len(hosts) >= MANY_HOSTS else ""

    def _candidate(self, source: str, script: str, links: list[_Foreign], rule: str, kind: str) -> Candidate:
        """Return the candidate of some links; `script` is the piece of the source that writes them, if one does."""
        named = "、".join(f"{link.words or '（无文字）'} {link.host}" for link in links[:SHOWN])
        wrong = f"{named}等{len(links)}个链接" if len(links) > SHOWN else named
        first, last = (script, script) if script else (links[0].url, links[-1].url)
        start = max(source.find(first), 0)  # an address with entities stands otherwise in the source
        end = max(source.find(last, start), start) + len(last)
        context = "；".join(filter(None, (kind, "脚本写入" if script else "", WAYS.get(links[0].way, ""))))
        return Candidate(start, end, wrong, "", f"{self.prefix}/{rule}", self.severity, context, Place.MARKUP)


def _foreign_links(document: Document, own: str, concealment: Concealment) -> Iterator[_Foreign]:
    """Yield the links to hosts that are neither the site's own, the state's, nor a known service."""
    inside = f"http://{own}/", f"https://{own}/"
    for element in document.tagged(*_LINKS):
        href = element.attributes.get("href") or ""
        # Most links stay on the site, and are through at a glance.
        if "//" in href and not href.startswith(inside) and is_stranger(host := host_of(href), own):
            # A link within a concealed link is what an unclosed one leaves: the words of each are its first text.
            shown = document.texts[element.first_text] if element.first_text < element.last_text else ""
            words = (shown or element.attributes.get("title") or "").strip()
            yield _Foreign(host, href.strip(), words[:LONGEST], *concealment.of(element.index))
    for node in document.tree.css("noscript a[href]") if document.unread else ():
        href = node.attributes.get("href") or ""
        if is_stranger(host := host_of(href), own):
            yield _Foreign(host, href.strip(), node.text(deep=True).strip()[:LONGEST], "noscript", -1)


def _official(document: Document, own: str, concealment: Concealment) -> set[tuple[int, str]]:
    """Return the concealed blocks, and how they are, that lead to the site itself, the state, or a known service."""
    hrefs = ((each.index, each.attributes.get("href") or "") for each in document.tagged(*_LINKS))
    hosts = ((index, host_of(href)) for index, href in hrefs if "//" in href)
    ways = (concealment.of(index) for index, host in hosts if host and not is_stranger(host, own))
    return {(block, way) for way, block in ways if way}


def _unseen_frames(document: Document, own: str, concealment: Concealment) -> Iterator[tuple[str, str]]:
    """Yield host and address of frames without area whose host is foreign."""
    for element in document.tagged(*_FRAMES):
        url = (element.attributes.get("src") or "").strip()
        if is_stranger(host := host_of(url), own):
            sides = [element.attributes.get(side) for side in ("width", "height")]
            if concealment.of(element.index)[0] or any(side is not None and _NO_AREA.fullmatch(side) for side in sides):
                yield host, url


@lru_cache(maxsize=8_192)
def _trade(host: str, words: str) -> Spam | None:
    """Return what names the trade of a link; pages of a site repeat their links."""
    return spam_host(host) or spam_in(words)

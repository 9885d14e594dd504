"""Links out of the site that no visitor sees (暗链), and visible ones that lead to gambling and the like."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import ClassVar
from urllib.parse import urlsplit

from govcrawl.cms.document import Document
from govcrawl.cms.spam import spam_host, spam_in
from govcrawl.errortext.concealment import ORDINARY, Concealment
from govcrawl.errortext.detector import PageDetector
from govcrawl.errortext.hosts import is_foreign, registered_name
from govcrawl.errortext.script_writing import written_by_scripts
from govcrawl.errortext.text import ExaminedPage
from govcrawl.model.candidate import Candidate, Place, Severity

FEW_HOSTS = 2  # foreign hosts in a block that is concealed as no menu is
MANY_HOSTS = 4  # foreign hosts in one concealed block that has no name by which a script could open it
MOST = 20  # candidates of one page: a page with more was taken over as a whole
SHOWN = 3  # links that a candidate names
LONGEST = 60  # characters of an anchor that are read

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


@dataclass(frozen=True, slots=True)
class _Foreign:
    """A link out of the site: where it stands, and how it is concealed (`way` empty: it is seen)."""

    host: str
    url: str
    words: str
    way: str
    block: int
    official_beside: bool = False


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
        blocks: dict[tuple[int, str], list[_Foreign]] = {}
        for link in _foreign_links(document):
            blocks.setdefault((link.block, link.way), []).append(link)
        for (block, way), links in blocks.items():
            if not way:
                for link in links:
                    if spam := spam_host(link.host) or spam_in(link.words):
                        yield self._candidate(source, script, [link], "external", spam.kind)
            elif kind := self._block(document, block, links):
                yield self._candidate(source, script, links, way, kind)
        for host, url in _unseen_frames(document):
            yield self._candidate(source, script, [_Foreign(host, url, "", "frame", 0)], "frame", "零尺寸框架")

    @staticmethod
    def _block(document: Document, block: int, links: list[_Foreign]) -> str:
        """Return why a concealed block is no menu, or an empty string."""
        if plain := next((spam for link in links if (spam := spam_host(link.host) or spam_in(link.words))), None):
            return plain.kind
        if any(link.official_beside for link in links):
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


def _foreign_links(document: Document) -> Iterator[_Foreign]:
    """Yield the links to hosts that are neither the site's own, the state's, nor a known service."""
    own = registered_name(urlsplit(document.page.url or "").hostname or "")
    concealment: Concealment | None = None
    official: set[tuple[int, str]] = set()
    found: list[_Foreign] = []
    for element in document.elements:
        if element.tag not in ("a", "area"):
            continue
        href = element.attributes.get("href") or ""
        if "//" not in href:
            continue
        host = _host(href)
        if not host:
            continue
        concealment = concealment or Concealment(document)
        way, block = concealment.of(element.index)
        if not is_foreign(host) or registered_name(host) == own:
            if way:
                official.add((block, way))
            continue
        # A link within a concealed link is what an unclosed one leaves: the words of each are its first text.
        shown = document.texts[element.first_text] if element.first_text < element.last_text else ""
        words = (shown or element.attributes.get("title") or "").strip()
        found.append(_Foreign(host, href.strip(), words[:LONGEST], way, block))
    for node in document.tree.css("noscript a[href]") if "<noscript" in document.page.text.lower() else ():
        href = node.attributes.get("href") or ""
        if (host := _host(href)) and is_foreign(host) and registered_name(host) != own:
            found.append(_Foreign(host, href.strip(), node.text(deep=True).strip()[:LONGEST], "noscript", -1))
    for link in found:
        yield replace(link, official_beside=True) if (link.block, link.way) in official else link


def _unseen_frames(document: Document) -> Iterator[tuple[str, str]]:
    """Yield host and address of frames without area whose host is foreign."""
    own = registered_name(urlsplit(document.page.url or "").hostname or "")
    concealment: Concealment | None = None
    for element in document.elements:
        if element.tag not in ("iframe", "frame", "embed"):
            continue
        url = (element.attributes.get("src") or "").strip()
        host = _host(url)
        if not host or not is_foreign(host) or registered_name(host) == own:
            continue
        concealment = concealment or Concealment(document)
        sides = [element.attributes.get(side) for side in ("width", "height")]
        if concealment.of(element.index)[0] or any(side is not None and _NO_AREA.fullmatch(side) for side in sides):
            yield host, url


_NO_AREA = re.compile(r"\s*[01](?:px)?\s*")


def _host(url: str) -> str:
    try:
        parts = urlsplit(url.strip().replace("\\", "/"))
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in ("", "http", "https") else ""

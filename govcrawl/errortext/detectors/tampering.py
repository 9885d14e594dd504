"""A page that a stranger changed (篡改): its head for search engines, jumps for their visitors, mining scripts."""

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar
from urllib.parse import urlsplit

from ahocorasick_rs import AhoCorasick

from govcrawl.cms.document import Document
from govcrawl.cms.spam import spam_in
from govcrawl.errortext.detector import PageDetector
from govcrawl.errortext.hosts import is_stranger
from govcrawl.errortext.text import ExaminedPage, around
from govcrawl.model.candidate import Candidate, Place, Severity

HEAD = 20_000  # characters in which the title stands
ENCODED = 20  # entities of the body from which on a site writes everything so
METAS = ("keywords", "description", "og:title", "og:description")
_ENTITIES = re.compile(r"<title[^>]{0,100}>\s*((?:[^<]{0,20}?&#x?[0-9a-fA-F]{2,6};){6,60})", re.IGNORECASE)
_ENGINE = r"(?:baidu|sogou|soso|haosou|google|bing|360|so\.com|yahoo)"
_JUMP = re.compile(
    rf"document\.referrer[^;]{{0,200}}{_ENGINE}.{{0,400}}?location|{_ENGINE}.{{0,200}}?document\.referrer.{{0,400}}?location"
    rf"|navigator\.userAgent[^;]{{0,200}}(?:spider|bot).{{0,400}}?location",
    re.IGNORECASE | re.DOTALL,
)
_MINER = re.compile(
    r"coinhive|coin-hive|CoinHive\.(?:Anonymous|User)|crypto-?loot|coinimp|deepMiner|webmine(?:pool|r)|minero\.cc|jsecoin|monerominer"
    r"|cryptonight|stratum\+tcp:|xmr-?miner|wss?://[\w.-]{1,80}(?:pool|mine|xmr)[\w.-]{0,40}:\d{2,5}",
    re.IGNORECASE,
)
_MINERS = ("coinhive", "coin-hive", "deepminer", "webmine", "monerominer", "xmrminer", "xmr-miner", "minero.cc")
_POOLS = ("stratum+tcp:", "ws://", "wss://", "cryptonight", "cryptoloot", "crypto-loot", "coinimp", "jsecoin")
_MINER_SIGNS = AhoCorasick(_MINERS + _POOLS)  # of which each match has one, in lower case
_REFRESH = re.compile(r"^\s*\d{1,2}\s*[;,]\s*url\s*=\s*['\"]?(?:https?:)?//([^/'\"\s]{1,200})", re.IGNORECASE)


class Tampering(PageDetector):
    """The words of gambling and the like in the head, and scripts that only an intruder writes."""

    prefix: ClassVar[str] = "tampering"
    title: ClassVar[str] = "网页篡改与挖矿脚本"
    severity: ClassVar[Severity] = Severity.HIDDEN_LINK

    def find(self, page: ExaminedPage) -> Iterable[Candidate]:
        """Yield one candidate a kind."""
        yield from self._head(page)
        if refresh := _REFRESH.match(page.document.metas.get("refresh", "")):
            host = refresh[1].partition(":")[0]
            if is_stranger(host, urlsplit(page.page.url or "").hostname or ""):
                yield self._candidate(page.page.text, host, "refresh", Place.MARKUP)
        yield from self._jump(page)
        yield from self._mining(page)

    def _head(self, page: ExaminedPage) -> Iterator[Candidate]:
        document, source = page.document, page.page.text
        metas = ((Place.META, document.metas.get(name, "")) for name in METAS)
        for place, text in ((Place.TITLE, document.title), *metas):
            # What the content speaks of may stand in its head.
            if text and (spam := spam_in(text)) and spam.word not in page.content.text:
                start = text.find(spam.word)
                end = start + len(spam.word)
                context = around(text, start, end)
                yield Candidate(start, end, spam.word, "", f"{self.prefix}/head", self.severity, context, place)
                return
        first = source.find("&", 0, HEAD)
        coded = first >= 0 and source.find("&#", first, HEAD) >= 0
        if coded and _ENTITIES.search(source[:HEAD]) and source.count("&#", source.find("<body")) < ENCODED:
            title = document.title
            yield Candidate(0, len(title), title, "", f"{self.prefix}/entities", Severity.HINT, title, Place.TITLE)

    def _mining(self, page: ExaminedPage) -> Iterator[Candidate]:
        codes = (*_addresses(page.document), *page.document.codes)
        if not _MINER_SIGNS.find_matches_as_strings("\n".join(codes).lower()):
            return
        for found in filter(None, map(_MINER.search, codes)):
            yield self._candidate(page.page.text, found[0], "mining", Place.SCRIPT)
            return

    def _jump(self, page: ExaminedPage) -> Iterator[Candidate]:
        for code in page.document.codes:
            if ("referrer" in code or "userAgent" in code) and "location" in code and (found := _JUMP.search(code)):
                yield self._candidate(page.page.text, found[0], "jump", Place.SCRIPT)
                return

    def _candidate(self, source: str, words: str, rule: str, place: Place) -> Candidate:
        start = max(source.find(words), 0)
        end = start + len(words)
        shown, context = (" ".join(text.split())[:120] for text in (words, around(source, start, end)))
        return Candidate(start, end, shown, "", f"{self.prefix}/{rule}", self.severity, context, place)


def _addresses(document: Document) -> list[str]:
    if document.unread:
        return [node.attributes.get("src") or "" for node in document.tree.css("script[src]")]
    return [script.source for script in (*document.head_scripts, *document.scripts) if script.source]

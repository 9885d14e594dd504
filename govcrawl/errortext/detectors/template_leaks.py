"""Tags and variables of a page template that nobody filled in (模板标签泄露): `{$T.title}`, `stl:`, `${}`."""

import re
from collections.abc import Iterable
from typing import ClassVar

from govcrawl.errortext.detector import PageDetector
from govcrawl.errortext.pattern_table import pattern_of
from govcrawl.errortext.text import ExaminedPage, around
from govcrawl.model.candidate import Candidate, Place, Severity

_PATTERN = pattern_of("template_leaks.tsv")
_SIGN = re.compile(
    r"[{#]\$|\$\{|#\{|</?\w{1,5}[:_]|<%|<\?php|\[!--|\[field:|\{/?\w{3,8}:|#\w{2,8}\s?\(|@Model|null|undefined|NaN|\[object"
)
_SIGNS = ("{", "<", "[", "#", "@", "null", "undefined", "NaN")  # of which each pattern has one; most texts have none
_TAG = re.compile(r"^(?:stl|cms|trs|jcms|dede):\w|^trs_[a-z]")
MOST = 5  # leaks of one page that are told: a broken template has hundreds


class TemplateLeaks(PageDetector):
    """Looks at what a visitor sees: the content, the title of the window, and tags that no browser knows.

    `{{ }}` is left out: before its scripts have run, a sound page shows it.
    """

    prefix: ClassVar[str] = "template_leaks"
    title: ClassVar[str] = "模板标签泄露"
    severity: ClassVar[Severity] = Severity.TYPO

    def find(self, page: ExaminedPage) -> Iterable[Candidate]:
        """Yield the first leaks of the content and the title, and the first unknown tag."""
        for place, text in ((Place.TITLE, page.document.title), (Place.TEXT, page.content.text)):
            if not any(sign in text for sign in _SIGNS) or not _SIGN.search(text):
                continue
            for number, found in enumerate(_PATTERN.finditer(text)):
                if number < MOST and not _explained(text, found.start(), found.end()):
                    yield self._candidate(found.start(), found.end(), text, found.lastgroup or "", place)
        if tag := next(filter(_TAG.search, page.document.by_tag), ""):
            source = page.page.text
            start = source.lower().find(f"<{tag}")
            if start >= 0:
                end = source.find(">", start) + 1 or start + 1 + len(tag)
                yield self._candidate(start, min(end, start + 200), source, "tag", Place.MARKUP)

    def _candidate(self, start: int, end: int, text: str, kind: str, place: Place) -> Candidate:
        context = around(text, start, end)
        return Candidate(start, end, text[start:end], "", f"{self.prefix}/{kind}", self.severity, context, place)


def _explained(text: str, start: int, end: int) -> bool:
    """Tell whether the words stand in quotes: an article about templates names them so."""
    return text[start - 1 : start] in "“‘\"'`《" and text[end : end + 1] in "”’\"'`》" and start > 0

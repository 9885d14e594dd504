"""Numbers that cannot be: days that no calendar has, times less, mixed writing of years."""

import re
from calendar import monthrange
from collections.abc import Iterator

from govcrawl.errortext.detector import TextDetector
from govcrawl.errortext.text import ExaminedText
from govcrawl.model.candidate import Candidate, Severity

_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")
_OF_YEAR = re.compile(r"(?<!\d)\d{4}(?=年$)")
_LESS = re.compile(
    r"(?:减少|下降|降低|缩小|缩短)了?(?:近|约)?(?:\d{1,4}(?:\.\d{1,3})?|[一二三四五六七八九十两]{1,3})倍"
)
_YEAR = re.compile(r"[一二][九零〇○0O][一二三四五六七八九零〇○0-9O]{2}年")
_DIGIT = re.compile("[0-9O]")
_LEAP = 2000  # a year that has all days, for dates without one


class NumberDetector(TextDetector):
    """Finds numbers that cannot be meant. Source: fact sheet 5.1, E13 (数字, 量和单位)."""

    prefix = "number"
    title = "数字与单位"
    severity = Severity.TYPO

    def find(self, text: ExaminedText) -> Iterator[Candidate]:
        """Yield impossible days, decreases by times, and years written half in digits."""
        for match in _DAY.finditer(text.text):
            if not text.text[match.start() - 1 : match.start()].isdecimal():
                yield from self._day(text, match)
        for match in _LESS.finditer(text.text) if "倍" in text.text else ():
            yield text.candidate(*match.span(), "", f"{self.prefix}/times_less", Severity.HINT)
        for match in _YEAR.finditer(text.text):
            right = re.sub("[0O○零]", "〇", match[0])
            if _DIGIT.search(match[0]):
                yield text.candidate(*match.span(), right, f"{self.prefix}/year", Severity.HINT)

    def _day(self, text: ExaminedText, match: re.Match[str]) -> Iterator[Candidate]:
        named = _OF_YEAR.search(text.text[max(0, match.start() - 6) : match.start()])
        year, month, day = int(named[0]) if named else _LEAP, int(match[1]), int(match[2])
        if year and (not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]):
            start = match.start() - 5 if named else match.start()
            yield text.candidate(start, match.end(), "", f"{self.prefix}/day", self.severity)

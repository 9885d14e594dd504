"""Numbers that cannot be: days that no calendar has, times less, mixed writing of years."""

import re
from calendar import monthrange
from collections.abc import Iterator

from govcrawl.errortext.detector import TextDetector
from govcrawl.errortext.text import ExaminedText
from govcrawl.model.candidate import Candidate, Severity

_DAY = re.compile(r"月(\d{1,2})日")
_MONTH = re.compile(r"(?<!\d)\d{1,2}\Z")
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
        for day in _DAY.finditer(text.text):
            if month := _MONTH.search(text.text, max(0, day.start() - 3), day.start()):
                yield from self._day(text, month, day)
        for match in _LESS.finditer(text.text) if "倍" in text.text else ():
            yield text.candidate(*match.span(), "", f"{self.prefix}/times_less", Severity.HINT)
        for match in _YEAR.finditer(text.text) if "年" in text.text else ():
            right = re.sub("[0O○零]", "〇", match[0])
            if _DIGIT.search(match[0]):
                yield text.candidate(*match.span(), right, f"{self.prefix}/year", Severity.HINT)

    def _day(self, text: ExaminedText, month: re.Match[str], day: re.Match[str]) -> Iterator[Candidate]:
        named = _OF_YEAR.search(text.text[max(0, month.start() - 6) : month.start()])
        year, number = int(named[0]) if named else _LEAP, int(month[0])
        if year and (not 1 <= number <= 12 or not 1 <= int(day[1]) <= monthrange(year, number)[1]):
            start = month.start() - 5 if named else month.start()
            yield text.candidate(start, day.end(), "", f"{self.prefix}/day", self.severity)

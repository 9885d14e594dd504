"""Punctuation: marks that follow each other, brackets and quotation marks of which one half is missing."""

import re
from collections.abc import Iterator

from govcrawl.errortext.detector import TextDetector
from govcrawl.errortext.text import ExaminedText
from govcrawl.model.candidate import Candidate, Severity

_DOUBLED = re.compile(r"[，、；：。][，、；：。]{1,8}")
_PAIRS = (("《", "》"), ("“", "”"), ("（", "）"), ("〔", "〕"), ("【", "】"))
_MARKS = re.compile("[《》“”（）〔〕【】]")
_ITEM = re.compile(r"(?:^|(?<=[。；：]))\s?[一二三四五六七八九十\d]{1,3}）")  # 1）first, 2）second
_SENTENCE = re.compile(r"[。！？][”’）】]?$")  # a title may be cut off, a sentence that ends is whole
_SHORTEST = 20  # characters


class PunctuationDetector(TextDetector):
    """Finds punctuation that is doubled or open. Source: fact sheet 5.1, E13 (标点)."""

    prefix = "punctuation"
    title = "标点符号"
    severity = Severity.HINT

    def find(self, text: ExaminedText) -> Iterator[Candidate]:
        """Yield doubled marks, and blocks where a mark is opened and not closed or the other way about."""
        for match in _DOUBLED.finditer(text.text):
            # Three full stops and more stand for an ellipsis.
            if match[0].strip("。") or len(match[0]) == 2:
                yield text.candidate(*match.span(), match[0][-1], f"{self.prefix}/doubled", self.severity)
        if all(text.text.count(opening) == text.text.count(closing) for opening, closing in _PAIRS):
            return
        at = 0
        for block in text.text.split("\n"):
            if len(block) >= _SHORTEST and _SENTENCE.search(block) and _MARKS.search(block):
                yield from self._open(text, at, block)
            at += len(block) + 1

    def _open(self, text: ExaminedText, at: int, block: str) -> Iterator[Candidate]:
        words = block.replace("(", "（").replace(")", "）")
        words = _ITEM.sub(lambda match: " " * len(match[0]), words)
        for opening, closing in _PAIRS:
            if words.count(opening) != words.count(closing):
                mark = opening if words.count(opening) > words.count(closing) else closing
                place = at + (words.rfind(mark) if mark == opening else words.find(mark))
                yield text.candidate(place, place + 1, "", f"{self.prefix}/open", self.severity)

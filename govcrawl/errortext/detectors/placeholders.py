"""Content that was never written (占位、测试内容): test articles, forms with their own instructions, filler text."""

import re
from collections.abc import Iterable
from typing import ClassVar

from govcrawl.errortext.detector import TextDetector
from govcrawl.errortext.pattern_table import pattern_of
from govcrawl.errortext.text import ExaminedText
from govcrawl.model.candidate import Candidate, Severity

# A block that consists of nothing else.
_WHOLE = pattern_of("placeholders.tsv", re.IGNORECASE)
_END = " .。…!！，,"
_STARTS = frozenset((*_WHOLE.pattern, *map(chr, range(128)), *_END))  # with which a placeholder may begin
_FILLER = re.compile(r"[Ll](?:orem|OREM) [Ii](?:psum|PSUM)\b|代用名代用名|乱数假文|假文假文")
_FILLER_SIGNS = ("orem ", "OREM ", "代用名", "假文")
_SEVERITY = {"building": Severity.HINT}
SHORTEST = 4  # characters
LONGEST = 40  # characters of a block that can be nothing but a placeholder


class Placeholders(TextDetector):
    """A block counts where it is nothing else: 软件测试 and 核酸测试点 name real things."""

    prefix: ClassVar[str] = "placeholders"
    title: ClassVar[str] = "占位及测试内容"
    severity: ClassVar[Severity] = Severity.TYPO

    def find(self, text: ExaminedText) -> Iterable[Candidate]:
        """Yield the first block of each kind and the first filler text."""
        told: set[str] = set()
        start = 0
        for line in text.text.split("\n"):
            size = len(line)
            # A word alone may be a heading of a form; as the title of the page it is no title.
            short = line[:1] in _STARTS and size <= LONGEST and (size >= SHORTEST or line == text.title)
            if short and (found := _WHOLE.fullmatch(line.strip(_END))):
                kind = next(name for name in ("test", "instruction", "building") if found[name])
                if kind not in told:
                    told.add(kind)
                    severity = _SEVERITY.get(kind, self.severity)
                    yield text.candidate(start, start + size, "", f"{self.prefix}/{kind}", severity)
            start += size + 1
        filled = any(sign in text.text for sign in _FILLER_SIGNS)
        if filled and (filler := _FILLER.search(text.text)):
            yield text.candidate(filler.start(), filler.end(), "", f"{self.prefix}/filler", self.severity)

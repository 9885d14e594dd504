"""Words that stand twice in a row: 进行进行, 关于印发关于印发."""

import re
from collections.abc import Iterator

import numpy as np

from govcrawl.errortext.detector import TextDetector
from govcrawl.errortext.text import ExaminedText
from govcrawl.model.candidate import Candidate, Severity

SHORTEST, LONGEST = 3, 12  # characters of what is repeated; shorter ones are often right (研究研究)
# Shorter words of which no sentence takes two. 的的 after 目 and before 确 is right.
_WORDS = (
    "进行|我们|他们|关于|以及|通过|根据|按照|开展|加强|提高|同时|并且|因此|为了|对于|由于|必须|应当|切实|坚持|严格|"
    "如果|但是|所以|其中|已经|可以"
)
_SHORT = re.compile(rf"(?<![目标])的的(?![确士])|({_WORDS})\1")
_HAN = re.compile(r"[一-鿿]+")


class RepeatedWordDetector(TextDetector):
    """Finds words that are written twice by mistake. Source: fact sheet 5.1, E13 (多字)."""

    prefix = "repeated"
    title = "重复字词"
    severity = Severity.TYPO

    def find(self, text: ExaminedText) -> Iterator[Candidate]:
        """Yield the second of two words that are the same."""
        for match in _SHORT.finditer(text.text):
            middle = (match.start() + match.end()) // 2
            yield text.candidate(middle, match.end(), "", f"{self.prefix}/short", self.severity)
        reached = 0
        for start, length in repeats(text.text):
            words = text.text[start : start + length]
            if start >= reached and _HAN.fullmatch(words) and len(set(words)) > 2:
                yield text.candidate(start + length, start + 2 * length, "", f"{self.prefix}/long", self.severity)
                reached = start + 2 * length


def repeats(text: str) -> list[tuple[int, int]]:
    """Return start and length of words that follow themselves, by start; vectors keep it linear and fast."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    found: list[tuple[int, int]] = []
    for length in range(SHORTEST, min(LONGEST, len(codes) // 2) + 1):
        same = np.concatenate(([0], np.cumsum(codes[:-length] == codes[length:])))
        found += [(int(start), length) for start in np.nonzero(same[length:] - same[:-length] == length)[0]]
    return sorted(found)

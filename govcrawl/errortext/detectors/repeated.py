"""Words that stand twice in a row: 关于印发关于印发. Shorter ones are in `prose.tsv`."""

import re
from collections.abc import Iterator

import numpy as np

from govcrawl.errortext.detector import TextDetector
from govcrawl.errortext.text import ExaminedText
from govcrawl.model.candidate import Candidate, Severity

SHORTEST, LONGEST = 3, 12  # characters of what is repeated; shorter ones are often right (研究研究)
MOST = 1_000  # places of one length that are looked at: a table of the same words repeats nothing by mistake
_HAN = re.compile(r"[一-鿿]+")


class RepeatedWordDetector(TextDetector):
    """Finds words that are written twice by mistake. Source: fact sheet 5.1, E13 (多字)."""

    prefix = "repeated"
    title = "重复字词"
    severity = Severity.TYPO

    def find(self, text: ExaminedText) -> Iterator[Candidate]:
        """Yield the second of two words that are the same."""
        reached = 0
        for start, length in repeats(text.text):
            words = text.text[start : start + length]
            if start >= reached and _HAN.fullmatch(words) and len(set(words)) > 2:
                yield text.candidate(start + length, start + 2 * length, "", f"{self.prefix}/words", self.severity)
                reached = start + 2 * length


def repeats(text: str) -> list[tuple[int, int]]:
    """Return start and length of words that follow themselves, by start; vectors keep it linear and fast."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    # Three characters as one number: a word that follows itself begins with three that do.
    threes = (codes[:-2] << 42) | (codes[1:-1] << 21) | codes[2:] if len(codes) >= 2 * SHORTEST else codes[:0]
    found = [
        (start, length)
        for length in range(SHORTEST, min(LONGEST, len(codes) // 2) + 1)
        for start in np.flatnonzero(threes[:-length] == threes[length:])[:MOST].tolist()
        if text[start : start + length] == text[start + length : start + 2 * length]
    ]
    return sorted(found)

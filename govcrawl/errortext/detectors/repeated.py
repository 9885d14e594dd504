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
    codes = np.frombuffer((text + LONGEST * "\0").encode("utf-32-le"), dtype=np.uint32)
    # The text beside itself, one row for each length: a word that follows itself begins with three characters that do.
    beside = np.ndarray((LONGEST - SHORTEST + 1, len(text)), np.uint32, codes, SHORTEST * 4, (4, 4))
    same = beside == codes[: len(text)]
    same = same[:, :-2] & same[:, 1:-1] & same[:, 2:]
    if not same.any():
        return []
    found = [
        (start, length)
        for length, row in enumerate(same, SHORTEST)
        for start in row.nonzero()[0][:MOST].tolist()
        if text[start : start + length] == text[start + length : start + 2 * length]
    ]
    return sorted(found)

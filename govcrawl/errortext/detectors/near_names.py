"""Full names with one slip of the pen within: half of the name stands as it should, the other nearly so."""

from collections import Counter
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick, MatchKind

from govcrawl.errortext.detector import TextDetector
from govcrawl.errortext.knowledge import Knowledge
from govcrawl.errortext.sentences import speaks_of_words
from govcrawl.errortext.set_phrases import full_names
from govcrawl.errortext.text import ExaminedText
from govcrawl.model.candidate import Candidate, Severity

_LINKING = "的和与及之等为是在"  # one of these put in is grammar
MOST_LOOKED_AT = 1_000  # occurrences of one half in one text, as in the lexicon


class NearNameDetector(TextDetector):
    """Finds full names of which one character is wrong, missing, too much, or two have changed places.

    First and last character have to stand: what differs there is another word. Source: fact sheet 5.2 (e).
    """

    prefix = "near_name"
    title = "专名误写"
    severity = Severity.SERIOUS

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__(knowledge)
        self.names = full_names()
        self.right = {name.right for name in self.names} | {other for name in self.names for other in name.others}
        middles = [len(name.right) // 2 for name in self.names]
        named = list(zip(self.names, middles, strict=True))
        self.halves = [name.right[:middle] for name, middle in named] + [name.right[middle:] for name, middle in named]
        self.signs = set(self.halves)
        self.automaton = AhoCorasick(self.halves, matchkind=MatchKind.Standard)

    def find(self, text: ExaminedText) -> Iterator[Candidate]:
        """Yield the names that are nearly right."""
        looked_at: Counter[int] = Counter()
        for number, start, end in self.automaton.find_matches_as_indexes(text.text, overlapping=True):
            looked_at[number] += 1
            if looked_at[number] > MOST_LOOKED_AT:
                continue
            name = self.names[number % len(self.names)]
            if number < len(self.names):
                rest = name.right[end - start :]
                end += slip(text.text[end : end + len(rest) + 1], rest)
                found = end > start + len(self.halves[number])
            else:
                rest = name.right[: len(name.right) - (end - start)][::-1]
                start -= slip(text.text[max(0, start - len(rest) - 1) : start][::-1], rest)
                found = end - start > len(self.halves[number])
            if found and text.text[start:end] not in self.right and not self._part_of_right(text.text, start, end):
                mention = speaks_of_words(text.text, start, end)
                severity = Severity.HINT if mention else self.severity
                yield text.candidate(start, end, name.right, f"{self.prefix}/{name.right}", severity)

    def _part_of_right(self, text: str, start: int, end: int) -> bool:
        """Tell whether the words are the beginning, end or inside of another name that is right."""
        longest = max(map(len, self.right))
        around = text[max(0, start - longest) : end + longest]
        return any(text[start:end] in right and right in around for right in self.right)


def slip(words: str, right: str) -> int:
    """Return the length of the words at the beginning that are `right` but for one slip, 0 where there is none.

    Exactly right words are no slip; the last character of `right` has to stand.
    """
    at = next((place for place, (a, b) in enumerate(zip(words, right, strict=False)) if a != b), len(right))
    if at >= min(len(right), len(words)):
        return 0
    size, other = len(right), words[at]
    if not "一" <= other <= "鿿":
        return 0
    if at < size - 1:
        if words[at : at + 2] == right[at : at + 2][::-1] and words[at + 2 : size] == right[at + 2 :]:
            return size
        if words[at + 1 : size] == right[at + 1 :] and other not in _LINKING:
            return size
        if words[at : size - 1] == right[at + 1 :]:
            return size - 1
    if words[at + 1 : size + 1] == right[at:] and other not in _LINKING:
        return size + 1
    return 0

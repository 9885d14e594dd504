"""Wording of the lexicon: one automaton over all words, then what each entry asks of their surroundings."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ahocorasick_rs import AhoCorasick, MatchKind

from govcrawl.errortext.detector import TextDetector
from govcrawl.errortext.knowledge import Knowledge
from govcrawl.errortext.lexicon import Entry, Mode, entries
from govcrawl.errortext.sentences import about_taiwan, enclosed, sentence, speaks_of_words
from govcrawl.errortext.text import ExaminedText
from govcrawl.model.candidate import Candidate, Severity

MOST_LOOKED_AT = 1_000  # occurrences of one entry in one text: no page says more, and a hostile one costs no time


class LexiconDetector(TextDetector):
    """Finds the words of the lexicon. Source: fact sheet 5.3."""

    prefix = "lexicon"
    title = "词表"
    severity = Severity.TYPO

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__(knowledge)
        self.found = [(word, entry) for entry in (*entries(), *knowledge.entries) for word in entry.words]
        self.signs = {word for word, _ in self.found}
        self.automaton = AhoCorasick([word for word, _ in self.found], matchkind=MatchKind.Standard)

    def find(self, text: ExaminedText) -> Iterator[Candidate]:
        """Yield a candidate for every entry whose words stand in the text and mean what it forbids."""
        looked_at: Counter[str] = Counter()
        for number, start, end in self.automaton.find_matches_as_indexes(text.text, overlapping=True):
            entry = self.found[number][1]
            looked_at[entry.rule] += 1
            if looked_at[entry.rule] > MOST_LOOKED_AT:
                continue
            if entry.pattern is not None:
                match = entry.pattern.match(text.text, start)
                if match is None:
                    continue
                end = match.end()
            if _applies(entry, text.text, start, end, text.day):
                found = text.candidate(start, end, entry.right, entry.rule, entry.severity)
                yield replace(found, severity=Severity.HINT) if speaks_of_words(text.text, start, end) else found


def _applies(entry: Entry, text: str, start: int, end: int, day: date | None) -> bool:
    if day is not None and not entry.since <= day <= entry.until:
        return False
    if entry.mode is Mode.QUOTE and enclosed(text, start, end):
        return False
    if entry.mode is Mode.TAIWAN and not about_taiwan(text, start, end):
        return False
    if entry.quotable and enclosed(text, start, end) in ("《", "〈"):
        return False
    if entry.needs is None and entry.unless is None:
        return True
    words = sentence(text, start, end)
    return (entry.needs is None or bool(entry.needs.search(words))) and not (
        entry.unless and entry.unless.search(words)
    )

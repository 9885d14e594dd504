"""Set phrases: a wrong count word, members in another order, missing or misspelt, the verb of another phrase."""

import re
from collections.abc import Iterator
from datetime import date

from ahocorasick_rs import AhoCorasick, MatchKind

from govcrawl.errortext.detector import TextDetector
from govcrawl.errortext.knowledge import Knowledge
from govcrawl.errortext.sentences import sentence, speaks_of_words
from govcrawl.errortext.set_phrases import SetPhrase, set_phrases
from govcrawl.errortext.text import ExaminedText
from govcrawl.model.candidate import Candidate, Severity

_COUNTED = re.compile(r"([一二三四五六七八九十两])个(意识|自信|维护|确立)")
_MARKS = "“”\"'‘’"
_GAP = rf"[、，{_MARKS}]{{1,3}}|[、，]?[和与及]|[{_MARKS}]{{0,2}}[、，；]?"
_PART = rf"[、，和与及{_MARKS}]+"
_LONGEST_SLIP = 8  # characters of a word that stands where a member has to


class SetPhraseDetector(TextDetector):
    """Compares set phrases with their canonical record. Source: fact sheet 5.2."""

    prefix = "set_phrase"
    title = "固定提法"
    severity = Severity.SERIOUS

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__(knowledge)
        phrases = set_phrases()
        self.counted = {phrase.name[1:]: phrase for phrase in phrases if _COUNTED.fullmatch(phrase.name)}
        governed = sorted({phrase.name for phrase in phrases if phrase.verbs}, key=len, reverse=True)
        verbs = sorted({verb for phrase in phrases for verb in phrase.verbs}, key=len, reverse=True)
        self.verb = re.compile(rf"({'|'.join(verbs)})(?:了|起|好)?[{_MARKS}]?({'|'.join(governed)})[{_MARKS}]?")
        self.listed = [(phrase, _run(phrase)) for phrase in phrases if phrase.members]
        # One pass tells what is worth a look: of a list that lacks one member at most, one of the first two is there.
        self.words = [*self.counted, *governed, *(member for phrase, _ in self.listed for member in phrase.members[:2])]
        self.signs = set(self.words)
        self.automaton = AhoCorasick(self.words, matchkind=MatchKind.Standard)

    def find(self, text: ExaminedText) -> Iterator[Candidate]:
        """Yield what differs from the record."""
        words = set(self.automaton.find_matches_as_strings(text.text, overlapping=True))
        if words & self.counted.keys():
            yield from self._counts(text)
        if words:
            yield from self._verbs(text)
        for phrase, run in self.listed:
            if words & set(phrase.members[:2]) and phrase.holds_on(text.day):
                yield from self._members(text, phrase, run)

    def _counts(self, text: ExaminedText) -> Iterator[Candidate]:
        for match in _COUNTED.finditer(text.text):
            phrase = self.counted["个" + match[2]]
            # Other texts have three kinds of awareness of their own: the phrase is meant beside its sisters.
            if match[0] == phrase.name or (text.day or date.max) < phrase.since:
                continue
            around = sentence(text.text, *match.span())
            if sum(other.name in around for other in self.counted.values() if other is not phrase):
                yield self._proposed(text, *match.span(), phrase.name, "count")

    def _verbs(self, text: ExaminedText) -> Iterator[Candidate]:
        for match in self.verb.finditer(text.text):
            phrase = next(phrase for phrase in set_phrases() if phrase.name == match[2])
            if match[1] not in phrase.verbs:
                right = f"{phrase.verbs[0]}{text.text[match.end(1) : match.end()]}"
                severity = Severity.HINT if match[1] in phrase.also else self.severity
                yield self._proposed(text, *match.span(), right, "verb", severity)

    def _members(self, text: ExaminedText, phrase: SetPhrase, run: re.Pattern[str]) -> Iterator[Candidate]:
        for match in run.finditer(text.text):
            if phrase.named and phrase.name not in sentence(text.text, *match.span()):
                continue
            found = re.findall("|".join(phrase.members), match[0])
            wanted = [member for member in phrase.members if member in found]
            right = "、".join(phrase.members)
            if len(found) != len(set(found)):
                continue
            if found != wanted:
                # Two words in either order, or some of an open list, are no phrase yet.
                least = len(phrase.members) - (not phrase.joined)
                if len(found) >= max(least, 3):
                    yield self._proposed(text, *match.span(), right, "order")
            elif len(found) == len(phrase.members) - 1:
                yield from self._lacking(text, phrase, match, right)

    def _lacking(self, text: ExaminedText, phrase: SetPhrase, match: re.Match[str], right: str) -> Iterator[Candidate]:
        """Yield the member that is not there: misspelt beside the others, or left out right behind the name."""
        lacking = next(member for member in phrase.members if member not in match[0])
        size, (start, end) = len(lacking), match.span()
        beside = [match.start() + gap.end() for gap in re.finditer(_PART, match[0])]
        beside += [start - size - gap for gap in (0, 1, 2)] + [end + gap for gap in (0, 1, 2)]
        for place in beside:
            word = text.text[max(0, place) : place + size]
            if len(word) == size > 3 and sum(a != b for a, b in zip(word, lacking, strict=True)) == 1:
                yield self._proposed(text, place, place + size, lacking, "member")
                return
        named = rf"{phrase.name}[{_MARKS}]?[（(，：:]?(?:即|是指|指)?[{_MARKS}]?$"
        ended = not text.text[end : end + 1].strip("。，；）)" + _MARKS + "\n")
        if ended and not phrase.joined and re.search(named, text.text[max(0, start - 20) : start]):
            yield self._proposed(text, start, end, right, "missing")

    def _proposed(
        self, text: ExaminedText, start: int, end: int, right: str, name: str, severity: Severity | None = None
    ) -> Candidate:
        mention = speaks_of_words(text.text, start, end)
        return text.candidate(
            start, end, right, f"{self.prefix}/{name}", Severity.HINT if mention else severity or self.severity
        )


def _run(phrase: SetPhrase) -> re.Pattern[str]:
    """Return the pattern of a list of all members but one at least, one other word among them or none."""
    member = f"(?:{'|'.join(phrase.members)})"
    least = len(phrase.members) - 2
    return re.compile(
        rf"{member}(?:(?:{_GAP})(?:[一-鿿]{{2,{_LONGEST_SLIP}}}?[、，])?{member}){{{least},{len(phrase.members)}}}"
    )

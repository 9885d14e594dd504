"""Names and titles of leaders, by the dated list that the office supplies; none is shipped."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind

from govcrawl.errortext.detector import TextDetector
from govcrawl.errortext.knowledge import Knowledge
from govcrawl.errortext.sentences import years_in
from govcrawl.errortext.text import ExaminedText
from govcrawl.model.candidate import Candidate, Severity
from govcrawl.model.wording import Leader

_FORMER = ("原", "前", "时任", "曾任", "历任", "副", "代")
_HAN = re.compile(r"[一-鿿]{2,4}")


class LeaderDetector(TextDetector):
    """Compares names with titles, and lists of leaders with their order. Source: fact sheet 5.1, E1."""

    prefix = "leader"
    title = "领导姓名职务"
    severity = Severity.SERIOUS

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__(knowledge)
        self.signs = {words for leader in knowledge.leaders for words in (leader.title, leader.name)}

    @cached_property
    def titles(self) -> list[str]:
        """All titles, the longest first."""
        return sorted({leader.title for leader in self.knowledge.leaders}, key=len, reverse=True)

    @cached_property
    def automaton(self) -> AhoCorasick:
        """All titles; of 市委书记 and 市委副书记 the one that stands there is meant."""
        return AhoCorasick(self.titles, matchkind=MatchKind.LeftmostLongest)

    @cached_property
    def listed(self) -> re.Pattern[str]:
        """A list of three names at least."""
        name = "|".join(
            re.escape(name) for name in sorted({it.name for it in self.knowledge.leaders}, key=len, reverse=True)
        )
        return re.compile(rf"(?:{name})(?:[、，](?:{name})){{2,}}")

    def find(self, text: ExaminedText) -> Iterator[Candidate]:
        """Yield titles that were another's that day, names that are nearly the bearer's, lists out of order."""
        if not self.knowledge.leaders or text.day is None:
            return
        for number, start, end in self.automaton.find_matches_as_indexes(text.text):
            if not text.text[:start].endswith(_FORMER) and not any(
                year < text.day.year for year in years_in(text.text, start, end)
            ):
                yield from self._behind(text, start, end, self.titles[number], text.day)
        for match in self.listed.finditer(text.text):
            yield from self._order(text, match, text.day)

    def _behind(self, text: ExaminedText, start: int, end: int, title: str, day: date) -> Iterator[Candidate]:
        """Look at the name right behind a title."""
        bearers = [it for it in self.knowledge.leaders if it.title == title and it.in_office(day)]
        match = _HAN.match(text.text, end)
        if match is None or any(match[0].startswith(it.name) for it in bearers):
            return
        known = next((it for it in self.knowledge.leaders if match[0].startswith(it.name)), None)
        if known is not None:
            right = next(
                (it.title + it.name for it in self.knowledge.leaders if it.name == known.name and it.in_office(day)), ""
            )
            yield text.candidate(start, end + len(known.name), right, f"{self.prefix}/title", self.severity)
            return
        for bearer in bearers:
            words = match[0][: len(bearer.name)]
            if len(words) == len(bearer.name) > 1 and _differs_by_one(words, bearer.name):
                yield text.candidate(end, end + len(words), bearer.name, f"{self.prefix}/name", self.severity)
                return

    def _order(self, text: ExaminedText, match: re.Match[str], day: date) -> Iterator[Candidate]:
        names = re.split("[、，]", match[0])
        ranks = [_rank(self.knowledge.leaders, name, day) for name in names]
        known = [rank for rank in ranks if rank is not None]
        if len(known) == len(names) and known != sorted(known):
            right = "、".join(name for _, name in sorted(zip(known, names, strict=True)))
            yield text.candidate(*match.span(), right, f"{self.prefix}/order", self.severity)


def _rank(leaders: tuple[Leader, ...], name: str, day: date) -> int | None:
    ranks = [it.rank for it in leaders if it.name == name and it.in_office(day) and it.rank]
    return min(ranks, default=None)


def _differs_by_one(words: str, name: str) -> bool:
    """Tell whether one character of a name is another; of a name of two the surname has to stand."""
    wrong = [place for place, (a, b) in enumerate(zip(words, name, strict=True)) if a != b]
    return len(wrong) == 1 and (len(name) > 2 or wrong == [1])

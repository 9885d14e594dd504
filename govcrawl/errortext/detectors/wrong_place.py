"""Texts about another place: its name stands there again and again, the own one never."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from govcrawl.errortext.detector import TextDetector
from govcrawl.errortext.knowledge import Knowledge
from govcrawl.errortext.text import ExaminedText
from govcrawl.model.candidate import Candidate, Severity
from govcrawl.model.divisions import divisions

LEAST = 3  # times that the other place is named
SHORTEST = 100  # characters; a title names a place in passing
_DESCRIBED = (
    r"(?:位于|地处|总面积|幅员|国土面积|现辖|下辖|辖\d|辖区|县情|市情|区情|概况|简介|历史悠久|因[^，。]{1,10}得名)"
)
_STATUS = re.compile(r"(?:[一-鿿]{1,3}族)*自治[县州旗区]$|[市县区旗盟]$|地区$|林区$|特区$")


class WrongPlaceDetector(TextDetector):
    """Finds texts that are about another place. Source: fact sheet 5.1, E8 (Leizhou showed 信宜 as its own)."""

    prefix = "wrong_place"
    title = "异地内容"
    severity = Severity.SERIOUS

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__(knowledge)
        self.signs = frozenset(_places()[0])

    def find(self, text: ExaminedText) -> Iterator[Candidate]:
        """Yield the place that a text is about where it is not the own one: grave where the text describes it."""
        own = divisions().get(text.division, "")
        if not own or len(text.text) < SHORTEST:
            return
        if any(map(_own(text.division).find_matches_as_strings, (text.text, text.title))):
            return
        found: Counter[str] = Counter()
        first: dict[str, tuple[int, int]] = {}
        names, automaton = _places()
        for number, start, end in automaton.find_matches_as_indexes(text.text):
            if names[number] not in _above(text.division):
                found[names[number]] += 1
                first.setdefault(names[number], (start, end))
        for name, times in found.most_common(1):
            if times >= LEAST:
                described = re.search(rf"{name}{_DESCRIBED}", text.text)
                severity, kind = (self.severity, "described") if described else (Severity.HINT, "named")
                yield text.candidate(*first[name], own, f"{self.prefix}/{kind}", severity)


@cache
def _places() -> tuple[list[str], AhoCorasick]:
    """Return the full names of prefectures and counties that tell a place, and the automaton that looks for them."""
    names = sorted({name for code, name in divisions().items() if code[2:] != "0000" and len(name) > 2} - {"市辖区"})
    return names, AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)


@cache
def _own(division: str) -> AhoCorasick:
    """Return what looks for the names of the own place and those within it, also without 市 and 县."""
    within = division[: 2 if division.endswith("0000") else 4 if division.endswith("00") else 6]
    names = {name for code, name in divisions().items() if code.startswith(within)}
    short = {_STATUS.sub("", name) for name in names}
    return AhoCorasick(name for name in names | short if len(name) > 1)


@cache
def _above(division: str) -> frozenset[str]:
    """Return the names of what the own place belongs to: its news is the own place's, too."""
    return frozenset(divisions().get(code, "") for code in (f"{division[:4]}00", f"{division[:2]}0000"))

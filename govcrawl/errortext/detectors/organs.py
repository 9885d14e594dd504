"""Organs that bear another name by now, in texts and in the names of columns."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind

from govcrawl.errortext.detector import PageDetector, TextDetector
from govcrawl.errortext.knowledge import Knowledge
from govcrawl.errortext.sentences import enclosed, years_in
from govcrawl.errortext.text import ExaminedPage, ExaminedText
from govcrawl.model.candidate import Candidate, Place, Severity

_FORMER = ("原", "前", "旧", "时任", "曾任", "历任")
_LONGEST_COLUMN = 20  # characters of the name of a column


class OrganDetector(TextDetector):
    """Finds former names of organs of the register's organs.csv. Source: fact sheet 5.1, E7."""

    prefix = "organ"
    title = "机构名称"
    severity = Severity.TYPO

    def __init__(self, knowledge: Knowledge) -> None:
        super().__init__(knowledge)
        self.signs = {organ.name for organ in knowledge.organs}

    @cached_property
    def automaton(self) -> AhoCorasick:
        """The names of all organs; of two that begin at one place the longer one is meant."""
        return AhoCorasick([organ.name for organ in self.knowledge.organs], matchkind=MatchKind.LeftmostLongest)

    def find(self, text: ExaminedText) -> Iterator[Candidate]:
        """Yield names that an organ no longer bore when the text was published, unless the text speaks of before."""
        if not self.knowledge.organs or text.day is None:
            return
        for number, start, end in self.automaton.find_matches_as_indexes(text.text):
            organ = self.knowledge.organs[number]
            if (
                text.day <= organ.until
                or text.text[:start].endswith(_FORMER)
                or enclosed(text.text, start, end) == "《"
            ):
                continue
            renamed = organ.successor and organ.name in organ.successor
            if (
                renamed
                and organ.successor in text.text[max(0, start - len(organ.successor)) : end + len(organ.successor)]
            ):
                continue
            if not any(year <= organ.until.year for year in years_in(text.text, start, end)):
                yield text.candidate(start, end, organ.successor, f"{self.prefix}/{organ.name}", self.severity)


class OrganColumnDetector(PageDetector):
    """Finds columns and entries of menus that are called after an organ's former name."""

    prefix = "organ_column"
    title = "栏目名称"
    severity = Severity.TYPO

    def find(self, page: ExaminedPage) -> Iterator[Candidate]:
        """Yield each former name once."""
        gone = [organ for organ in self.knowledge.organs if _today(page) > organ.until]
        if not gone:
            return
        document = page.document
        names = dict.fromkeys(document.text(element) for element in document.tagged("a"))
        columns = [name for name in names if len(name) <= _LONGEST_COLUMN]
        for organ in gone:
            for name in columns:
                start = name.find(organ.name)
                if (
                    start >= 0
                    and not (organ.successor and organ.successor in name)
                    and not name[:start].endswith(_FORMER)
                ):
                    rule = f"{self.prefix}/{organ.name}"
                    end = start + len(organ.name)
                    yield Candidate(start, end, organ.name, organ.successor, rule, self.severity, name, Place.LINK)
                    break


def _today(page: ExaminedPage) -> date:
    return page.page.captured_at.date()

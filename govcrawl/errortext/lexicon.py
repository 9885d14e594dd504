"""The lexicon: wording that is wrong or to be avoided, from `lexicon.tsv`, `prose.tsv` and a city's own table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from govcrawl.model.candidate import Severity

TABLES = ("lexicon", "prose")  # of the fact sheet; of our own


class Mode(StrEnum):
    """When the words of an entry are a fault (fact sheet 5.3)."""

    PLAIN = "plain"  # the words themselves
    REGEX = "regex"  # where the pattern around them agrees
    WARN = "warn"  # legitimate uses exist
    QUOTE = "quote"  # without quotation marks around them
    TAIWAN = "taiwan"  # in a sentence about Taiwan
    AVOID = "avoid"  # always, and nothing to put in their place


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. The words are looked for; the pattern, where there is one, has to match where they begin.

    The sentence must hold `needs` and must not hold `unless`. Outside `since` and `until` (both days inclusive) the
    entry is silent. `quotable`: a document title or a quotation may use the words.
    """

    rule: str
    words: tuple[str, ...]
    right: str
    mode: Mode
    severity: Severity
    pattern: re.Pattern[str] | None = None
    needs: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    since: date = date.min
    until: date = date.max
    quotable: bool = False
    category: str = ""


@cache
def entries() -> tuple[Entry, ...]:
    """Return the entries of `lexicon.tsv` (fact sheet 5.3) and `prose.tsv`."""
    return tuple(entry for table in TABLES for entry in _entries(table))


def _entries(table: str) -> Iterator[Entry]:
    text = Path(__file__).with_name(f"{table}.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    fields = lines[0].split("\t")
    for line in lines[1:]:
        row = dict(zip(fields, line.split("\t"), strict=True))
        yield Entry(
            rule=f"{table}/{row['number']}",
            words=tuple(row["wrong"].split("|")),
            right=row["right"],
            mode=Mode(row["mode"]),
            severity=Severity(row["severity"]),
            pattern=_pattern(row["pattern"]),
            needs=_pattern(row["needs"]),
            unless=_pattern(row["unless"]),
            since=date.fromisoformat(row["since"]) if row["since"] else date.min,
            # A title or a law keeps its words where the rule is a news agency's; a slip of the pen is one there, too.
            quotable=bool(re.search(r"X15|X16|T|G2", row["source"])) and row["category"] in "ABC",
            category=row["category"],
        )


def _pattern(text: str) -> re.Pattern[str] | None:
    return re.compile(text) if text else None

"""What an office says about wording in its register folder: its own lexicon, organs, leaders, what it lets stand."""

from dataclasses import dataclass
from datetime import date

from govcrawl.model.candidate import Severity


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A row of lexicon.xlsx: words that are wrong within its days, both inclusive."""

    wrong: str
    right: str = ""
    severity: Severity = Severity.TYPO
    since: date = date.min
    until: date = date.max


@dataclass(frozen=True, slots=True)
class Organ:
    """A row of organs.csv: a name that an organ bore until a day, inclusive, and what it is called since."""

    name: str
    until: date
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Leader:
    """A row of leaders.csv: who bore a title from a day to a day, both inclusive; `rank` 1 stands first in a list."""

    name: str
    title: str
    since: date
    until: date = date.max
    rank: int | None = None

    def in_office(self, day: date) -> bool:
        """Tell whether the title was borne on a day."""
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class Allowed:
    """A row of whitelist.csv: words that are right as they stand; `site` empty: in the whole city."""

    words: str
    site: str = ""

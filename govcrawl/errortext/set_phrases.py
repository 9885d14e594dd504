"""Set phrases and full names as they have to stand, read from `set_phrases.toml`."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("set_phrases.toml")


@dataclass(frozen=True, slots=True)
class SetPhrase:
    """A set phrase: its members in order, the verbs that govern it, those that may. Source: fact sheet 5.2."""

    name: str
    members: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    named: bool = False
    joined: bool = False
    since: date = date.min
    until: date = date.max

    def holds_on(self, day: date | None) -> bool:
        """Tell whether the phrase has this form on a day; of a text without one, whether it has it today."""
        return self.since <= day <= self.until if day else self.until == date.max


@dataclass(frozen=True, slots=True)
class FullName:
    """A full name, and other names that differ from it by one character and are right."""

    right: str
    others: tuple[str, ...] = ()


@cache
def set_phrases() -> tuple[SetPhrase, ...]:
    """Return all set phrases."""
    return tuple(SetPhrase(**{key: _tuple(value) for key, value in row.items()}) for row in _table()["phrase"])


@cache
def full_names() -> tuple[FullName, ...]:
    """Return all full names."""
    return tuple(FullName(row["right"], tuple(row.get("others", ()))) for row in _table()["name"])


@cache
def _table() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(TABLE.read_text("utf-8"))


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value

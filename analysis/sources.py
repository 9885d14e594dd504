"""Where a command gets what it works on: register, period, profile and store, from its arguments."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from govcrawl import settings
from govcrawl.errors import GovcrawlError
from govcrawl.model.fact import ErrorTextSeen, Fact
from govcrawl.model.period import Period
from govcrawl.precision import demoted, hinting
from govcrawl.register import Register, read_register
from govcrawl.rules.profile import Profile, load_profile
from govcrawl.store.mongo import Store, open_store


@dataclass(frozen=True, slots=True)
class Sources:
    """A register folder, a period of it, the profile, and the moment that is judged (监测时间点)."""

    folder: Path
    register: Register
    period: Period
    profile: Profile
    as_of: date

    @property
    def city(self) -> str:
        """Name of the city in the store: the name of its register folder."""
        return self.folder.name

    @contextmanager
    def store(self) -> Iterator[Store]:
        """Open the store that the settings name."""
        with open_store(settings.MONGO_URI or None, settings.MONGO_DB, Path(settings.STATE_DIR)) as store:
            yield store

    def facts(self, store: Store) -> Iterator[tuple[str, tuple[Fact, ...]]]:
        """Yield the stored facts of each object; error text by a rule that reviewers rejected too often is a hint."""
        rules = demoted(self.register.reviews)
        for target_id, own in store.facts(self.city, self.period.name, self.as_of):
            yield target_id, with_hints(own, rules) if rules else own


def with_hints(facts: Iterable[Fact], rules: Set[str]) -> tuple[Fact, ...]:
    """Return the facts with the candidates of the demoted rules as hints."""
    return tuple(
        replace(it, candidates=hinting(it.candidates, rules)) if isinstance(it, ErrorTextSeen) else it for it in facts
    )


def arguments(description: str) -> argparse.ArgumentParser:
    """Return a parser with what all commands take."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("folder", type=Path, help="register folder, such as seeds/zhanjiang")
    parser.add_argument("--period", required=True, help="inspection period, as in city.toml")
    parser.add_argument("--profile", default="", help="rules to judge under (default: the city's)")
    parser.add_argument("--as-of", default="", help="the moment that is judged, YYYY-MM-DD (default: the period's)")
    return parser


def read_sources(given: argparse.Namespace) -> Sources:
    """Read what the arguments name. Raises GovcrawlError, RegisterError and ProfileError among them."""
    return sources_of(given.folder, given.period, given.profile, given.as_of)


def sources_of(given: Path, period: str, profile: str = "", as_of: str = "") -> Sources:
    """Read a register folder, one of its periods, a profile (default: the city's), a day (default: the period's)."""
    folder = given.resolve()
    if not (folder / "city.toml").is_file():
        raise GovcrawlError(f"{given}: no city.toml in this folder; name a register folder such as seeds/zhanjiang")
    register = read_register(folder)
    periods = register.city.periods
    if period not in periods:
        known = ", ".join(periods)
        raise GovcrawlError(f"{given}/city.toml: period '{period}' is not defined; use one of: {known}")
    try:
        day = date.fromisoformat(as_of) if as_of else periods[period].as_of
    except ValueError:
        raise GovcrawlError(f"--as-of: '{as_of}' is not a date; write it as YYYY-MM-DD") from None
    rules = load_profile(profile or register.city.profile)
    if register.city.two_reviewers:
        rules = replace(rules, two_reviewers=True)
    return Sources(folder, register, periods[period], rules, day)


def inert(value: object) -> str:
    """Return a cell of a CSV table that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def run(command: Callable[[Sequence[str]], int]) -> None:
    """Run a command and leave with its status: 0 done, 1 part was not observed, 2 wrong use."""
    try:
        status = command(sys.argv[1:])
    except GovcrawlError as error:
        print(error, file=sys.stderr)
        status = 2
    except BrokenPipeError:  # `| head`
        sys.stderr.close()
        status = 0
    sys.exit(status)

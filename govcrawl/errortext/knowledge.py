"""What a city's office adds to the detectors, nothing by default, and what is known of the object a text belongs to."""

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from govcrawl.errortext.lexicon import Entry, Mode
from govcrawl.model.divisions import divisions
from govcrawl.model.target import MUNICIPAL, Target
from govcrawl.model.wording import Allowed, Leader, Organ, OwnWord
from govcrawl.precision import demoted
from govcrawl.register import Register


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """What the register folder of a city says about wording; detectors are built once for each, known by identity.

    `entries` are those of its own lexicon; `demoted` the rules of which its reviewers rejected too much.
    """

    entries: tuple[Entry, ...] = ()
    organs: tuple[Organ, ...] = ()
    leaders: tuple[Leader, ...] = ()
    allowed: tuple[Allowed, ...] = ()
    demoted: frozenset[str] = frozenset()


NOTHING = Knowledge()


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Whose text it is: the GB/T 2260 code of the place, and everything that the object is called."""

    division: str
    names: frozenset[str]


def knowledge_of(register: Register) -> Knowledge:
    """Return what a register says about wording."""
    return Knowledge(
        tuple(map(_entry, register.lexicon)),
        register.organs,
        register.leaders,
        register.whitelist,
        demoted(register.reviews),
    )


def _entry(word: OwnWord) -> Entry:
    rule = f"lexicon/{word.wrong}"
    mode = Mode.PLAIN if word.right else Mode.AVOID
    return Entry(rule, (word.wrong,), word.right, mode, word.severity, since=word.since, until=word.until)


def whereabouts(register: Register, target: Target) -> Whereabouts:
    """Return whose text that of an object is: its county's, or the city's where the county has no code of its own."""
    names = {target.id, target.name, urlsplit(target.url).hostname or ""} - {""}
    return Whereabouts(_division(register.city.division, target.county), frozenset(names))


@cache
def _division(city: str, county: str) -> str:
    if county == MUNICIPAL:
        return city
    below = {name: code for code, name in divisions().items() if code[:4] == city[:4] and code != city}
    # A county with another status by now still has its name: 城步县 is 城步苗族自治县.
    named = (code for name, code in below.items() if len(county) > 2 and name.startswith(county[:-1]))
    return below.get(county) or next(named, city)

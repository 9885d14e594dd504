"""Profiles: the numbers and sources that rules are given, one TOML file a region."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_type_hints

from govcrawl.errors import GovcrawlError
from govcrawl.rules.catalogue import rule_types
from govcrawl.rules.people import BY_PERSON
from govcrawl.rules.rule import Rule
from govcrawl.rules.scale import Scoring
from govcrawl.rules.score_table import scoring_of
from govcrawl.rules.window import Window

PROFILES = Path(__file__).with_name("profiles")
HEAD = {"title": str, "source": str, "valid_from": date}
CONFIDENCES = ("H", "M", "L")  # read in two independent places or in a notice; in one; weak (the fact sheet's marks)
SAID_OF_RULES = {"source": str, "confidence": str}
Table = dict[str, Any]


class ProfileError(GovcrawlError):
    """A profile is unknown or its file is wrong."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Rules with their parameters. `chain` names the profile and those it extends, nearest first.

    `sources` holds, per rule code, who set its numbers, `confidences` how sure that is (H, M, L); `source` the
    documents of the whole chain. `separate_jobs` are jobs that an inspection may leave out: the rules that live on one
    are then not sampled, neither pass nor fail. `asked` are items that people are asked about;
    `scoring` is None without scores.
    """

    name: str
    title: str
    source: str
    valid_from: date
    chain: tuple[str, ...]
    rules: tuple[Rule, ...]
    sources: Mapping[str, str]
    separate_jobs: frozenset[str] = frozenset()
    valid_to: date | None = None
    confidences: Mapping[str, str] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    scoring: Scoring | None = None
    two_reviewers: bool = False

    def out_of_force(self, as_of: date) -> str:
        """Return a warning in Chinese where the profile was not in force on this day, else an empty string."""
        if as_of < self.valid_from:
            return f"监测时间点 {as_of} 早于方案起用日期 {self.valid_from}"
        if self.valid_to and as_of > self.valid_to:
            return f"监测时间点 {as_of} 晚于方案停用日期 {self.valid_to}"
        return ""


def known_profiles(folder: Path = PROFILES) -> list[str]:
    """Return the names of all profiles."""
    return sorted(path.stem for path in folder.glob("*.toml"))


@cache
def load_profile(name: str, folder: Path = PROFILES) -> Profile:
    """Read a profile and the profiles it extends; what differs is laid over what it extends.

    Raises ProfileError for an unknown profile, rule or parameter, a value of a wrong type, and a circle.
    """
    levels: list[Table] = []
    chain: list[str] = []
    following: str | None = name
    while following is not None:
        if following in chain:
            raise ProfileError(
                f"{following}.toml: extends: leads in a circle {' > '.join([*chain, following])}; cut it"
            )
        chain.append(following)
        levels.append(_read(following, folder, asked_by=chain[-2] if len(chain) > 1 else ""))
        following = levels[-1].get("extends")
    merged: dict[str, Table] = {}
    for level in reversed(levels):
        for code, parameters in level["rules"].items():
            merged[code] = _laid_over(merged.get(code, {}), {**_said_by(level), **parameters})
    sources = {code: str(table.pop("source", "")) for code, table in merged.items()}
    confidences = {code: str(table.pop("confidence", "")) for code, table in merged.items()}
    own = levels[0]
    rules = tuple(_build(kind, merged[code], f"{name}.toml") for code, kind in rule_types().items() if code in merged)
    asked = frozenset(code for code, table in merged.items() if code not in rule_types() and table["asked"])
    source = "；".join(dict.fromkeys(level["source"] for level in levels))
    separate = frozenset(job for level in levels for job in level["separate_jobs"])
    return Profile(
        name,
        own["title"],
        source,
        own["valid_from"],
        tuple(chain),
        rules,
        MappingProxyType(sources),
        separate,
        own.get("valid_to"),
        MappingProxyType(confidences),
        asked,
        _scoring(levels, rules, f"{name}.toml"),
        next((level["two_reviewers"] for level in levels if "two_reviewers" in level), False),
    )


def _said_by(level: Table) -> dict[str, str]:
    return {"source": level["source"], "confidence": level.get("confidence", "")}


def _scoring(levels: list[Table], rules: tuple[Rule, ...], file: str) -> Scoring | None:
    """Return the scoring of a chain of profiles; what rule and scale say of one item has to agree."""
    merged: Table = {}
    for level in reversed(levels):
        if "score" in level:
            merged = _deep(merged, {**_said_by(level), **level["score"]})
    if not merged:
        return None
    try:
        scoring = scoring_of(merged)
    except ValueError as error:
        raise ProfileError(f"{file}: score.{error}") from error
    for rule in rules:
        own = getattr(rule, "cap", None)
        for scale in scoring.scales:
            if own and scale.caps.get(rule.code, own) != own:
                cap = scale.caps[rule.code]
                raise ProfileError(f"{file}: score caps {rule.code} at {cap}, rules.{rule.code}.cap is {own}; give one")
    return scoring


def _read(name: str, folder: Path, asked_by: str) -> Table:
    path = folder / f"{name}.toml"
    if name not in known_profiles(folder):
        where = f"{asked_by}.toml: extends" if asked_by else "profile"
        raise ProfileError(f"{where}: '{name}' is unknown; use one of: {', '.join(known_profiles(folder))}")
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(f"{path.name}: is not valid TOML ({error}); correct it") from error
    for key, kind in HEAD.items():
        if not isinstance(table.get(key), kind) or not table[key]:
            raise ProfileError(f"{path.name}: {key}: is missing or no {kind.__name__}; give it")
    allowed = {*HEAD, "extends", "separate_jobs", "rules", "valid_to", "confidence", "score", "two_reviewers"}
    if unknown := sorted(set(table) - allowed):
        raise ProfileError(f"{path.name}: {unknown[0]}: is unknown; use one of: {', '.join(sorted(allowed))}")
    if not isinstance(table.get("extends", ""), str):
        raise ProfileError(f"{path.name}: extends: is no text; name one profile")
    if not isinstance(table.get("valid_to", table["valid_from"]), date):
        raise ProfileError(f"{path.name}: valid_to: is {table['valid_to']!r}; write a day as 2023-12-31")
    if table.get("valid_to", table["valid_from"]) < table["valid_from"]:
        raise ProfileError(f"{path.name}: valid_to: is {table['valid_to']}, before valid_from; give a later day")
    if not isinstance(table.get("score", {}), dict):
        raise ProfileError(f"{path.name}: score: is no table; write [score] with its numbers below")
    for where, said in (("", table), ("score.", table.get("score", {})), *_rule_tables(table)):
        if (mark := said.get("confidence", "H")) not in CONFIDENCES:
            raise ProfileError(f"{path.name}: {where}confidence: is {mark!r}; use one of: {', '.join(CONFIDENCES)}")
    jobs = table.setdefault("separate_jobs", [])
    if not isinstance(jobs, list) or not all(isinstance(job, str) for job in jobs):
        raise ProfileError(f"{path.name}: separate_jobs: is no list of texts; write ['probe', 'links']")
    if type(table.get("two_reviewers", False)) is not bool:
        raise ProfileError(f"{path.name}: two_reviewers: is {table['two_reviewers']!r}; write true or false")
    table.setdefault("rules", {})
    for code, parameters in table["rules"].items():
        _refuse_unknown(path.name, code, parameters)
    return table


def _rule_tables(table: Table) -> list[tuple[str, Table]]:
    rules = table.get("rules", {})
    return [(f"rules.{code}.", own) for code, own in rules.items() if isinstance(own, dict)]


def _refuse_unknown(file: str, code: str, parameters: object) -> None:
    if code not in rule_types() and code in BY_PERSON:
        if not isinstance(parameters, dict) or type(parameters.get("asked")) is not bool:
            raise ProfileError(f"{file}: rules.{code}: is left to people; write asked = true or asked = false")
        if unknown := sorted(set(parameters) - {"asked", *SAID_OF_RULES}):
            raise ProfileError(f"{file}: rules.{code}.{unknown[0]}: there is no such parameter; use one of: asked")
        return
    if code not in rule_types():
        raise ProfileError(f"{file}: rules.{code}: there is no such rule; use one of: {', '.join(rule_types())}")
    if not isinstance(parameters, dict):
        raise ProfileError(f"{file}: rules.{code}: is no table; write [rules.{code}] with its parameters below")
    hints = _parameters(rule_types()[code])
    for name, value in parameters.items():
        if name in SAID_OF_RULES:
            wanted: Any = SAID_OF_RULES[name]
        elif name in hints:
            wanted = hints[name]
        else:
            known = ", ".join([*hints, *SAID_OF_RULES])
            raise ProfileError(f"{file}: rules.{code}.{name}: there is no such parameter; use one of: {known}")
        _value(value, wanted, f"{file}: rules.{code}.{name}")


def _parameters(kind: type[Rule]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _laid_over(below: Table, above: Table) -> Table:
    """Return `above` laid over `below`; tables merge entry by entry (a window is replaced whole)."""
    merged = dict(below)
    for key, value in above.items():
        if isinstance(value, dict) and isinstance(merged.get(key), dict):
            value = {**merged[key], **value}
        merged[key] = value
    return merged


def _deep(below: Table, above: Table) -> Table:
    """Return `above` laid over `below`, tables within tables too: the caps of a scale."""
    both = {key: _deep(below[key], value) for key, value in above.items() if isinstance(below.get(key), dict)}
    return {**below, **above, **both}


def _build(kind: type[Rule], table: Table, file: str) -> Rule:
    hints = _parameters(kind)
    if missing := [name for name in hints if name not in table]:
        raise ProfileError(f"{file}: rules.{kind.code}.{missing[0]}: is missing; give it here or in what it extends")
    where = f"{file}: rules.{kind.code}"
    try:
        return kind(**{name: _value(table[name], hints[name], f"{where}.{name}") for name in hints})
    except ValueError as error:
        raise ProfileError(f"{where}.{error}") from error


def _value(value: object, wanted: Any, where: str) -> object:
    """Return a TOML value as the type a rule wants."""
    if wanted is int and type(value) is int and value > 0:
        return value
    if wanted is Decimal and type(value) in (int, Decimal) and Decimal(value) > 0:  # type: ignore[arg-type]
        return Decimal(value)  # type: ignore[arg-type]
    if wanted in (bool, str) and type(value) is wanted:
        return value
    for item_type in (int, str):
        if wanted == tuple[item_type, ...] and isinstance(value, list):  # type: ignore[valid-type]
            if all(type(item) is item_type for item in value):
                return tuple(value)
            break
    if wanted == Mapping[str, Window] and isinstance(value, dict):
        return MappingProxyType({name: _window(span, f"{where}.{name}") for name, span in value.items()})
    needs = {
        int: "a whole number above 0",
        Decimal: "a number above 0",
        bool: "true or false",
        str: "text",
        tuple[int, ...]: "a list of numbers",
        tuple[str, ...]: "a list of texts",
    }
    raise ProfileError(f"{where}: is {value!r}; give {needs.get(wanted, 'a table')}")


def _window(value: object, where: str) -> Window:
    span = value if isinstance(value, dict) else {}
    units = set(span) & {"days", "months"}
    number = span.get(*units) if len(units) == 1 else None
    if set(span) - units != {"source"} or type(number) is not int or number <= 0:
        raise ProfileError(
            f"{where}: is {value!r}; write {{ days = N, source = '...' }} or {{ months = N, source = '...' }}"
        )
    return Window(**span)

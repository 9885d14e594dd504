"""Profiles: the numbers and sources that rules are given, one TOML file a region."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_type_hints

from govcrawl.errors import GovcrawlError
from govcrawl.rules.catalogue import rule_types
from govcrawl.rules.rule import Rule
from govcrawl.rules.window import Window

PROFILES = Path(__file__).with_name("profiles")
HEAD = {"title": str, "source": str, "valid_from": date}
Table = dict[str, Any]


class ProfileError(GovcrawlError):
    """A profile is unknown or its file is wrong."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Rules with their parameters. `chain` names the profile and those it extends, nearest first.

    `sources` holds, per rule code, who set its numbers; `source` the documents of the whole chain. `separate_jobs` are
    jobs that an inspection may leave out: the rules that live on one are then not sampled, neither pass nor fail.
    """

    name: str
    title: str
    source: str
    valid_from: date
    chain: tuple[str, ...]
    rules: tuple[Rule, ...]
    sources: Mapping[str, str]
    separate_jobs: frozenset[str] = frozenset()


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
            merged[code] = _laid_over(merged.get(code, {}), {"source": level["source"], **parameters})
    sources = {code: str(table.pop("source", "")) for code, table in merged.items()}
    own = levels[0]
    rules = tuple(_build(kind, merged[code], f"{name}.toml") for code, kind in rule_types().items() if code in merged)
    source = "；".join(dict.fromkeys(level["source"] for level in levels))
    separate = frozenset(job for level in levels for job in level["separate_jobs"])
    return Profile(
        name, own["title"], source, own["valid_from"], tuple(chain), rules, MappingProxyType(sources), separate
    )


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
    allowed = {*HEAD, "extends", "separate_jobs", "rules"}
    if unknown := sorted(set(table) - allowed):
        raise ProfileError(f"{path.name}: {unknown[0]}: is unknown; use one of: {', '.join(sorted(allowed))}")
    if not isinstance(table.get("extends", ""), str):
        raise ProfileError(f"{path.name}: extends: is no text; name one profile")
    jobs = table.setdefault("separate_jobs", [])
    if not isinstance(jobs, list) or not all(isinstance(job, str) for job in jobs):
        raise ProfileError(f"{path.name}: separate_jobs: is no list of texts; write ['probe', 'links']")
    table.setdefault("rules", {})
    for code, parameters in table["rules"].items():
        _refuse_unknown(path.name, code, parameters)
    return table


def _refuse_unknown(file: str, code: str, parameters: object) -> None:
    if code not in rule_types():
        raise ProfileError(f"{file}: rules.{code}: there is no such rule; use one of: {', '.join(rule_types())}")
    if not isinstance(parameters, dict):
        raise ProfileError(f"{file}: rules.{code}: is no table; write [rules.{code}] with its parameters below")
    hints = _parameters(rule_types()[code])
    for name, value in parameters.items():
        if name == "source":
            wanted: Any = str
        elif name in hints:
            wanted = hints[name]
        else:
            known = ", ".join([*hints, "source"])
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

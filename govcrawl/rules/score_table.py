"""Reads the [score] table of a profile."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from govcrawl.rules.rule import ACCOUNTS, SITES
from govcrawl.rules.scale import Scale, Scoring

GROUPS = {"site": SITES, "account": ACCOUNTS}
SWITCHES = ("decides", "unsampled_opens")
NUMBERS = ("base", "bonus", "pass_mark", "bonus_gate")
PREFIXES = ("service_group", "bonus_group")


def scoring_of(table: Mapping[str, Any]) -> Scoring:
    """Return the scoring of a merged [score] table. Raises ValueError `key: what is; what to do`."""
    allowed = {*SWITCHES, *GROUPS, "source", "confidence"}
    if unknown := sorted(set(table) - allowed):
        raise ValueError(f"{unknown[0]}: is unknown; use one of: {', '.join(sorted(allowed))}")
    for key in SWITCHES:
        if not isinstance(table.get(key), bool):
            raise ValueError(f"{key}: is {table.get(key)!r}; give true or false")
    scales = tuple(_scale(table[group], group) for group in GROUPS if group in table)
    return Scoring(scales, table["decides"], table["unsampled_opens"], table["source"], table["confidence"])


def _scale(table: object, group: str) -> Scale:
    if not isinstance(table, dict):
        raise ValueError(f"{group}: is no table; write [score.{group}] with its numbers below")
    allowed = {"applies_to", *NUMBERS, *PREFIXES, "caps"}
    if unknown := sorted(set(table) - allowed):
        raise ValueError(f"{group}.{unknown[0]}: is unknown; use one of: {', '.join(sorted(allowed))}")
    kinds = table.get("applies_to")
    if not isinstance(kinds, list) or not set(kinds) <= {str(kind) for kind in GROUPS[group]}:
        raise ValueError(f"{group}.applies_to: is {kinds!r}; list some of: {', '.join(sorted(GROUPS[group]))}")
    numbers = {key: _number(table.get(key), f"{group}.{key}") for key in NUMBERS}
    if not numbers["base"]:
        raise ValueError(f"{group}.base: is 0; give the points that a score begins with")
    for key in PREFIXES:
        if not isinstance(table.get(key, ""), str):
            raise ValueError(f"{group}.{key}: is {table[key]!r}; give the letter of a group, such as 'B'")
    caps = table.get("caps")
    if not isinstance(caps, dict) or not caps:
        raise ValueError(f"{group}.caps: is {caps!r}; write [score.{group}.caps] with the points of each item")
    return Scale(
        applies_to=frozenset(kinds),
        **numbers,
        service_group=table.get("service_group", ""),
        bonus_group=table.get("bonus_group", ""),
        caps=MappingProxyType({item: _number(cap, f"{group}.caps.{item}") for item, cap in caps.items()}),
    )


def _number(value: object, where: str) -> Decimal:
    if type(value) in (int, Decimal) and value >= 0:  # type: ignore[operator]
        return Decimal(value)  # type: ignore[arg-type]
    raise ValueError(f"{where}: is {value!r}; give a number from 0 on")

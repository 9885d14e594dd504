"""Rules about interpretations of policy: which were drawn, and the last sight of each."""

from collections.abc import Iterable
from typing import TypeVar

from govcrawl.model.fact import DocumentSeen, InterpretationSeen

Drawn = TypeVar("Drawn", DocumentSeen, InterpretationSeen)


def drawn(facts: Iterable[Drawn], number: int) -> list[Drawn]:
    """Return the last sight of each page that was drawn, so many of them in the order of the draw."""
    last: dict[str, Drawn] = {}
    for fact in sorted(set(facts), key=lambda it: (it.seen_at, repr(it))):
        last[fact.url] = fact
    return sorted(last.values(), key=lambda it: (it.place, it.url))[:number]

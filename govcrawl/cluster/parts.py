"""Which targets go together: a host is only ever in one part, so its pace is kept however many workers there are."""

from collections.abc import Sequence

from govcrawl.model.target import Target
from govcrawl.register import Register


def parts_of(register: Register, targets: Sequence[Target], size: int) -> list[tuple[Target, ...]]:
    """Return the targets in parts of at least `size`, the largest first; the last one may be smaller.

    Targets that share a host, directly or through another one, stay together, however many they are.
    """
    groups = sorted(_by_host(register, targets), key=len, reverse=True)
    parts: list[tuple[Target, ...]] = []
    waiting: tuple[Target, ...] = ()
    for group in groups:
        waiting += group
        if len(waiting) >= size:
            parts.append(waiting)
            waiting = ()
    return [*parts, waiting] if waiting else parts


def _by_host(register: Register, targets: Sequence[Target]) -> list[tuple[Target, ...]]:
    """Return the connected groups of targets, each in the order of the register."""
    leaders = {target.id: target.id for target in targets}

    def leader(name: str) -> str:
        while leaders[name] != name:
            leaders[name] = leaders[leaders[name]]
            name = leaders[name]
        return name

    first_of: dict[str, str] = {}
    for target in targets:
        for host in register.hosts(target):
            other = first_of.setdefault(host.removeprefix("www."), target.id)
            leaders[leader(target.id)] = leader(other)
    groups: dict[str, list[Target]] = {}
    for target in targets:
        groups.setdefault(leader(target.id), []).append(target)
    return [tuple(group) for group in groups.values()]

"""What spiders hand to the pipelines."""

from dataclasses import dataclass

from govcrawl.model.fact import Fact
from govcrawl.model.snapshot import Snapshot


@dataclass(slots=True)
class PageItem:
    """One visit: the snapshot, its body, and the facts that were read from it."""

    snapshot: Snapshot
    body: bytes = b""
    facts: tuple[Fact, ...] = ()

"""Whether our own line worked while a site kept silent: answers of other sites around that time prove it."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

Seen = TypeVar("Seen")
Told = tuple[list[Seen], list[Seen]]  # failures that are the sites' own, failures that are ours


@dataclass(slots=True)
class Line(Generic[Seen]):
    """Holds a silence back until an answer of any site within `patience_seconds` shows that the line is up.

    Moments are seconds of one clock that never goes back. Every method returns what is decided by then.
    """

    patience_seconds: float
    last_answer: float = float("-inf")
    waiting: list[tuple[Seen, float]] = field(default_factory=list)

    def answered(self, now: float) -> "Told[Seen]":
        """Note that a site answered; decide on everything that waits."""
        self.last_answer = now
        waiting, self.waiting = self.waiting, []
        theirs = [seen for seen, ended in waiting if now - ended <= self.patience_seconds]
        return theirs, [seen for seen, ended in waiting if now - ended > self.patience_seconds]

    def silent(self, seen: Seen, began: float, ended: float) -> "Told[Seen]":
        """Note that a site kept silent between two moments."""
        if began - self.last_answer <= self.patience_seconds:
            return [seen], []
        self.waiting.append((seen, ended))
        return [], []

    def ended(self, *, alone: bool) -> "Told[Seen]":
        """Decide on what still waits: with nobody else to ask (`alone`) the site is believed to be silent itself."""
        seen = [one for one, _ in self.waiting]
        self.waiting = []
        return (seen, []) if alone else ([], seen)

"""Everything known about one target in one period: the only thing a rule is given."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from govcrawl.model.fact import Fact, TargetVisited
from govcrawl.model.review import Review
from govcrawl.model.target import Target

Kind = TypeVar("Kind", bound=Fact)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A target, the moment it is judged at (监测时间点), its facts and its reviews.

    `siblings` are the other accounts in operation that the register has of the same sponsor on the same platform.
    """

    target: Target
    as_of: date
    facts: tuple[Fact, ...] = ()
    reviews: tuple[Review, ...] = ()
    siblings: tuple[Target, ...] = ()

    def of(self, kind: type[Kind]) -> list[Kind]:
        """Return the facts of one kind."""
        return [fact for fact in self.facts if isinstance(fact, kind)]

    def visit(self, job: str) -> TargetVisited | None:
        """Return the fact that a job came through with the target, or None where it never did."""
        return next((visit for visit in self.of(TargetVisited) if visit.job == job), None)

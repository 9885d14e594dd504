"""Everything known about one target in one period: the only thing a rule is given."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from govcrawl.model.fact import Fact, TargetVisited
from govcrawl.model.finding import Verdict
from govcrawl.model.review import Review
from govcrawl.model.target import Target
from govcrawl.model.waiver import Waiver

Kind = TypeVar("Kind", bound=Fact)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A target, the moment it is judged at (监测时间点), its facts and its reviews.

    `siblings` are the other accounts in operation that the register has of the same sponsor on the same platform;
    `known` names every account of the register (`account_keys`), out of operation or not.
    """

    target: Target
    as_of: date
    facts: tuple[Fact, ...] = ()
    reviews: tuple[Review, ...] = ()
    siblings: tuple[Target, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    known: frozenset[str] = frozenset()

    def of(self, kind: type[Kind]) -> list[Kind]:
        """Return the facts of one kind."""
        return [fact for fact in self.facts if isinstance(fact, kind)]

    def latest(self, kind: type[Kind]) -> Kind | None:
        """Return the fact of one kind that was seen last, of several of one moment always the same; None without any.

        The kind has to tell its moment (`seen_at`).
        """
        return max(self.of(kind), key=lambda it: (it.seen_at, repr(it)), default=None)

    def visit(self, job: str) -> TargetVisited | None:
        """Return the fact that a job came through with the target, or None where it never did."""
        return next((visit for visit in self.of(TargetVisited) if visit.job == job), None)

    def decided(self, code: str) -> dict[str, Verdict]:
        """Return candidate (its id) -> what was last said of it under a code: FAIL is confirmed, PASS is none.

        People who disagree on one day leave it open: NEEDS_REVIEW.
        """
        last: dict[str, tuple[date, Verdict]] = {}
        for review in sorted(self.reviews, key=lambda it: (it.day, it.reviewer)):
            if review.candidate and review.code == code:
                day, verdict = last.get(review.candidate, (review.day, review.verdict))
                disputed = day == review.day and verdict is not review.verdict
                last[review.candidate] = (review.day, Verdict.NEEDS_REVIEW if disputed else review.verdict)
        return {candidate: verdict for candidate, (_, verdict) in last.items()}

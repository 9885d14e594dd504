"""How often reviewers confirm what a rule proposes, and which rules have lost their say."""

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from datetime import date

from govcrawl.model.candidate import Candidate, Severity
from govcrawl.model.finding import Verdict
from govcrawl.model.review import Review
from govcrawl.model.share import wilson

FLOORS = {True: 0.9, False: 0.8}  # of what would be grave, of typos and the rest
LEAST_REVIEWED = 5  # decisions before a rule can lose its say
_GRAVE = ("V", "N")  # indicators that a confirmed grave candidate falls under


@dataclass(frozen=True, slots=True)
class Precision:
    """Decisions on the candidates of one rule: confirmed (`accepted`) and rejected ones."""

    rule: str
    grave: bool
    accepted: int
    rejected: int

    @property
    def reviewed(self) -> int:
        """How many were decided."""
        return self.accepted + self.rejected

    @property
    def share(self) -> float:
        """The confirmed share of those that were decided."""
        return self.accepted / self.reviewed

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of Wilson around the share."""
        return wilson(self.accepted, self.reviewed)

    @property
    def floor(self) -> float:
        """The share below which the rule may only hint."""
        return FLOORS[self.grave]

    @property
    def demoted(self) -> bool:
        """Whether the rule only hints: enough was decided, and too little of it confirmed."""
        return self.reviewed >= LEAST_REVIEWED and self.share < self.floor


def measured(reviews: Iterable[Review]) -> list[Precision]:
    """Return the precision of each rule of which candidates were decided, by name.

    A candidate counts once for each object, by the last word on it; where people disagree on that day it is not
    decided. Its id begins with its rule (`lexicon/153#...`).
    """
    last: dict[tuple[str, str], tuple[date, set[Verdict]]] = {}
    grave: dict[str, bool] = {}
    for review in reviews:
        if not review.candidate or review.verdict not in (Verdict.PASS, Verdict.FAIL):
            continue
        rule = review.candidate.rpartition("#")[0]
        grave[rule] = grave.get(rule, False) or review.code.startswith(_GRAVE)
        key = (review.target_id, review.candidate)
        day, verdicts = last.get(key, (date.min, set()))
        if review.day >= day:
            last[key] = (review.day, (verdicts if review.day == day else set()) | {review.verdict})
    decided = Counter(
        (candidate.rpartition("#")[0], *verdicts)
        for (_, candidate), (_, verdicts) in last.items()
        if len(verdicts) == 1
    )
    rules = sorted({rule for rule, _ in decided})
    return [Precision(rule, grave[rule], decided[rule, Verdict.FAIL], decided[rule, Verdict.PASS]) for rule in rules]


def demoted(reviews: Iterable[Review]) -> frozenset[str]:
    """Return the rules that only hint from now on."""
    return frozenset(each.rule for each in measured(reviews) if each.demoted)


def hinting(candidates: Iterable[Candidate], rules: Set[str]) -> tuple[Candidate, ...]:
    """Return the candidates, those of the demoted rules as hints."""
    return tuple(replace(it, severity=Severity.HINT) if it.rule in rules else it for it in candidates)

"""What a rule is: a frozen dataclass that a profile gives its numbers and that judges one dossier."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import ClassVar

from govcrawl.model.dossier import Dossier
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.model.target import SiteKind, Target
from govcrawl.rules.reasons import told


class RuleKind(StrEnum):
    """What a failed rule costs (单项否决, 扣分, 加分, 台账, 建议)."""

    VETO = "veto"
    DEDUCTION = "deduction"
    BONUS = "bonus"
    REGISTER = "register"
    ADVICE = "advice"


SITES = frozenset(SiteKind)
PORTALS = frozenset({SiteKind.PORTAL})
ACCOUNTS = frozenset({"account"})
NOT_SAMPLED = "本期未开展该项监测"


@dataclass(frozen=True)
class Rule(ABC):
    """One defect. Its fields are the parameters that a profile sets; none has a default, so every number is in TOML.

    The docstring of a rule has the headings of `HEADINGS`: the catalogue is made from it.
    """

    HEADINGS: ClassVar = ("What it checks", "Why it matters", "Not observed", "Source")

    code: ClassVar[str]
    title: ClassVar[str]
    kind: ClassVar[RuleKind]
    applies_to: ClassVar[frozenset[str]]  # the `kind` of the targets it judges
    phrase: ClassVar[str]  # what a notice prints; {parameter} is filled in from the fields
    left_to_people: ClassVar[frozenset[Verdict]] = frozenset()  # verdicts that this rule alone never gives
    job: ClassVar[str] = ""  # the job whose facts it lives on, where a profile may leave that job out

    @abstractmethod
    def judge(self, dossier: Dossier) -> Finding:
        """Return what this rule says of the target, from the facts of the dossier alone."""

    @property
    def ends(self) -> bool:
        """Whether failing it alone makes a target unqualified."""
        return self.kind is RuleKind.VETO

    def concerns(self, target: Target) -> bool:
        """Tell whether the rule judges a target: one of its kind, in operation."""
        return target.operating and target.kind in self.applies_to

    def imported(self, dossier: Dossier) -> bool:
        """Tell whether the dossier holds an import that this rule goes by where its job was not run."""
        return False

    def not_sampled(self) -> str:
        """Return what this inspection left out where the rule is not sampled."""
        return f"未运行 {self.job} 任务"

    def printed_phrase(self) -> str:
        """Return the phrase of a list of problems, with the parameters of the profile in it."""
        return self.phrase.format(**{field.name: getattr(self, field.name) for field in fields(self)})

    def finding(self, dossier: Dossier, verdict: Verdict, reason: str, evidence: Iterable[Evidence] = ()) -> Finding:
        """Return a finding of this rule on the dossier's target."""
        return Finding(dossier.target.id, self.code, verdict, reason, dossier.as_of, evidence=tuple(evidence))


def not_visited(dossier: Dossier, job: str) -> str:
    """Return why a job saw nothing of the target, or an empty string where it did."""
    visit = dossier.visit(job)
    if visit is None:
        return f"本期未采集：{job} 任务未到达该对象"
    if not visit.observed:
        return f"未能采集：{told(visit.reason) or '未说明原因'}"
    return ""

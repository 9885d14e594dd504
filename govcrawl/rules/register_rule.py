"""Rules judged from the register (台账) itself: a veto only where the profile says so."""

from dataclasses import dataclass
from datetime import datetime, time

from govcrawl.model.dossier import Dossier
from govcrawl.model.finding import Evidence
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.target import Account, Target
from govcrawl.rules.rule import Rule, RuleKind


@dataclass(frozen=True)
class RegisterRule(Rule):
    """A fault of the register. `veto` makes the objects it finds unqualified."""

    kind = RuleKind.REGISTER

    veto: bool

    @property
    def ends(self) -> bool:
        """Whether failing it alone makes a target unqualified."""
        return self.veto


def entry(dossier: Dossier, target: Target, text: str) -> Evidence:
    """Return a row of the register as evidence: no page shows it, so there is no snapshot."""
    shown = target.mirror or target.url if isinstance(target, Account) else target.url
    return Evidence(shown, "", f"台账：{text}", datetime.combine(dossier.as_of, time(), CHINA_TIME))

"""R1: an account that is not reported."""

from dataclasses import dataclass

from govcrawl.model.dossier import Dossier
from govcrawl.model.finding import Finding, Verdict
from govcrawl.model.target import Account
from govcrawl.rules.register_rule import RegisterRule, entry
from govcrawl.rules.rule import ACCOUNTS


@dataclass(frozen=True)
class AccountUnregistered(RegisterRule):
    """An account in operation is not registered (未备案).

    What it checks:
        `registered` of the register: whether the account is reported in 全国政务新媒体信息报送系统. With `veto` an
        account that is not is unqualified.

    Why it matters:
        An account nobody reported is watched by nobody, and citizens cannot tell it from an imitation.

    Not observed:
        Never: the register says it. An account that is not in the register at all is not found by this rule.

    Source:
        国办发〔2018〕123号; 河府办明电〔2019〕83号附件第1行; fact sheet 2.2 and 7.3.
    """

    code = "R1"
    title = "政务新媒体未备案"
    applies_to = ACCOUNTS
    phrase = "未按要求备案"

    def judge(self, dossier: Dossier) -> Finding:
        """Judge what the register says."""
        account = dossier.target
        assert isinstance(account, Account)
        if account.registered:
            return self.finding(dossier, Verdict.PASS, "台账登记为已备案")
        reason = "台账登记为未备案"
        return self.finding(dossier, Verdict.FAIL, reason, [entry(dossier, account, f"{account.name} 未备案")])

"""R3: more than one account of a unit on one platform."""

from dataclasses import dataclass

from govcrawl.model.dossier import Dossier
from govcrawl.model.finding import Finding, Verdict
from govcrawl.model.target import Account, Target
from govcrawl.rules.register_rule import RegisterRule, entry
from govcrawl.rules.rule import ACCOUNTS


@dataclass(frozen=True)
class AccountsDoubled(RegisterRule):
    """A sponsor has two accounts in operation on one platform.

    What it checks:
        Accounts in operation of one sponsor (主办单位, as the register writes it) on one platform, where the profile
        says that only one is allowed (`forbidden`). Each of them is found, with the others as evidence.

    Why it matters:
        Two accounts of one office split its readers, and one of them usually goes stale.

    Not observed:
        The register has no sponsor for the account.

    Source:
        河府办明电〔2019〕83号; fact sheet 2.2 (Heyuan: one account per platform and unit), 7.1 and 7.3.
    """

    code = "R3"
    title = "同一平台重复开设账号"
    applies_to = ACCOUNTS
    phrase = "同一单位在同一平台开设多个账号"

    forbidden: bool

    def concerns(self, target: Target) -> bool:
        """Judge accounts in operation where only one is allowed."""
        return self.forbidden and super().concerns(target)

    def judge(self, dossier: Dossier) -> Finding:
        """Name the other accounts of the sponsor on the platform."""
        account = dossier.target
        assert isinstance(account, Account)
        if not account.sponsor:
            return self.finding(dossier, Verdict.NOT_OBSERVED, "台账未登记主办单位，无法比对")
        where = f"{account.sponsor}在{account.platform}"
        if not dossier.siblings:
            return self.finding(dossier, Verdict.PASS, f"{where}仅此一个账号")
        others = sorted(dossier.siblings, key=lambda other: other.id)
        names = "、".join(other.name for other in others)
        proof = [
            entry(dossier, one, f"{one.name}（{account.platform}，{account.sponsor}）") for one in (account, *others)
        ]
        reason = f"{where}开设{len(others) + 1}个账号，另有：{names}"
        return self.finding(dossier, Verdict.FAIL, reason, proof)

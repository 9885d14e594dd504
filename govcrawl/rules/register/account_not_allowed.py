"""R5: an account of a unit that is not to have one."""

from dataclasses import dataclass

from govcrawl.model.dossier import Dossier
from govcrawl.model.finding import Finding, Verdict
from govcrawl.model.target import MUNICIPAL, Account, Target
from govcrawl.rules.register_rule import RegisterRule, entry
from govcrawl.rules.rule import ACCOUNTS


@dataclass(frozen=True)
class AccountNotAllowed(RegisterRule):
    """A township or a county department has an account where the region forbids it.

    What it checks:
        Accounts in operation of a county, where the profile forbids them (`forbidden`). A sponsor, or a name where the
        register has no sponsor, with one of `township_words` is a township's; one that ends with one of
        `department_words` a county department's, unless it ends with one of `government_words`. Those with one of
        `excepted_words` (the police) may have one.

    Why it matters:
        Small units cannot keep an account alive; regions gathered them into those of the county.

    Not observed:
        Never alone: where the register has no sponsor and the name alone speaks against the account, a person has to
        look.

    Source:
        河府办明电〔2019〕83号; fact sheet 2.2 (Heyuan: county departments, police excepted, and townships open none).
    """

    code = "R5"
    title = "不应开设政务新媒体的单位开设账号"
    applies_to = ACCOUNTS
    phrase = "乡镇（街道）或县级部门开设政务新媒体"

    forbidden: bool
    township_words: tuple[str, ...]
    department_words: tuple[str, ...]
    government_words: tuple[str, ...]
    excepted_words: tuple[str, ...]

    def concerns(self, target: Target) -> bool:
        """Judge the accounts of counties where some are forbidden."""
        return self.forbidden and super().concerns(target) and target.county != MUNICIPAL

    def judge(self, dossier: Dossier) -> Finding:
        """Judge by the words of sponsor or name."""
        account = dossier.target
        assert isinstance(account, Account)
        owner = account.sponsor or account.name
        if excepted := [word for word in self.excepted_words if word in owner + account.name]:
            return self.finding(dossier, Verdict.PASS, f"{owner}属可以开设的单位（{excepted[0]}）")
        if any(word in owner for word in self.township_words):
            unit = "乡镇（街道）"
        elif owner.endswith(self.department_words) and not owner.endswith(self.government_words):
            unit = "县级部门"
        else:
            return self.finding(dossier, Verdict.PASS, f"{owner}不属于限制开设的单位")
        proof = [entry(dossier, account, f"{account.name}（{account.county}，主办单位 {account.sponsor or '未登记'}）")]
        if not account.sponsor:
            return self.finding(dossier, Verdict.NEEDS_REVIEW, f"未登记主办单位，从名称看为{unit}账号", proof)
        return self.finding(dossier, Verdict.FAIL, f"{owner}为{unit}，按要求不应开设政务新媒体", proof)

"""R2: an account that is to be closed and is not closed yet."""

from dataclasses import dataclass

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import FeedSeen
from govcrawl.model.finding import Finding, Verdict
from govcrawl.model.target import Account, AccountStatus, Target
from govcrawl.rules.register_rule import RegisterRule, entry
from govcrawl.rules.rule import ACCOUNTS
from govcrawl.rules.standing import evidence_of, latest, shown


@dataclass(frozen=True)
class ClosingUnfinished(RegisterRule):
    """The closing of an account is not finished (僵尸账号).

    What it checks:
        Accounts that the register has as closing (注销中): announced as given up, and not deregistered on the
        platform. Where a mirror was read, its newest post stands beside. With `veto` the finding is one of the vetoes;
        the account itself is out of operation and in no pass rate.

    Why it matters:
        A zombie account still speaks in the government's name, and no one answers on it.

    Not observed:
        Never: the register says it. Accounts that are in operation and silent are N2a's.

    Source:
        国办发〔2018〕123号; 临政办字〔2021〕72号二（四）; 河府办明电〔2019〕83号附件第2行; fact sheet 7.2 and 7.3.
    """

    code = "R2"
    title = "关停注销未完成"
    applies_to = ACCOUNTS
    phrase = "未注销的僵尸账号"

    def concerns(self, target: Target) -> bool:
        """Judge accounts that are closing or closed."""
        return isinstance(target, Account) and not target.operating

    def judge(self, dossier: Dossier) -> Finding:
        """Judge what the register says; a post that was seen is told beside."""
        account = dossier.target
        assert isinstance(account, Account)
        if account.status is AccountStatus.CLOSED:
            return self.finding(dossier, Verdict.PASS, "台账登记为已注销")
        feeds = latest(dossier.of(FeedSeen))
        told = f"，最近更新：{shown(feeds[-1])}" if feeds else ""
        proof = [entry(dossier, account, f"{account.name} 注销中"), *map(evidence_of, feeds)]
        return self.finding(dossier, Verdict.FAIL, f"台账登记为注销中，关停注销程序未完成{told}", proof)

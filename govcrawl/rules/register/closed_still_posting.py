"""R6: an account that the register has as closed and that goes on posting."""

from dataclasses import dataclass

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import FeedSeen
from govcrawl.model.finding import Finding, Verdict
from govcrawl.model.target import Account, AccountStatus, Target
from govcrawl.rules.register_rule import RegisterRule, entry
from govcrawl.rules.rule import ACCOUNTS
from govcrawl.rules.sources import UNSEEN, source_evidence
from govcrawl.rules.standing import latest, shown
from govcrawl.rules.window import Window


@dataclass(frozen=True)
class ClosedStillPosting(RegisterRule):
    """An account that was reported as closed still posts (已注销仍在更新).

    What it checks:
        Accounts that the register has as closed (已注销) and that have a mirror: whether it shows a post of the last
        `days` days. With `veto` the finding is one of the vetoes; the account itself is out of operation and in no
        pass rate.

    Why it matters:
        It was never deregistered on the platform, or somebody else speaks under the name of the office.

    Not observed:
        No mirror was read, which is what a closed account should come to: then it is passed over.

    Source:
        国办发〔2018〕123号; fact sheet 6.4 (closed accounts must be deregistered on the platform and reported).
    """

    code = "R6"
    title = "已注销账号仍在更新"
    applies_to = ACCOUNTS
    phrase = "已报注销的账号仍在更新"

    days: int

    def concerns(self, target: Target) -> bool:
        """Judge accounts that are closed and have a mirror."""
        return isinstance(target, Account) and target.status is AccountStatus.CLOSED and bool(target.mirrors)

    def judge(self, dossier: Dossier) -> Finding:
        """Look for a post of late."""
        account = dossier.target
        assert isinstance(account, Account)
        feeds = [feed for feed in latest(dossier.of(FeedSeen)) if feed.state not in UNSEEN]
        if not feeds:
            return self.finding(dossier, Verdict.NOT_APPLICABLE, "各来源均已无法读取该账号")
        since = Window(days=self.days).start(dossier.as_of)
        late = [feed for feed in feeds if feed.newest and since <= feed.newest <= dossier.as_of]
        if not late:
            return self.finding(dossier, Verdict.PASS, f"近{self.days}天内无更新")
        newest = max(late, key=lambda feed: (feed.newest, feed.source))
        proof = [entry(dossier, account, f"{account.name} 已注销"), *(source_evidence(it, dossier) for it in late)]
        return self.finding(dossier, Verdict.FAIL, f"台账登记为已注销，最近更新：{shown(newest)}", proof)

"""N2a: an account without a new post."""

from dataclasses import dataclass

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import FeedSeen
from govcrawl.model.finding import Finding, Verdict
from govcrawl.rules.newest import NewestEntryRule
from govcrawl.rules.rule import ACCOUNTS, RuleKind, not_visited
from govcrawl.rules.standing import latest


@dataclass(frozen=True)
class AccountStale(NewestEntryRule):
    """The account has posted nothing in the last days.

    What it checks:
        The newest post, original or forwarded, lies in the window of `days` days that ends at the moment of
        inspection, both ends included. Where several mirrors show the account, the newest post of all counts.

    Why it matters:
        A veto: an account that is not kept up is to be looked after or deregistered (僵尸账号).

    Not observed:
        No mirror was reached, or one of several was not. A mirror without dates is left to a person: every
        platform dates its posts, so the missing date is the mirror's fault and not the account's. So is a mirror
        without any post, and a date in the future.

    Source:
        国办秘函〔2019〕19号，政务新媒体单项否决“内容不更新”；fact sheet 1.3 N2a.
    """

    code = "N2a"
    title = "内容不更新"
    kind = RuleKind.VETO
    applies_to = ACCOUNTS
    phrase = "监测时间点前{days}天内无更新"

    def judge(self, dossier: Dossier) -> Finding:
        """Judge the newest post over all mirrors."""
        if reason := not_visited(dossier, "feed"):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        feeds = latest(dossier.of(FeedSeen))
        if not feeds:
            return self.finding(dossier, Verdict.NOT_OBSERVED, "未采集到该账号的发布页")
        return self.judge_newest(dossier, feeds, "账号", undated_counts_as_stale=False)

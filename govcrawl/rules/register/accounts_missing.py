"""R7: accounts that stand outside the register."""

from dataclasses import dataclass

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import AccountFound, Trace
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.model.target import Account, Target, account_keys
from govcrawl.rules.register_rule import RegisterRule
from govcrawl.rules.rule import ACCOUNTS, SITES, not_visited

WORDS = {Trace.LINKED: "首页链接", Trace.NAMED: "首页标注", Trace.SEARCHED: "按主办单位检索"}
NAMED = 10  # that a reason names


@dataclass(frozen=True)
class AccountsMissing(RegisterRule):
    """An account of the office is not in the register at all (漏报).

    What it checks:
        Accounts that the site's home page links to or names (QR codes), and those that a search for the sponsor of
        an account shows (`scrapy crawl unregistered`), against the whole register by id, name and address. One whose
        certified holder (认证主体) is the sponsor itself is missing; of any other a person decides, because a page
        also links to the accounts of its superiors.

    Why it matters:
        An account that nobody reported is inspected by nobody, whatever it says in the office's name.

    Not observed:
        The home page or the search was not read. Where the job was not run for the city at all, the rule is not
        sampled (`separate_jobs` of the profile).

    Source:
        湛府办〔2021〕16号 (“瞒报漏报”); 邵阳市2021年第二季度通报 (four police accounts outside the register);
        fact sheet 6.4, 7.1 and 7.4.
    """

    code = "R7"
    title = "政务新媒体漏报"
    applies_to = ACCOUNTS | SITES
    phrase = "存在未纳入台账的政务新媒体账号"
    job = "unregistered"

    def concerns(self, target: Target) -> bool:
        """Judge sites, and accounts whose sponsor is known."""
        return super().concerns(target) and (not isinstance(target, Account) or bool(target.sponsor))

    def judge(self, dossier: Dossier) -> Finding:
        """Compare what was found with the register."""
        target = dossier.target
        if isinstance(target, Account) and dossier.visit(self.job) is None:
            return self.finding(dossier, Verdict.NOT_APPLICABLE, "随同一主办单位的其他账号检索")
        if reason := not_visited(dossier, self.job):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        shown = sorted(set(dossier.of(AccountFound)), key=lambda it: (it.platform, it.name, it.account_id, repr(it)))
        own = target.sponsor if isinstance(target, Account) else ""
        missing = [
            it for it in shown if not account_keys(it.platform, it.account_id, it.name, it.address) & dossier.known
        ]
        # A search also shows strangers: only the sponsor's own, or those that carry its name, are worth a look.
        missing = [it for it in missing if it.trace is not Trace.SEARCHED or own in it.subject or own in it.name]
        if not missing:
            return self.finding(dossier, Verdict.PASS, f"发现的{len(shown)}个账号均已纳入台账")
        certain = [it for it in missing if own and it.subject == own]
        names = "、".join(f"{it.platform} {it.name or it.account_id}" for it in missing[:NAMED])
        proof = [_evidence(it) for it in missing]
        if certain:
            return self.finding(dossier, Verdict.FAIL, f"{own}认证的{len(certain)}个账号未纳入台账：{names}", proof)
        reason = f"{len(missing)}个账号未纳入台账，须人工核对是否属本单位：{names}"
        return self.finding(dossier, Verdict.NEEDS_REVIEW, reason, proof)


def _evidence(found: AccountFound) -> Evidence:
    told = "，".join(filter(None, (found.platform, found.name, found.account_id, found.address)))
    holder = f"，认证主体 {found.subject}" if found.subject else ""
    return Evidence(found.url, found.snapshot, f"{WORDS[found.trace]}：{told}{holder}", found.seen_at)

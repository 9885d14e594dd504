"""R4: the name of a closed site that still resolves."""

from dataclasses import dataclass

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import DomainSeen, Reached
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.model.target import Site, SiteKind, SiteStatus, Target
from govcrawl.rules.reasons import told
from govcrawl.rules.register_rule import RegisterRule
from govcrawl.rules.rule import not_visited


@dataclass(frozen=True)
class ClosedStillResolving(RegisterRule):
    """The domain of a closed site was not deregistered (域名应注销未注销).

    What it checks:
        Portals and department sites that the register has as closed: whether their host still has an address
        (`scrapy crawl domain`; nobody is asked behind it). Sub-channels and disclosure sections live on the host of
        another site and are left out. The site is in no count of inspected objects, whatever is found.

    Why it matters:
        A name that is given up and still resolves is what strangers re-register and fill with gambling pages.

    Not observed:
        The name system did not answer. Where the job was not run for the city at all, the rule is not sampled
        (`separate_jobs` of the profile).

    Source:
        国办发〔2017〕47号, permanent closing; 临政办字〔2021〕72号; fact sheet 3 G6, 3.3 and 7.2.
    """

    code = "R4"
    title = "关停网站域名未注销"
    applies_to = frozenset({SiteKind.PORTAL, SiteKind.DEPARTMENT_SITE})
    phrase = "已关停网站域名应注销未注销"
    job = "domain"

    def concerns(self, target: Target) -> bool:
        """Judge closed sites with a host of their own."""
        return isinstance(target, Site) and target.status is SiteStatus.CLOSED and target.kind in self.applies_to

    def judge(self, dossier: Dossier) -> Finding:
        """Judge the last answer of the name system."""
        if reason := not_visited(dossier, "domain"):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        seen = dossier.latest(DomainSeen)
        if seen is None or seen.resolved is Reached.UNKNOWN:
            why = f"（{told(seen.reason)}）" if seen and seen.reason else ""
            return self.finding(dossier, Verdict.NOT_OBSERVED, f"域名解析记录未能查询{why}")
        if seen.resolved is Reached.NO:
            return self.finding(dossier, Verdict.PASS, f"域名 {seen.host} 已不再解析")
        text = f"网站已关停，域名 {seen.host} 仍解析到 {'、'.join((*seen.ipv4, *seen.ipv6)) or '有效地址'}"
        proof = Evidence(seen.url, seen.snapshot, text, seen.seen_at)
        return self.finding(dossier, Verdict.FAIL, text, [proof])

"""D10: a site that is not reached over IPv6."""

from dataclasses import dataclass, replace
from decimal import Decimal

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import DomainSeen, Reached
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.rules.reasons import told
from govcrawl.rules.rule import SITES, Rule, RuleKind, not_visited


@dataclass(frozen=True)
class Ipv6Missing(Rule):
    """The site is not brought to IPv6.

    What it checks:
        The host of the home page has an IPv6 address (AAAA), the home page opens there, and shows the same as over
        IPv4, counters and tokens set aside (`scrapy crawl domain`). No address, or an address that does not answer,
        costs `points`.

    Why it matters:
        A deduction: networks with IPv6 alone grow, and the state wants government sites to lead.

    Not observed:
        The name system did not answer, a proxy stands between, the host does not resolve at all (that is V2's
        matter), or our own machine has no IPv6: an address that does not answer counts only where another site of
        the same run was reached over IPv6. Another page over IPv6 than over IPv4 is left to a person. Where the job
        was not run for the city at all, the rule is not sampled (`separate_jobs` of the profile).

    Source:
        国办秘函〔2019〕19号，扣分项“IPv6改造”; fact sheet 1.4 D10 and 3 G18. The indicator says only "completed".
    """

    code = "D10"
    title = "未完成IPv6改造"
    kind = RuleKind.DEDUCTION
    applies_to = SITES
    phrase = "网站未完成IPv6改造"
    job = "domain"

    points: Decimal
    cap: Decimal

    def judge(self, dossier: Dossier) -> Finding:
        """Judge the last sight of the host."""
        if reason := not_visited(dossier, "domain"):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        seen = dossier.latest(DomainSeen)
        if seen is None:
            return self.finding(dossier, Verdict.NOT_OBSERVED, "未采集到域名信息")
        verdict, text = _verdict(seen)
        proof = [Evidence(seen.url, seen.snapshot, text, seen.seen_at)]
        finding = self.finding(dossier, verdict, text, proof)
        return replace(finding, points=-self.points) if verdict is Verdict.FAIL else finding


def _verdict(seen: DomainSeen) -> tuple[Verdict, str]:
    host, addresses = f"域名 {seen.host}", "、".join(seen.ipv6)
    why = f"（{told(seen.reason)}）" if seen.reason else ""
    if seen.resolved is Reached.UNKNOWN:
        return Verdict.NOT_OBSERVED, f"{host} 的解析记录未能查询{why}"
    if seen.resolved is Reached.NO:
        return Verdict.NOT_OBSERVED, f"{host} 无法解析"
    if not seen.ipv6:
        return Verdict.FAIL, f"{host} 无IPv6解析记录（AAAA），IPv4地址：{'、'.join(seen.ipv4) or '无'}"
    if seen.over_ipv6 is Reached.UNKNOWN:
        return Verdict.NOT_OBSERVED, f"{host} 有IPv6解析记录（{addresses}），能否访问未能检测{why}"
    if seen.over_ipv6 is Reached.NO:
        return Verdict.FAIL, f"{host} 有IPv6解析记录（{addresses}），但通过IPv6无法打开首页{why}"
    if seen.same_content is Reached.NO:
        return Verdict.NEEDS_REVIEW, f"{host} 通过IPv6和IPv4打开的首页内容不一致，需人工核对"
    return Verdict.PASS, f"{host} 可通过IPv6访问（{addresses}）"

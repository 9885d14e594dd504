"""L21: commercial advertising on the home page, put before a person."""

from dataclasses import dataclass

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import OutwardLinksSeen
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.model.outward import AdvertPlace
from govcrawl.rules.rule import SITES, Rule, RuleKind, not_visited

TOLD = {AdvertPlace.NETWORK: "广告联盟地址", AdvertPlace.FLOATING: "飘窗或弹窗", AdvertPlace.LINK: "链接"}


@dataclass(frozen=True)
class AdvertisementsShown(Rule):
    """The home page shows what looks like commercial advertising (商业广告).

    What it checks:
        Links, frames and scripts of hosts that serve advertisements alone; floating and pop-up blocks, and links, with
        commercial words (广告位, 促销, 招商加盟) that lead out of the register and of government. Words of an office
        about advertising (公告, 整治) do not count.

    Why it matters:
        A government site carries no advertising. A machine only proposes: this is advice, which fails nobody.

    Not observed:
        The site was not reached, or its home page was not read.

    Source:
        国办发〔2017〕47号《政府网站发展指引》; fact sheet part 3, G10. The words and hosts are our own.
    """

    code = "L21"
    title = "疑似商业广告"
    kind = RuleKind.ADVICE
    applies_to = SITES
    phrase = "首页疑似刊登或链接商业广告"
    left_to_people = frozenset({Verdict.FAIL})

    def judge(self, dossier: Dossier) -> Finding:
        """Put every candidate before a person."""
        if reason := not_visited(dossier, "site"):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        page = dossier.latest(OutwardLinksSeen)
        if page is None:
            return self.finding(dossier, Verdict.NOT_OBSERVED, "未读到首页链接")
        proof = [
            Evidence(page.url, page.snapshot, f"{TOLD[it.place]}：{it.words} {it.url}", page.seen_at)
            for it in page.adverts
        ]
        if proof:
            return self.finding(dossier, Verdict.NEEDS_REVIEW, f"须人工核实：疑似商业广告{len(proof)}处", proof)
        return self.finding(dossier, Verdict.PASS, "首页未发现商业广告迹象")

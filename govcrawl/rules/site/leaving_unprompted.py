"""L22: links out of government without a word that the reader leaves."""

from dataclasses import dataclass

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import OutwardLinksSeen
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.model.target import Target
from govcrawl.rules.rule import SITES, Rule, RuleKind, not_visited


@dataclass(frozen=True)
class LeavingUnprompted(Rule):
    """The home page links to sites that are not of government, and shows no prompt for those who leave.

    What it checks:
        Where a region asks for it (`demanded`): the links of the home page to hosts outside the register and outside
        gov.cn, and whether the page or a script in it holds a prompt (您访问的链接即将离开……).

    Why it matters:
        A reader has to know when he leaves government. The prompt may also come otherwise, from the page that a link
        leads to first, so this is advice, which fails nobody.

    Not observed:
        The site was not reached, its home page was not read, or no prompt is in the page and files of scripts run
        there: what those ask is unknown.

    Source:
        国办发〔2017〕47号《政府网站发展指引》; fact sheet part 3, G11 (the clause from recollection).
    """

    code = "L22"
    title = "外部链接未见离站提示"
    kind = RuleKind.ADVICE
    applies_to = SITES
    phrase = "打开非政府网站链接时未见离站提示"
    left_to_people = frozenset({Verdict.FAIL})

    demanded: bool

    def concerns(self, target: Target) -> bool:
        """Judge sites in operation where the region asks for it."""
        return self.demanded and super().concerns(target)

    def judge(self, dossier: Dossier) -> Finding:
        """Look for links that leave and for the prompt."""
        if reason := not_visited(dossier, "site"):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        page = dossier.latest(OutwardLinksSeen)
        if page is None:
            return self.finding(dossier, Verdict.NOT_OBSERVED, "未读到首页链接")
        if not page.links:
            return self.finding(dossier, Verdict.PASS, "首页没有指向非政府网站的链接")
        if page.prompt:
            proof = Evidence(page.url, page.snapshot, f"离站提示：{page.prompt}", page.seen_at)
            return self.finding(dossier, Verdict.PASS, "首页有离站提示", [proof])
        silent = f"首页有{page.count}个非政府网站链接，页面内未见离站提示"
        links = [
            Evidence(page.url, page.snapshot, f"离站链接：{link.words} {link.url}", page.seen_at) for link in page.links
        ]
        if page.scripted:
            return self.finding(dossier, Verdict.NOT_OBSERVED, f"{silent}；外部脚本是否提示未知", links)
        return self.finding(dossier, Verdict.NEEDS_REVIEW, f"须人工核实：{silent}", links)

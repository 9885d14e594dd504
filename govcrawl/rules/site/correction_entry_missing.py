"""D4: pages without the entry 我为政府网站找错."""

from dataclasses import dataclass
from decimal import Decimal

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import PageRole
from govcrawl.model.finding import Finding, Verdict
from govcrawl.rules.marked_pages import Faults, MarkedPagesRule, counted, evidence_of
from govcrawl.rules.rule import SITES, RuleKind


@dataclass(frozen=True)
class CorrectionEntryMissing(MarkedPagesRule):
    """Footers lack the entry through which anyone may report a mistake of the site.

    What it checks:
        The footers of the home page, `sampled_columns` column pages and `sampled_articles` content pages. The home
        page without the entry costs `home_points`, each other page `other_points`. The entry is known by the
        address or script of the national platform, or by its name. The points of the finding are the sum; the score
        caps them at `cap`.

    Why it matters:
        A deduction: mistakes that visitors cannot report stay.

    Not observed:
        The site was not reached, or the footers of all pages come from a frame or script that was not run.

    Source:
        国办秘函〔2019〕19号，扣分项“我为政府网站找错”第1项; fact sheet 1.4 D4 and 3.1.
    """

    code = "D4"
    title = "缺少“我为政府网站找错”入口"
    kind = RuleKind.DEDUCTION
    applies_to = SITES
    phrase = "页面底部缺少“我为政府网站找错”入口"

    home_points: Decimal
    other_points: Decimal
    cap: Decimal

    def judge(self, dossier: Dossier) -> Finding:
        """Charge every page of the sample that lacks the entry."""
        if reason := self.unseen(dossier):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        pages = self.sample(dossier, with_footer=True)
        if not pages:
            return self.finding(dossier, Verdict.NOT_OBSERVED, "页面底部由框架或脚本加载，未能读取")
        faults = Faults()
        lacking = [page for page in pages if not page.correction]
        for on_home, where, points in ((True, "首页", self.home_points), (False, "其他页面", self.other_points)):
            if found := [page for page in lacking if (page.page is PageRole.HOME) is on_home]:
                proof = [evidence_of(page, "未见“我为政府网站找错”入口") for page in found]
                faults.charge(points * len(found), f"{where}{len(found)}个缺少入口（每个{points}分）", proof)
        return self.charged(dossier, faults, f"所查{counted(pages)}均有“我为政府网站找错”入口")

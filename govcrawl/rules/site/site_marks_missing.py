"""D2: marks of a government website that its footer lacks."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import PageMarksSeen
from govcrawl.model.finding import Finding, Verdict
from govcrawl.model.marks import MarkFault
from govcrawl.model.target import Site
from govcrawl.rules.marked_pages import PAGE_NAMES, Faults, MarkedPagesRule, counted, evidence_of
from govcrawl.rules.rule import SITES, RuleKind

ELEMENTS: dict[str, Callable[[PageMarksSeen], bool]] = {
    "党政机关网站标识": lambda page: bool(page.badge),
    "网站标识码": lambda page: bool(_sound_codes(page)),
    "ICP备案编号": lambda page: bool(page.icp),
    "公安机关备案标识": lambda page: bool(page.police),
    "主办单位": lambda page: bool(page.sponsors),
    "联系方式": lambda page: bool(page.contact),
}


@dataclass(frozen=True)
class SiteMarksMissing(MarkedPagesRule):
    """Footers lack one of the six marks of a government website.

    What it checks:
        The footers of the home page, `sampled_columns` column pages and `sampled_articles` content pages. Each of
        党政机关网站标识, 网站标识码, ICP备案编号, 公安机关备案标识, 主办单位 and 联系方式 that is missing on any of
        them costs `points`, once. A 网站标识码 of a wrong form, and one that is not the site's own in the register,
        counts as missing. The points of the finding are the sum; the score caps them at `cap`.

    Why it matters:
        A deduction: the marks prove that a site is the government's, and tell who answers for it.

    Not observed:
        The site was not reached, or the footers of all pages come from a frame or script that was not run. A code
        whose division is unknown to our table, and filings with a wrong number of digits, are left to a person.

    Source:
        国办秘函〔2019〕19号，扣分项“网站标识”; 国办发〔2017〕47号; fact sheet 1.4 D2 and 3.1.
    """

    code = "D2"
    title = "网站标识不全"
    kind = RuleKind.DEDUCTION
    applies_to = SITES
    phrase = "页面底部网站标识不全"

    points: Decimal
    cap: Decimal

    def judge(self, dossier: Dossier) -> Finding:
        """Charge every element that is missing on a page of the sample."""
        if reason := self.unseen(dossier):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        pages = self.sample(dossier, with_footer=True)
        if not pages:
            return self.finding(dossier, Verdict.NOT_OBSERVED, "页面底部由框架或脚本加载，未能读取")
        faults = Faults()
        for element, present in ELEMENTS.items():
            if lacking := [page for page in pages if not present(page)]:
                where = "、".join(dict.fromkeys(PAGE_NAMES[page.page] for page in lacking))
                proof = [evidence_of(page, f"未见{element}{_instead(page, element)}") for page in lacking[:2]]
                faults.charge(self.points, f"{where}缺少{element}（{len(lacking)}个页面）", proof)
        self._look_closer(dossier, pages, faults)
        return self.charged(dossier, faults, f"所查{counted(pages)}的六项标识齐全")

    def _look_closer(self, dossier: Dossier, pages: list[PageMarksSeen], faults: Faults) -> None:
        own = dossier.target.site_code if isinstance(dossier.target, Site) else ""
        other = [page for page in pages if own and _sound_codes(page) and own not in _sound_codes(page)]
        if other:
            shown = "、".join(sorted({code for page in other for code in _sound_codes(page)}))
            proof = [evidence_of(page, f"网站标识码：{'、'.join(_sound_codes(page))}") for page in other[:2]]
            faults.charge(self.points, f"网站标识码 {shown} 与台账的 {own} 不一致（{len(other)}个页面）", proof)
        doubtful = {
            (each.name, each.content): page
            for page in pages
            for each in page.faulty
            if (each.name in ("icp", "police") and each.fault is MarkFault.MALFORMED)
            or (each.name == "site_codes" and each.why == "unknown_division" and own in page.site_codes)
        }
        for (_, content), page in doubtful.items():
            faults.doubt(f"“{content}”的编号不合规范", [evidence_of(page, content)])


def _sound_codes(page: PageMarksSeen) -> tuple[str, ...]:
    """Return the codes of a page that have the form of one; the division alone may be unknown to us."""
    broken = {each.content for each in page.faulty if each.name == "site_codes" and each.fault is MarkFault.MALFORMED}
    return tuple(code for code in page.site_codes if not any(code in words.lower() for words in broken))


def _instead(page: PageMarksSeen, element: str) -> str:
    found = [each.content for each in page.faulty if each.name == "site_codes" and element == "网站标识码"]
    return f"（页面为“{found[0]}”）" if found else ""

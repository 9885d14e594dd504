"""D8: pages without their tags."""

from dataclasses import dataclass
from decimal import Decimal

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import PageMarksSeen, PageRole
from govcrawl.model.finding import Finding, Verdict
from govcrawl.rules.marked_pages import PAGE_NAMES, Faults, MarkedPagesRule, counted, evidence_of
from govcrawl.rules.rule import SITES, RuleKind

SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
OWN_TAGS = {
    PageRole.COLUMN: ("栏目标签", ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")),
    PageRole.ARTICLE: ("内容标签", ("ArticleTitle", "PubDate", "ContentSource")),
}


@dataclass(frozen=True)
class PageTagsMissing(MarkedPagesRule):
    """Column and content pages lack the metas by which portals and search engines tell what they are.

    What it checks:
        `sampled_columns` column pages and `sampled_articles` content pages. A page that lacks its site tags, or
        its column or content tags, costs `points`. A tag that is empty, has a wrong form or holds another thing
        (words for a code, another domain, no date) is not there. With `partial_counts` one missing tag of a group is
        enough, without it the whole group has to be missing; what is missing is told either way. The points of the
        finding are the sum; the score caps them at `cap`.

    Why it matters:
        A deduction: without tags a page is lost to the national search and to the exchange between sites.

    Not observed:
        The site was not reached, or neither a column page nor a content page was read.

    Source:
        国办秘函〔2019〕19号，扣分项“页面标签”; 国办发〔2017〕47号《网页设计规范》; fact sheet 1.4 D8 and 3.2.
    """

    code = "D8"
    title = "页面标签缺失"
    kind = RuleKind.DEDUCTION
    applies_to = SITES
    phrase = "页面标签缺失或不规范"

    points: Decimal
    cap: Decimal
    partial_counts: bool

    def judge(self, dossier: Dossier) -> Finding:
        """Charge every page of the sample that lacks a group of tags."""
        if reason := self.unseen(dossier):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        pages = [page for page in self.sample(dossier, with_footer=False) if page.page in OWN_TAGS]
        if not pages:
            return self.finding(dossier, Verdict.NOT_OBSERVED, "未采集到栏目页和内容页")
        faults, incomplete = Faults(), 0
        for page in pages:
            lacking = _lacking(page)
            if any(len(missing) == total or (self.partial_counts and missing) for _, missing, total in lacking):
                faults.charge(self.points, "", [evidence_of(page, _told(page, lacking))])
            elif any(missing for _, missing, _ in lacking):
                incomplete += 1
        rest = f"；另有{incomplete}个页面标签不全或不规范" if incomplete else ""
        if faults.told:
            seen = [page for page in pages if any(page.url == each.url for each in faults.evidence)]
            kinds = "、".join(dict.fromkeys(PAGE_NAMES[page.page] for page in seen))
            told = f"所查{counted(pages)}中，{len(seen)}个{kinds}缺少标签（每个{self.points}分）{rest}"
            faults.told = [told]
        return self.charged(dossier, faults, f"所查{counted(pages)}均有标签{rest}")


def _lacking(page: PageMarksSeen) -> list[tuple[str, list[str], int]]:
    """Return, a group of tags, its name, those missing or unsound, and how many it has."""
    unsound = {each.name for each in page.faulty}
    name, own = OWN_TAGS[page.page]
    groups = (("站点标签", SITE_TAGS), (name, own))
    return [
        (group, [tag for tag in tags if tag not in page.tags or tag in unsound], len(tags)) for group, tags in groups
    ]


def _told(page: PageMarksSeen, lacking: list[tuple[str, list[str], int]]) -> str:
    instead = {each.name: each.content for each in page.faulty if each.content}
    return "；".join(
        f"缺{group}：" + "、".join(f"{tag}（为“{instead[tag]}”）" if tag in instead else tag for tag in missing)
        for group, missing, _ in lacking
        if missing
    )

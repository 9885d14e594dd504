"""Rules about what pages say of themselves: which pages are looked at, and how faults become a finding."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from hashlib import sha256

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import PageMarksSeen, PageRole
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.rules.rule import Rule, not_visited

PAGE_NAMES = {PageRole.HOME: "首页", PageRole.COLUMN: "栏目页", PageRole.ARTICLE: "内容页"}


@dataclass(frozen=True)
class MarkedPagesRule(Rule):
    """Looks at the home page and at samples of its column and content pages.

    The sample is drawn by the hash of target and address: the same facts give the same sample, and no page is
    picked for what stands on it. Where a site has fewer pages, all are looked at.
    """

    sampled_columns: int
    sampled_articles: int

    def sample(self, dossier: Dossier, *, with_footer: bool) -> list[PageMarksSeen]:
        """Return the pages to look at, home page first; `with_footer` leaves out those whose footer was not read."""
        pages = [page for page in latest_pages(dossier) if not (with_footer and page.footer_hidden)]
        homes = [page for page in pages if page.page is PageRole.HOME]
        return [
            *homes[:1],
            *_drawn(pages, PageRole.COLUMN, self.sampled_columns),
            *_drawn(pages, PageRole.ARTICLE, self.sampled_articles),
        ]

    def unseen(self, dossier: Dossier) -> str:
        """Return why no page of the site was seen, or an empty string."""
        return not_visited(dossier, "site") or ("" if latest_pages(dossier) else "未采集到可检查的页面")

    def charged(self, dossier: Dossier, faults: "Faults", passed: str) -> Finding:
        """Return the finding: points for certain faults, a person for doubtful ones, else a pass."""
        if faults.told:
            reason = "；".join(faults.told + [f"另需人工核对：{doubt}" for doubt in faults.doubts])
            finding = self.finding(dossier, Verdict.FAIL, reason, _once(faults.evidence))
            return replace(finding, points=-faults.points, more_possible=bool(faults.doubts))
        if faults.doubts:
            reason = "需人工核对：" + "；".join(faults.doubts)
            return self.finding(dossier, Verdict.NEEDS_REVIEW, reason, _once(faults.evidence))
        return self.finding(dossier, Verdict.PASS, passed)


@dataclass
class Faults:
    """What was found on the way: sentences, points, doubts and where to see them."""

    told: list[str] = field(default_factory=list)
    points: Decimal = Decimal(0)
    doubts: list[str] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)

    def charge(self, points: Decimal, sentence: str, evidence: Iterable[Evidence]) -> None:
        """Add a certain fault."""
        self.points += points
        self.told.append(sentence)
        self.evidence += evidence

    def doubt(self, sentence: str, evidence: Iterable[Evidence]) -> None:
        """Add what a person has to look at."""
        self.doubts.append(sentence)
        self.evidence += evidence


def latest_pages(dossier: Dossier) -> list[PageMarksSeen]:
    """Return the last sight of each page, in the order of addresses; one with its footer beats one without."""
    last: dict[str, PageMarksSeen] = {}
    for page in sorted(set(dossier.of(PageMarksSeen)), key=_rank):
        last[page.url] = page
    return [last[url] for url in sorted(last)]


def evidence_of(page: PageMarksSeen, text: str) -> Evidence:
    """Return where a page can be seen again, with what was or was not read there."""
    return Evidence(page.url, page.snapshot, f"{PAGE_NAMES[page.page]}：{text}", page.seen_at)


def counted(pages: list[PageMarksSeen]) -> str:
    """Return how many pages of each kind were looked at."""
    found = [(name, sum(1 for page in pages if page.page is role)) for role, name in PAGE_NAMES.items()]
    return "、".join(f"{name}{number}个" for name, number in found if number)


def _drawn(pages: list[PageMarksSeen], role: PageRole, number: int) -> list[PageMarksSeen]:
    lot: Callable[[PageMarksSeen], str] = lambda page: sha256(f"{page.target_id} {page.url}".encode()).hexdigest()  # noqa: E731
    return sorted((page for page in pages if page.page is role), key=lot)[:number]


def _rank(page: PageMarksSeen) -> tuple[object, ...]:
    return page.seen_at, not page.footer_hidden, repr(page)


def _once(evidence: list[Evidence]) -> list[Evidence]:
    return list(dict.fromkeys(evidence))

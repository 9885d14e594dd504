"""D1: a domain against the rules, or a site that does not bear its name."""

import re
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlsplit

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import PageMarksSeen, PageRole
from govcrawl.model.finding import Finding, Verdict
from govcrawl.model.target import Site, SiteKind
from govcrawl.rules.marked_pages import Faults, MarkedPagesRule, evidence_of
from govcrawl.rules.rule import SITES, RuleKind

_ENDINGS = re.compile(r"(?:政务|信息|公众|门户|政府|官方|公开|栏目|专栏)*(?:门户)?(?:网站|网|专栏|频道|平台)$")
_LEVEL = re.compile(r"^(?:中国|[省市区县州盟旗])[·・]?")


@dataclass(frozen=True)
class DomainName(MarkedPagesRule):
    """The domain breaks the rules for government sites, or the pages do not show whose site it is.

    What it checks:
        Three faults at `points` each. The host of the home page ends with none of `suffixes` (`*` stands for one
        name), or has not the form of its kind: `www.□□□.gov.cn` for portals, a name below its government's for
        departments. The home page bears the site's name neither in its title nor in its header. Another page of the
        sample shows a header with names, and neither these nor its title are the site's. Sub-channels and disclosure
        sections live on the host of another site: only their suffix counts.

        Whether columns and business systems stay on the domain of the site (G4) is not charged: a link out of the menu
        may lead to another office, to a platform of the province or to a system of the site itself, and neither host
        nor words tell whose it is. Such links are facts of the job `site` (columns that lead outside), for people.

    Why it matters:
        A deduction: domain and name are how citizens tell a government site from an imitation.

    Not observed:
        The site was not reached. Where only the title could be read, since the header is a picture without words, a
        person has to look.

    Source:
        国办秘函〔2019〕19号，扣分项“域名名称”; 国办发〔2017〕47号; fact sheet 1.4 D1 and 3 G1-G3, G8.
    """

    code = "D1"
    title = "域名名称不规范"
    kind = RuleKind.DEDUCTION
    applies_to = SITES
    phrase = "网站域名或名称不规范"

    points: Decimal
    cap: Decimal
    suffixes: tuple[str, ...]

    def judge(self, dossier: Dossier) -> Finding:
        """Charge domain, name of the site, and name on the pages."""
        if reason := self.unseen(dossier):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        site, faults = dossier.target, Faults()
        assert isinstance(site, Site)
        pages = self.sample(dossier, with_footer=False)
        home = next((page for page in pages if page.page is PageRole.HOME), pages[0])
        host = (urlsplit(site.url).hostname or "").lower()
        if wrong := self._domain_fault(host, site.kind):
            faults.charge(self.points, f"域名 {host} {wrong}", [evidence_of(home, f"域名 {host}")])
        if site.kind in (SiteKind.PORTAL, SiteKind.DEPARTMENT_SITE):
            self._names(site, home, pages, faults)
        return self.charged(dossier, faults, f"域名 {host} 及网站名称符合要求")

    def _domain_fault(self, host: str, kind: SiteKind) -> str:
        bare = [rest for suffix in self.suffixes if (rest := _before(host, suffix)) is not None]
        if not bare:
            return "不是政府网站域名"
        labels = [[label for label in rest.split(".") if label not in ("", "www")] for rest in bare]
        if kind is SiteKind.PORTAL and not any(len(names) <= 1 for names in labels):
            return "不符合门户网站“www.□□□.gov.cn”的形式"
        if kind is SiteKind.DEPARTMENT_SITE and not any(len(names) >= 2 for names in labels):
            return "不是所属政府门户网站域名的下级域名"
        return ""

    def _names(self, site: Site, home: PageMarksSeen, pages: list[PageMarksSeen], faults: Faults) -> None:
        accepted = [core for name in (site.name, site.sponsor) if len(core := core_name(name)) > 1]
        if home.page is PageRole.HOME and not _bears(home, accepted):
            shown = "、".join(dict.fromkeys(word for word in (home.title, home.site_name, *home.names) if word))
            proof = [evidence_of(home, f"标题和页头：{shown or '（无文字）'}")]
            sentence = f"首页标题和页头未见网站名称“{site.name}”"
            if home.names and home.title:
                faults.charge(self.points, sentence, proof)
            else:
                faults.doubt(sentence, proof)
        nameless = [page for page in pages if page is not home and page.names and not _bears(page, accepted)]
        if nameless:
            proof = [evidence_of(page, f"标题和页头：{page.title}、{'、'.join(page.names)}") for page in nameless[:2]]
            faults.charge(self.points, f"{len(nameless)}个页面的页头未显示网站名称", proof)


def _before(host: str, suffix: str) -> str | None:
    """Return what stands before a suffix, or None where the host has another."""
    wanted = suffix.split(".")
    labels = host.split(".")
    ending = labels[-len(wanted) :]
    if len(labels) <= len(wanted) or any(w not in ("*", label) for w, label in zip(wanted, ending, strict=True)):
        return None
    return ".".join(labels[: -len(wanted)])


def core_name(name: str) -> str:
    """Return a name without what sites add to it: 市投资促进局网站 is 投资促进局."""
    return _LEVEL.sub("", _ENDINGS.sub("", "".join(name.split())))


def _bears(page: PageMarksSeen, accepted: list[str]) -> bool:
    words = [page.title, page.site_name, *page.names]
    return any(_named(core, word) for core in accepted for word in words if word)


def _named(core: str, words: str) -> bool:
    """Tell whether words name a site: its name as it is, shortened (住建局) or lengthened (甲省乙市…)."""
    shown = core_name(re.split(r"[-_—|｜]", words)[-1])
    return core in words or _within(core, words) or (len(shown) > 2 and _within(shown, core))


def _within(short: str, long: str) -> bool:
    """Tell whether all characters of `short` stand in `long` in their order."""
    rest = iter(long)
    return all(character in rest for character in short)

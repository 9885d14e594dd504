"""D3: links that lead nowhere."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import HomePageSeen, LinkChecked, LinkScope, LinksCounted, LinkState
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.rules.reasons import told
from govcrawl.rules.remedies import remedy
from govcrawl.rules.rule import SITES, Rule, RuleKind, not_visited
from govcrawl.rules.standing import latest

# Links of the site itself that were left out of the sample, or that lead out of the register by a redirect.
NOT_ASKED = ("over_limit", "redirected_away")
CHANGED_HANDS = ("closed_site", "parked", "taken_over")  # reasons whose evidence says what to do
NAMED = 10  # links that a reason names; the evidence holds them all


@dataclass(frozen=True)
class LinksDead(Rule):
    """Links on the pages of the site are dead or wrong.

    What it checks:
        Every link of the pages that were read (images, attachments, links to other registered sites), each address
        once (`scrapy crawl links`). A dead one costs `home_points` where it stands on the home page and
        `other_points` elsewhere; a link to a closed government site is dead without being followed. With
        `-a external=yes` home pages out of the register are looked at, too: one whose domain is for sale or was taken
        over (gambling and the like) is a wrong link. Where the home
        page is only a way in (导航页), the pages it leads to count as the home page. The points of the finding are the
        sum of all faults; the score caps them at `cap`.

    Why it matters:
        A deduction: whoever follows a dead link thinks the site is left to itself.

    Not observed:
        The links of the site were not gone through, none of its home page was read, or links of the site itself
        could not be followed for reasons of ours. A refusal (403, 412, 429, a firewall, a captcha) is no dead link,
        and links out of the register are not followed unless the job was told so. Where the job was not run for the
        city at all, the rule is not sampled (`separate_jobs` of the profile).

    Source:
        国办秘函〔2019〕19号，扣分项“可用性”; fact sheet 1.4 D3 and 3 G6.
    """

    code = "D3"
    title = "链接不可用"
    kind = RuleKind.DEDUCTION
    applies_to = SITES
    phrase = "存在打不开或错误的链接"
    job = "links"

    home_points: Decimal
    other_points: Decimal
    cap: Decimal

    def judge(self, dossier: Dossier) -> Finding:
        """Charge every dead link once."""
        if reason := not_visited(dossier, "links"):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        counted = dossier.latest(LinksCounted)
        if counted is None or not counted.home_links:
            return self.finding(dossier, Verdict.NOT_OBSERVED, "未读到首页上的链接")
        links = _last(dossier.of(LinkChecked))
        dead = [link for link in links if link.state is LinkState.DEAD]
        unseen = [link for link in links if link.internal and link.state is LinkState.NOT_CHECKED]
        unseen = [link for link in unseen if link.reason not in NOT_ASKED]
        if dead:
            return replace(self._charged(dossier, dead, counted), more_possible=bool(unseen))
        reason = _figures(counted)
        if unseen or not counted.alive:
            reason += f"；站内{len(unseen)}个未能检查{_named(unseen)}" if unseen else "，没有一个得到确认"
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason, map(_evidence, unseen))
        return self.finding(dossier, Verdict.PASS, f"{reason}，未发现打不开的链接")

    def _charged(self, dossier: Dossier, dead: list[LinkChecked], counted: LinksCounted) -> Finding:
        homes = latest(dossier.of(HomePageSeen))
        only_a_way_in = bool(homes) and all(home.navigation_only for home in homes)
        near = (LinkScope.HOME, LinkScope.SECOND) if only_a_way_in else (LinkScope.HOME,)
        home = [link for link in dead if link.scope in near]
        other = [link for link in dead if link.scope not in near]
        points = self.home_points * len(home) + self.other_points * len(other)
        where = "首页（导航页及其二级页面）" if only_a_way_in else "首页"
        reason = (
            f"{_figures(counted)}，打不开或错误：{where}{len(home)}个（每个{self.home_points}分）、"
            f"其他页面{len(other)}个（每个{self.other_points}分）{_named([*home, *other])}"
        )
        finding = self.finding(dossier, Verdict.FAIL, reason, map(_evidence, [*home, *other]))
        return replace(finding, points=-points)


def _last(links: Iterable[LinkChecked]) -> list[LinkChecked]:
    """Return how each address turned out last, in the order of addresses."""
    last: dict[str, LinkChecked] = {}
    for link in sorted(set(links), key=lambda link: (link.seen_at, repr(link))):
        last[link.url] = link
    return [last[url] for url in sorted(last)]


def _figures(counted: LinksCounted) -> str:
    told_of = f"查{counted.pages}个页面上的{counted.links}个链接：可用{counted.alive}个"
    for words, number in (("拒绝访问", counted.refused), ("未作访问", counted.not_checked)):
        told_of += f"、{words}{number}个" if number else ""
    return told_of


def _named(links: list[LinkChecked]) -> str:
    names = "、".join(f"{link.anchor or link.url} {told(link.reason)}" for link in links[:NAMED])
    return f"：{names}{'等' if len(links) > NAMED else ''}" if links else ""


def _evidence(link: LinkChecked) -> Evidence:
    several = f"，同一链接见于{link.pages}个页面" if link.pages > 1 else ""
    todo = f"；{remedy(link.reason).text}" if link.reason in CHANGED_HANDS else ""
    text = f"“{link.anchor or '（无文字）'}” → {link.url}：{told(link.reason)}{several}{todo}"
    return Evidence(link.page, link.answer or link.snapshot, text, link.seen_at)

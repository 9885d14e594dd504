"""V3: nothing new on the home page."""

from dataclasses import dataclass

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import ColumnSeen, HomePageSeen
from govcrawl.model.finding import Finding, Verdict
from govcrawl.rules.newest import NewestEntryRule
from govcrawl.rules.rule import SITES, RuleKind, not_visited
from govcrawl.rules.standing import Seen, latest


@dataclass(frozen=True)
class HomePageStale(NewestEntryRule):
    """The home page shows no information from the last days.

    What it checks:
        The newest dated entry of the home page lies in the window of `days` days that ends at the moment of
        inspection, both ends included. Entries without a date count as not updated where
        `undated_counts_as_stale` is set. A home page that is only a way in (导航页) is judged on all its
        second-level pages: it fails where every one of them is stale.

    Why it matters:
        A veto: a site whose home page stands still for two weeks is unqualified whatever else it offers.

    Not observed:
        The site was not reached, its rows come from a script that was not run, or one of the second-level pages
        of a navigation page was not seen. A date in the future, a date that could not be read, and a home page
        without any row decide nothing: a person has to look.

    Source:
        国办秘函〔2019〕19号，单项否决“首页不更新”；fact sheet 1.2 V3.
    """

    code = "V3"
    title = "首页不更新"
    kind = RuleKind.VETO
    applies_to = SITES
    phrase = "首页{days}天内无更新"

    undated_counts_as_stale: bool

    def judge(self, dossier: Dossier) -> Finding:
        """Judge the home page, or the second-level pages behind a navigation page."""
        if reason := not_visited(dossier, "site"):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        homes = latest(dossier.of(HomePageSeen))
        if not homes:
            return self.finding(dossier, Verdict.NOT_OBSERVED, "未采集到首页")
        where = "首页"
        pages: list[Seen] = [home for home in homes if not home.navigation_only]
        if not pages:
            where = "首页（导航页）所链接的二级页面"
            pages = [*latest(dossier.of(ColumnSeen)), *(home for home in homes if home.newest)]
        if not pages:
            return self.finding(dossier, Verdict.NOT_OBSERVED, "首页仅为导航页，且未采集到任何二级页面")
        return self.judge_newest(dossier, pages, where, undated_counts_as_stale=self.undated_counts_as_stale)

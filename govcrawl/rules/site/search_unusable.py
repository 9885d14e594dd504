"""D6: a site without a search, or one that does not find what the site published."""

from dataclasses import dataclass, replace
from decimal import Decimal

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import SearchSeen, TitleSearched
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.model.search import SearchPlace
from govcrawl.rules.reasons import told
from govcrawl.rules.rule import SITES, Rule, RuleKind, not_visited

_UNSEEN = {
    SearchPlace.OUTSIDE: "站内搜索在台账以外的统一平台，未作检查",
    SearchPlace.BY_SCRIPT: "站内搜索由脚本完成，未能检查",
    SearchPlace.UNKNOWN: "未读到首页",
    SearchPlace.LINKED: "搜索页未能打开",
}


@dataclass(frozen=True)
class SearchUnusable(Rule):
    """The site has no search, or its search does not find what the site published.

    What it checks:
        The search on the home page, or on the page that it links to (`scrapy crawl search`). A home page on which
        nothing speaks of a search, or a search that answers an error to every title, costs `missing_points`; where a
        script or a frame of such a home page could still bring a search, a person has to look. Else the search is asked
        for `sampled` titles that the site's own lists show and that are some days old; each one that is not on the
        first page of results costs `points`. The points of the finding are the sum; the score caps them at `cap`.
        Whether results are classified is for a person, and so is a search that finds nothing at all while a script
        looks at its form: a browser may ask otherwise than we did.

    Why it matters:
        A deduction: what the search does not find is not published for most people.

    Not observed:
        The search is on a shared platform out of the register, needs a script that we do not run, or did not answer
        us; the site shows no title that could be searched for. Where the job was not run for the city at all, the rule
        is not sampled (`separate_jobs` of the profile).

    Source:
        国办秘函〔2019〕19号，扣分项“站内搜索”; fact sheet 1.4 D6 and 3 G17.
    """

    code = "D6"
    title = "站内搜索不可用"
    kind = RuleKind.DEDUCTION
    applies_to = SITES
    phrase = "站内搜索功能缺失或搜索不到已发布内容"
    job = "search"

    sampled: int
    missing_points: Decimal
    points: Decimal
    cap: Decimal

    def judge(self, dossier: Dossier) -> Finding:
        """Charge a search that is not there, or each title that it does not find."""
        if reason := not_visited(dossier, self.job):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        seen = dossier.latest(SearchSeen)
        if seen is None:
            return self.finding(dossier, Verdict.NOT_OBSERVED, "未读到首页")
        page = Evidence(seen.page, seen.snapshot, f"搜索：{seen.url}", seen.seen_at)
        if seen.place is SearchPlace.MISSING:
            text = "首页未见站内搜索"
            return self._charged(dossier, self.missing_points, text, [replace(page, text=text)])
        if seen.place is SearchPlace.NOT_SHOWN:
            return self.finding(dossier, Verdict.NEEDS_REVIEW, "首页源码未见站内搜索，是否由脚本提供须人工核对", [page])
        if seen.place is not SearchPlace.HERE:
            reason = _UNSEEN[seen.place] + (f"：{told(seen.reason)}" if seen.reason else f"：{seen.url}")
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason, [page])
        return self._searched(dossier, seen, seen.searched[: self.sampled], page)

    def _searched(
        self, dossier: Dossier, seen: SearchSeen, searched: tuple[TitleSearched, ...], page: Evidence
    ) -> Finding:
        broken = [it for it in searched if _is_error(it.reason)]
        missed = [it for it in searched if not it.found and not it.reason]
        unread = [it for it in searched if it.reason]
        proof = [
            Evidence(it.asked, it.snapshot, f"搜索“{it.title}”：{told(it.reason) or '结果首页未见'}", seen.seen_at)
            for it in [*missed, *unread]
        ]
        if broken and len(broken) == len(searched) and not seen.scripted:
            return self._charged(
                dossier, self.missing_points, f"搜索{len(searched)}个标题均出错：{told(broken[0].reason)}", proof
            )
        reason = f"搜索{len(searched)}个已发布标题，{sum(it.found for it in searched)}个在结果首页"
        if (missed or broken) and seen.scripted and not any(it.found for it in searched):
            reason += "；表单由脚本提交，实际提交内容可能不同，须人工核对"
            return self.finding(dossier, Verdict.NEEDS_REVIEW, reason, proof)
        if missed:
            words = "、".join(f"“{it.title}”" for it in missed)
            finding = self._charged(dossier, self.points * len(missed), f"{reason}，未见{words}", proof)
            return replace(finding, more_possible=bool(unread))
        if unread or not searched:
            reason += f"，{len(unread)}个未能确认（{told(unread[0].reason)}）" if unread else "，没有可搜索的标题"
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason, proof or [page])
        return self.finding(dossier, Verdict.PASS, f"{reason}；结果是否分类由人工核对", [page])

    def _charged(self, dossier: Dossier, points: Decimal, reason: str, proof: list[Evidence]) -> Finding:
        return replace(self.finding(dossier, Verdict.FAIL, reason, proof), points=-points)


def _is_error(reason: str) -> bool:
    """Tell whether the site itself answered that its search does not work."""
    return reason in ("http_404", "http_410") or reason.startswith("http_5")

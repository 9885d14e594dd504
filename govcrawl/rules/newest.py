"""Rules that ask for one new entry: any page that shows one clears the target."""

from collections.abc import Sequence
from dataclasses import dataclass

from govcrawl.model.dossier import Dossier
from govcrawl.model.finding import Finding, Verdict
from govcrawl.rules.rule import Rule
from govcrawl.rules.standing import Seen, Standing, evidence_of, freshness, shown
from govcrawl.rules.window import Window


@dataclass(frozen=True)
class NewestEntryRule(Rule):
    """Fails a target whose pages were all seen and show nothing from the last `days` days."""

    days: int

    def judge_newest(
        self, dossier: Dossier, pages: Sequence[Seen], where: str, *, undated_counts_as_stale: bool
    ) -> Finding:
        """Judge the newest entry of all pages. `where` names them in the reason."""
        found: dict[Standing, list[Seen]] = {standing: [] for standing in Standing}
        for page in sorted(pages, key=lambda page: (str(page.newest or ""), page.url), reverse=True):
            standing = freshness(
                page, Window(days=self.days), dossier.as_of, undated_counts_as_stale=undated_counts_as_stale
            )
            found[standing].append(page)
        if fresh := found[Standing.CLEAR]:
            reason = f"{where}最近更新：{shown(fresh[0])}"
            return self.finding(dossier, Verdict.PASS, reason, [evidence_of(fresh[0])])
        if doubtful := found[Standing.DOUBTFUL]:
            reason = f"{where}日期需人工核对：{shown(doubtful[0])}（监测时间点 {dossier.as_of}）"
            return self.finding(dossier, Verdict.NEEDS_REVIEW, reason, map(evidence_of, doubtful))
        if unseen := found[Standing.UNSEEN]:
            reason = f"{where}未能观测（{len(unseen)}个页面）：{unseen[0].url} {shown(unseen[0])}"
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason, map(evidence_of, unseen))
        stale = found[Standing.FAULTY]
        reason = f"{where}在监测时间点（{dossier.as_of}）前{self.days}天内无更新，最近：{shown(stale[0])}"
        return self.finding(dossier, Verdict.FAIL, reason, map(evidence_of, stale))

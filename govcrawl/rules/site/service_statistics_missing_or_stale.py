"""B3: no statistics of services, or old ones."""

from dataclasses import dataclass, replace
from decimal import Decimal

from govcrawl.model.dossier import Dossier
from govcrawl.model.finding import Finding, Verdict
from govcrawl.model.target import Site
from govcrawl.rules.class_columns import ClassColumnRule, standings
from govcrawl.rules.rule import PORTALS, RuleKind, not_visited
from govcrawl.rules.standing import Standing, evidence_of, shown
from govcrawl.rules.window import Window


@dataclass(frozen=True)
class ServiceStatisticsMissingOrStale(ClassColumnRule):
    """The site does not tell how many matters were dealt with (办事统计), or has not for long.

    What it checks:
        Whether a column of the class `service_statistics` is there (else `missing_points`); its newest entry older
        than `late_months` calendar months costs `late_points`, older than `stale_months` costs `stale_points` instead.
        Of several columns the newest counts. The score caps the item at `cap`.

    Why it matters:
        A deduction: figures show whether services are used and how fast they are.

    Not observed:
        The site was not reached or not gone through whole, or its statistics were not read. Statistics of an unusual
        name, those that lead out of the site, and dates in the future are left to a person. Not applicable to sites
        without services (`services` = no in sites.csv).

    Source:
        国办秘函〔2019〕19号，扣分项“办事统计”; fact sheet 1.4 B3.
    """

    code = "B3"
    title = "办事统计缺失或不更新"
    kind = RuleKind.DEDUCTION
    applies_to = PORTALS
    phrase = "未公开办事统计数据或更新不及时"
    column_class = "service_statistics"
    column_title = "办事统计"
    like = r"办件|办事|办理|统计|服务数据"
    near = frozenset({"other", "guide", "figures"})

    missing_points: Decimal
    late_months: int
    late_points: Decimal
    stale_months: int
    stale_points: Decimal
    cap: Decimal
    undated_counts_as_stale: bool

    def judge(self, dossier: Dossier) -> Finding:
        """Judge the newest statistics against both windows."""
        if isinstance(dossier.target, Site) and not dossier.target.services:
            return self.finding(dossier, Verdict.NOT_APPLICABLE, "无对外办事服务")
        if reason := not_visited(dossier, "site"):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        columns = self.columns(dossier)
        if not columns:
            return self.missing(dossier, self.missing_points)
        undated = self.undated_counts_as_stale
        in_time = standings(columns, Window(months=self.late_months), dossier, undated)
        found = standings(columns, Window(months=self.stale_months), dossier, undated)
        if fresh := in_time[Standing.CLEAR]:
            reason = f"办事统计最近更新：{shown(fresh[0])}"
            return self.finding(dossier, Verdict.PASS, reason, [evidence_of(fresh[0])])
        for standing, verdict, words in (
            (Standing.DOUBTFUL, Verdict.NEEDS_REVIEW, "日期需人工核对"),
            (Standing.UNSEEN, Verdict.NOT_OBSERVED, "未能观测"),
        ):
            if open_ := in_time[standing]:
                reason = f"办事统计{words}：{open_[0].name} {shown(open_[0])}"
                return self.finding(dossier, verdict, reason, map(evidence_of, open_))
        late = found[Standing.CLEAR]
        months, points = (self.late_months, self.late_points) if late else (self.stale_months, self.stale_points)
        newest = (late or in_time[Standing.FAULTY])[0]
        reason = f"办事统计超过{months}个月未更新（扣{points}分）：{newest.name} {shown(newest)}"
        return replace(
            self.finding(dossier, Verdict.FAIL, reason, map(evidence_of, in_time[Standing.FAULTY])), points=-points
        )

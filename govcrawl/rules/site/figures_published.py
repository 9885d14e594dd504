"""P1: figures that are published in time."""

from dataclasses import dataclass, replace
from decimal import Decimal

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import ColumnSeen
from govcrawl.model.finding import Finding, Verdict
from govcrawl.rules.class_columns import ClassColumnRule, standings
from govcrawl.rules.rule import PORTALS, RuleKind, not_visited
from govcrawl.rules.standing import Standing, evidence_of, shown
from govcrawl.rules.window import Window

OF_PEOPLE = "图表展示解读、数据集下载和接口由人工认定"


@dataclass(frozen=True)
class FiguresPublished(ClassColumnRule):
    """The site publishes figures (数据发布) and has done so of late.

    What it checks:
        The newest entry of the columns of the class `figures`: from the last `soon_months` calendar months it earns
        `soon_points`, from the last `late_months` it earns `late_points`. Nothing earned is no fault: the finding then
        has no points. Charts and data sets for download earn more (`cap` in all); they are for a person to see,
        and until then the item stays open up to its cap.

    Why it matters:
        A bonus: figures let everyone follow what a government does.

    Not observed:
        The site was not reached or not gone through whole, or its figures were not read. Columns of an unusual name,
        those that lead out of the site, and dates in the future are left to a person.

    Source:
        国办秘函〔2019〕19号，加分项“数据发布”; fact sheet 1.5 P1.
    """

    code = "P1"
    title = "数据发布"
    kind = RuleKind.BONUS
    applies_to = PORTALS
    phrase = "{late_months}个月内未发布数据"
    column_class = "figures"
    column_title = "数据发布"
    like = r"数据|统计|指标|经济运行"
    near = frozenset({"other", "open_data", "yearly_statistics"})

    soon_months: int
    soon_points: Decimal
    late_months: int
    late_points: Decimal
    cap: Decimal
    undated_counts_as_stale: bool

    def judge(self, dossier: Dossier) -> Finding:
        """Give points for the newest figures."""
        if reason := not_visited(dossier, "site"):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        columns = self.columns(dossier)
        if not columns:
            return self.missing(dossier, Decimal(0))
        steps = ((self.soon_months, self.soon_points), (self.late_months, self.late_points))
        found: dict[Standing, list[ColumnSeen]] = {}
        for months, points in steps:
            found = standings(columns, Window(months=months), dossier, self.undated_counts_as_stale)
            if fresh := found[Standing.CLEAR]:
                reason = f"{months}个月内更新：{fresh[0].name} {shown(fresh[0])}，加{points}分；{OF_PEOPLE}"
                finding = self.finding(dossier, Verdict.PASS, reason, [evidence_of(fresh[0])])
                return replace(finding, points=points, more_possible=True)  # charts and data sets: a person's
        for standing, verdict, words in (
            (Standing.DOUBTFUL, Verdict.NEEDS_REVIEW, "日期需人工核对"),
            (Standing.UNSEEN, Verdict.NOT_OBSERVED, "未能观测"),
        ):
            if left := found[standing]:
                reason = f"数据发布栏目{words}：{left[0].name} {shown(left[0])}"
                return self.finding(dossier, verdict, reason, map(evidence_of, left))
        stale = found[Standing.FAULTY]
        reason = f"{self.late_months}个月内未更新，不加分：{stale[0].name} {shown(stale[0])}；{OF_PEOPLE}"
        return replace(self.finding(dossier, Verdict.FAIL, reason, map(evidence_of, stale)), more_possible=True)

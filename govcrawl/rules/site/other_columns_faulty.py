"""A9: other columns that are blank or not kept up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from govcrawl.columns import load_classes
from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import ColumnSeen
from govcrawl.model.finding import Finding, Verdict
from govcrawl.model.observation import Observation
from govcrawl.rules.class_columns import hidden
from govcrawl.rules.rule import PORTALS, Rule, RuleKind, not_visited
from govcrawl.rules.standing import Standing, evidence_of, freshness, latest, shown
from govcrawl.rules.window import Window

NAMED = 10  # columns that a reason names; the evidence holds them all


@dataclass(frozen=True)
class OtherColumnsFaulty(Rule):
    """Columns beside those with an item of their own are blank or past their cadence (其他栏目).

    What it checks:
        Every column whose class has no item of its own (`own_items`: what these lack is charged there and not here
        again). A blank one costs `blank_points`; one whose newest entry is older than its cadence costs
        `stale_points`: the days that the office gives it itself (columns.csv), else the window that `cadence` gives
        its class. A class without a window has no expected update. The points of the finding are the sum of all
        faults; the score caps them at `cap`.

    Why it matters:
        A deduction: a column that nobody fills says that nobody looks after the site.

    Not observed:
        The site was not reached, no such column was found, or none of those seen is faulty and others were not seen.
        Where dates could not be read, or lie in the future, a person has to look.

    Source:
        国办秘函〔2019〕19号，扣分项“其他栏目”; fact sheet 1.4 A9 and 1.1 (no fault is charged twice).
    """

    code = "A9"
    title = "其他栏目空白或不更新"
    kind = RuleKind.DEDUCTION
    applies_to = PORTALS
    phrase = "存在空白栏目或应更新未更新的栏目"

    blank_points: Decimal
    stale_points: Decimal
    cap: Decimal
    own_items: tuple[str, ...]
    undated_counts_as_stale: bool
    cadence: Mapping[str, Window]

    def __post_init__(self) -> None:
        """Refuse a class that no column can have: it would never be used."""
        known = {column_class.id for column_class in load_classes().classes}
        if unknown := sorted({*self.cadence, *self.own_items} - known):
            raise ValueError(f"{unknown[0]}: there is no such class of columns; use one of columns.toml")

    def judge(self, dossier: Dossier) -> Finding:
        """Charge every blank and every stale column."""
        if reason := not_visited(dossier, "site"):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        columns = [it for it in latest(dossier.of(ColumnSeen)) if not it.excluded]
        columns = [it for it in columns if it.column_class not in self.own_items]
        if not columns:
            return self.finding(dossier, Verdict.NOT_OBSERVED, "未发现其他栏目")
        blank = [it for it in columns if it.state is Observation.BLANK]
        found: dict[Standing, list[ColumnSeen]] = {standing: [] for standing in Standing}
        for column in columns:
            if column.state is not Observation.BLANK:
                found[self._standing(column, dossier)].append(column)
        stale, doubtful, unseen = (found[it] for it in (Standing.FAULTY, Standing.DOUBTFUL, Standing.UNSEEN))
        reason = (
            f"其他栏目{len(columns)}个：空白{len(blank)}个（每个{self.blank_points}分）{_named(blank)}、"
            f"应更新未更新{len(stale)}个（每个{self.stale_points}分）{_named(stale)}"
        )
        if doubtful:
            reason += f"；{len(doubtful)}个需人工核对{_named(doubtful)}"
        if unseen:
            reason += f"；{len(unseen)}个未能观测{_named(unseen)}"
        if faulty := [*blank, *stale]:
            points = self.blank_points * len(blank) + self.stale_points * len(stale)
            open_ = bool(doubtful or unseen or hidden(dossier))
            finding = self.finding(dossier, Verdict.FAIL, reason, map(evidence_of, faulty))
            return replace(finding, points=-points, more_possible=open_)
        verdict = Verdict.NEEDS_REVIEW if doubtful else Verdict.NOT_OBSERVED if unseen else Verdict.PASS
        return self.finding(dossier, verdict, reason, map(evidence_of, [*doubtful, *unseen]))

    def _standing(self, column: ColumnSeen, dossier: Dossier) -> Standing:
        if column.state in (Observation.NOT_OBSERVED, Observation.NOT_OBSERVABLE):
            return Standing.UNSEEN
        own = Window(days=column.cadence_days) if column.cadence_days else None
        window = own or self.cadence.get(column.column_class)
        if window is None:
            return Standing.CLEAR
        return freshness(column, window, dossier.as_of, undated_counts_as_stale=self.undated_counts_as_stale)


def _named(columns: Sequence[ColumnSeen]) -> str:
    names = "、".join(f"{it.name} {shown(it)}" for it in columns[:NAMED])
    return f"：{names}{'等' if len(columns) > NAMED else ''}" if columns else ""

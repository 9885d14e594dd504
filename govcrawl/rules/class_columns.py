"""Rules about the columns of one class that every site must have: whether one is there, and whether it is kept up."""

import re
from abc import abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import ColumnNamed, ColumnSeen, HomePageSeen, Whereabouts
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.model.observation import Observation
from govcrawl.rules.reasons import told
from govcrawl.rules.rule import Rule, not_visited
from govcrawl.rules.standing import Standing, evidence_of, freshness, latest, shown
from govcrawl.rules.window import Window

# Columns of these classes lead to others: where one was not seen, it may hide any.
LEADING = frozenset({"other", "disclosure", "disclosure_catalogue", "guide", "interaction", "topics"})
NAMED = 5  # columns that a reason names; the evidence holds them all
_GONE = {Whereabouts.OUTSIDE: "链接到站外", Whereabouts.DEAD: "链接打不开", Whereabouts.NOT_ASKED: "未作访问"}


@dataclass(frozen=True)
class ClassColumnRule(Rule):
    """Looks for the columns of one class.

    That none is there is certain only where the home page and all columns that could lead to one were seen. A column
    whose name no class knows and that is `like` one of this class is left to a person, as is one that leads out of
    the site or whose address is gone.
    """

    column_class: ClassVar[str]
    column_title: ClassVar[str]
    like: ClassVar[str]  # what the name of a column has in it that may be one of this class
    near: ClassVar[frozenset[str]] = frozenset({"other"})  # classes whose columns may be one of this class

    def columns(self, dossier: Dossier) -> list[ColumnSeen]:
        """Return the columns of the class that have entries to be judged."""
        return [it for it in latest(dossier.of(ColumnSeen)) if it.column_class == self.column_class]

    def named(self, dossier: Dossier, *whereabouts: Whereabouts) -> list[ColumnNamed]:
        """Return the columns of the class that are only named."""
        return [it for it in named_columns(dossier) if it.column_class == self.column_class and _is(it, whereabouts)]

    def missing(self, dossier: Dossier, points: Decimal) -> Finding:
        """Return the finding where no column of the class was seen."""
        gone = self.named(dossier)
        if unasked := [it for it in gone if it.whereabouts is Whereabouts.NOT_ASKED]:
            reason = f"{self.column_title}栏目未作访问（层级过深或超出页数上限）：{_names(unasked)}"
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason, map(evidence_of_named, unasked))
        if gone:
            reason = f"{self.column_title}栏目需人工核对：" + "、".join(f"{it.name}{_gone(it)}" for it in gone[:NAMED])
            return self.finding(dossier, Verdict.NEEDS_REVIEW, reason, map(evidence_of_named, gone))
        if reason := hidden(dossier):
            return self.finding(dossier, Verdict.NOT_OBSERVED, f"未发现{self.column_title}栏目，但{reason}")
        if candidates := self._candidates(dossier):
            names = "、".join(dict.fromkeys(name for name, _ in candidates[:NAMED]))
            reason = f"未发现以通常名称开设的{self.column_title}栏目，以下栏目是否属于须人工核对：{names}"
            return self.finding(dossier, Verdict.NEEDS_REVIEW, reason, [evidence for _, evidence in candidates])
        home, number = home_page(dossier), len(latest(dossier.of(ColumnSeen))) + len(named_columns(dossier))
        text = f"首页及所见{number}个栏目中未发现{self.column_title}栏目"
        assert home is not None  # else something may be hidden
        evidence = Evidence(home.url, home.snapshot, text, home.seen_at)
        return replace(self.finding(dossier, Verdict.FAIL, text, [evidence]), points=-points if points else points)

    def _candidates(self, dossier: Dossier) -> list[tuple[str, Evidence]]:
        like = re.compile(self.like)
        seen = [(it, evidence_of(it)) for it in latest(dossier.of(ColumnSeen))]
        named = [(it, evidence_of_named(it)) for it in named_columns(dossier)]
        both: list[tuple[ColumnSeen | ColumnNamed, Evidence]] = [*seen, *named]
        return [(it.name, proof) for it, proof in both if it.column_class in self.near and like.search(it.name)]


@dataclass(frozen=True)
class ColumnThereRule(ClassColumnRule):
    """Asks only that a column of the class is there; what stands in it is for a person to compare."""

    missing_points: Decimal
    cap: Decimal

    def judge(self, dossier: Dossier) -> Finding:
        """Look for a column of the class that shows anything."""
        if reason := not_visited(dossier, "site"):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        texts, lists = self.named(dossier, Whereabouts.TEXT), self.columns(dossier)
        filled = [it for it in lists if it.state not in (Observation.BLANK, Observation.NOT_OBSERVED)]
        if texts or filled:
            names = _names([*filled, *texts])
            return self.finding(dossier, Verdict.PASS, f"有{self.column_title}栏目：{names}；内容是否准确由人工核对")
        if lost := [it for it in lists if it.state is Observation.NOT_OBSERVED]:
            reason = f"{self.column_title}栏目未能采集：{lost[0].name} {told(lost[0].reason)}"
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason, map(evidence_of, lost))
        if lists:
            reason = f"{self.column_title}栏目未显示任何内容，须人工核对：{_names(lists)}"
            return self.finding(dossier, Verdict.NEEDS_REVIEW, reason, map(evidence_of, lists))
        return self.missing(dossier, self.missing_points)


@dataclass(frozen=True)
class ColumnKeptUpRule(ClassColumnRule):
    """Asks that a column of the class is there and that one of those of `levels` (empty: any) is up to date."""

    missing_points: Decimal
    stale_points: Decimal
    cap: Decimal
    levels: tuple[int, ...]
    undated_counts_as_stale: bool

    @abstractmethod
    def window(self) -> Window:
        """Return how long the class may rest."""

    def judge(self, dossier: Dossier) -> Finding:
        """Judge the newest entry of the columns of the class."""
        if reason := not_visited(dossier, "site"):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        columns = self.columns(dossier)
        if not columns:
            return self.missing(dossier, self.missing_points)
        of_levels = [it for it in columns if not self.levels or it.level in self.levels]
        deeper = [it for it in columns if it not in of_levels]
        found = standings(of_levels or deeper, self.window(), dossier, self.undated_counts_as_stale)
        # A first-level column often shows what its sub-columns list: where one of these may be fresh, a person looks.
        below = standings(deeper if of_levels else (), self.window(), dossier, self.undated_counts_as_stale)
        if fresh := found[Standing.CLEAR]:
            reason = f"{self.column_title}栏目最近更新：{fresh[0].name} {shown(fresh[0])}"
            return self.finding(dossier, Verdict.PASS, reason, [evidence_of(fresh[0])])
        if doubtful := [*found[Standing.DOUBTFUL], *below[Standing.CLEAR], *below[Standing.DOUBTFUL]]:
            reason = f"{self.column_title}栏目更新情况需人工核对：{_dated(doubtful)}"
            return self.finding(dossier, Verdict.NEEDS_REVIEW, reason, map(evidence_of, doubtful))
        if unseen := [*found[Standing.UNSEEN], *below[Standing.UNSEEN]]:
            reason = f"{self.column_title}栏目未能观测：{_dated(unseen)}"
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason, map(evidence_of, unseen))
        stale = found[Standing.FAULTY]
        if not of_levels:
            reason = (
                f"{self.column_title}栏目超过{self.window()}未更新，但未能确定一级栏目，须人工核对：{_dated(stale)}"
            )
            return self.finding(dossier, Verdict.NEEDS_REVIEW, reason, map(evidence_of, stale))
        if reason := hidden(dossier):
            return self.finding(dossier, Verdict.NOT_OBSERVED, f"所见{self.column_title}栏目均未更新，但{reason}")
        reason = f"{self.column_title}栏目在监测时间点（{dossier.as_of}）前{self.window()}内未更新：{_dated(stale)}"
        return replace(self.finding(dossier, Verdict.FAIL, reason, map(evidence_of, stale)), points=-self.stale_points)


def standings(
    columns: Iterable[ColumnSeen], window: Window, dossier: Dossier, undated_counts_as_stale: bool
) -> dict[Standing, list[ColumnSeen]]:
    """Return the columns by how they stand against a window, those with the newest entry first."""
    found: dict[Standing, list[ColumnSeen]] = {standing: [] for standing in Standing}
    for column in sorted(columns, key=lambda it: (str(it.newest or ""), it.url), reverse=True):
        standing = freshness(column, window, dossier.as_of, undated_counts_as_stale=undated_counts_as_stale)
        found[standing].append(column)
    return found


def hidden(dossier: Dossier) -> str:
    """Return why a column may be there that was not seen; empty where the site was gone through whole."""
    if reason := not_visited(dossier, "site"):
        return reason
    visit, home = dossier.visit("site"), home_page(dossier)
    if visit is not None and visit.reason:
        return f"网站未采集完整（{told(visit.reason)}）"
    if home is None or home.state in (Observation.NOT_OBSERVED, Observation.NOT_OBSERVABLE):
        return "首页未能读取"
    columns = latest(dossier.of(ColumnSeen))
    if not columns:
        return "未发现任何栏目"
    lost = [it for it in columns if it.state is Observation.NOT_OBSERVED and it.column_class in LEADING]
    return f"有{len(lost)}个栏目未能采集：{_names(lost)}" if lost else ""


def home_page(dossier: Dossier) -> HomePageSeen | None:
    """Return the last sight of the home page."""
    return next(iter(latest(dossier.of(HomePageSeen))), None)


def named_columns(dossier: Dossier) -> list[ColumnNamed]:
    """Return the last word on each column that is only named, in the order of addresses."""
    last: dict[str, ColumnNamed] = {}
    for column in sorted(set(dossier.of(ColumnNamed)), key=lambda it: (it.seen_at, repr(it))):
        last[column.url] = column
    return [last[url] for url in sorted(last)]


def evidence_of_named(column: ColumnNamed) -> Evidence:
    """Return where a column that is only named can be seen again."""
    return Evidence(column.url, column.snapshot, f"{column.name}{_gone(column)}", column.seen_at)


def _is(column: ColumnNamed, whereabouts: tuple[Whereabouts, ...]) -> bool:
    return not whereabouts or column.whereabouts in whereabouts


def _gone(column: ColumnNamed) -> str:
    words = _GONE.get(column.whereabouts)
    return f"（{words}）" if words else ""


def _names(columns: Sequence[ColumnSeen | ColumnNamed]) -> str:
    return "、".join(it.name for it in columns[:NAMED]) + ("等" if len(columns) > NAMED else "")


def _dated(columns: Sequence[ColumnSeen]) -> str:
    return "、".join(f"{it.name} {shown(it)}" for it in columns[:NAMED]) + ("等" if len(columns) > NAMED else "")

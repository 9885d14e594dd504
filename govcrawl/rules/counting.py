"""Rules that count columns against a threshold: monotone, so that an unknown column never decides alone."""

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import ColumnSeen
from govcrawl.model.finding import Finding, Verdict
from govcrawl.rules.rule import Rule, not_visited
from govcrawl.rules.standing import Standing, evidence_of, latest, shown

NAMED = 10  # columns that a reason names; the evidence holds them all


@dataclass(frozen=True)
class ColumnCountRule(Rule):
    """Fails a site with `min_columns` or more faulty columns.

    Faulty columns alone decide a failure. Where the doubtful ones could make up the number a person has to look;
    where those that were not seen could, the site is not observed. Excluded columns never count.
    """

    faulty_columns: ClassVar[str] = "栏目超过更新期限"  # what a reason counts

    min_columns: int

    @abstractmethod
    def standing(self, column: ColumnSeen, dossier: Dossier) -> Standing | None:
        """Return how a column stands, or None where this rule does not look at it."""

    def judge(self, dossier: Dossier) -> Finding:
        """Count the columns of the site."""
        if reason := not_visited(dossier, "site"):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        columns = [column for column in latest(dossier.of(ColumnSeen)) if not column.excluded]
        if not columns:
            return self.finding(dossier, Verdict.NOT_OBSERVED, "未发现任何可检查的栏目")
        found: dict[Standing, list[ColumnSeen]] = {standing: [] for standing in Standing}
        for column in columns:
            if standing := self.standing(column, dossier):
                found[standing].append(column)
        faulty, doubtful, unseen = (found[it] for it in (Standing.FAULTY, Standing.DOUBTFUL, Standing.UNSEEN))
        if len(faulty) >= self.min_columns:
            verdict, sign = Verdict.FAIL, "≥"
        elif len(faulty) + len(doubtful) >= self.min_columns:
            verdict, sign = Verdict.NEEDS_REVIEW, "未达"
        elif len(faulty) + len(doubtful) + len(unseen) >= self.min_columns:
            verdict, sign = Verdict.NOT_OBSERVED, "未达"
        else:
            verdict, sign = Verdict.PASS, "<"
        reason = f"{len(faulty)}个{self.faulty_columns}（{sign}{self.min_columns}）{_named(faulty)}"
        if doubtful:
            reason += f"；{len(doubtful)}个需人工核对{_named(doubtful)}"
        if unseen:
            reason += f"；{len(unseen)}个未能观测{_named(unseen)}"
        proof = faulty if verdict is Verdict.FAIL else [*faulty, *doubtful, *unseen]
        return self.finding(dossier, verdict, reason, map(evidence_of, sorted(proof, key=_age)))


def _age(column: ColumnSeen) -> tuple[str, str]:
    return str(column.newest or ""), column.url


def _named(columns: Iterable[ColumnSeen]) -> str:
    ordered = sorted(columns, key=_age)
    names = "、".join(f"{column.name} {shown(column)}" for column in ordered[:NAMED])
    return f"：{names}{'等' if len(ordered) > NAMED else ''}" if ordered else ""

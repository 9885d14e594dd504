"""L20: printed dates that something else contradicts, put before the person who decides V1e."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import ArticleDatesSeen, RowsSeen
from govcrawl.model.finding import Finding, Verdict
from govcrawl.rules.dating import (
    Doubt,
    backdated,
    contradicted,
    filled_in_bulk,
    in_future,
    out_of_order,
    redated,
    visits_of,
)
from govcrawl.rules.rule import SITES, Rule, RuleKind, not_visited


@dataclass(frozen=True)
class DatesForged(Rule):
    """Printed dates that an earlier visit, an address or another mark of the page's age contradicts.

    What it checks:
        The rows of each column against earlier visits, in this period and in earlier ones: a day that was changed
        (发布日期前后不一致), a new row dated before a visit that did not see it (beyond `grace_days`). Within a visit:
        days in the future; `bulk_rows` rows of one day after `silent_days` without any, at most `eve_days` before the
        inspection, in columns of `bulk_classes`; a serial number given after those of `neighbours` rows dated more than
        `far_days` later. On opened pages: the printed day against 成文日期, the year of the document number, the day in
        the address and PubDate (beyond `far_days`), the server's Last-Modified. A column whose addresses changed,
        one whose numbers do not follow its days, and a site that was moved in bulk are passed over.

    Why it matters:
        Falsified dates are a veto (弄虚作假). A machine only proposes: a wrong date may be a slip, a moved page, a new
        template. So this is advice under a code of its own, which fails nobody; with its evidence a person decides V1e
        in reviews.csv.

    Not observed:
        The site was not reached, or no date of it was read.

    Source:
        国办秘函〔2019〕19号，单项否决“安全、泄密事故等严重问题”; fact sheet 5.5, E10. The numbers are our own.
    """

    code = "L20"
    title = "发布日期存疑"
    kind = RuleKind.ADVICE
    applies_to = SITES
    phrase = "发布日期存疑"
    left_to_people = frozenset({Verdict.FAIL})

    grace_days: int
    far_days: int
    bulk_rows: int
    silent_days: int
    eve_days: int
    neighbours: int
    bulk_classes: tuple[str, ...]

    def judge(self, dossier: Dossier) -> Finding:
        """Collect the doubts."""
        if reason := not_visited(dossier, "site"):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        columns = visits_of(dossier.of(RowsSeen))
        articles = dossier.of(ArticleDatesSeen)
        if not columns and not articles:
            return self.finding(dossier, Verdict.NOT_OBSERVED, "未读到条目或正文的发布日期")
        doubts = {doubt.evidence: doubt.kind for doubt in self._doubts(dossier, columns, articles)}
        compared = sum(len(visits) > 1 for visits in columns.values())
        seen = f"{len(columns)}个栏目（{compared}个有历史采集可比）、{len(articles)}个正文页"
        if not doubts:
            return self.finding(dossier, Verdict.PASS, f"未发现发布日期矛盾：核对{seen}")
        counted = "、".join(f"{kind}{number}处" for kind, number in Counter(doubts.values()).items())
        return self.finding(dossier, Verdict.NEEDS_REVIEW, f"须人工核实：{counted}（核对{seen}）", doubts)

    def _doubts(
        self, dossier: Dossier, columns: dict[str, list[RowsSeen]], articles: list[ArticleDatesSeen]
    ) -> Iterator[Doubt]:
        for visits in columns.values():
            last = visits[-1]
            yield from redated(visits)
            yield from backdated(visits, self.grace_days)
            yield from in_future(last)
            yield from out_of_order(last, self.far_days, self.neighbours)
            if last.column_class in self.bulk_classes:
                yield from filled_in_bulk(last, dossier.as_of, self.bulk_rows, self.silent_days, self.eve_days)
        yield from contradicted(articles, self.far_days)

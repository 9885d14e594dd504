"""P7: surveys and requests for opinions that are held often enough."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import Whereabouts
from govcrawl.model.finding import Finding, Verdict
from govcrawl.model.observation import Observation
from govcrawl.model.period import CHINA_TIME
from govcrawl.rules.class_columns import ClassColumnRule
from govcrawl.rules.rule import PORTALS, RuleKind, not_visited
from govcrawl.rules.standing import evidence_of, words
from govcrawl.rules.window import Window

# Rows that tell how a survey ended are no survey of their own.
RESULTS = re.compile(r"结果|反馈|采纳|汇总|公布|统计|情况(的)?(说明|报告|公示)")


@dataclass(frozen=True)
class SurveysHeld(ClassColumnRule):
    """The site asks the public often enough (调查征集).

    What it checks:
        The rows of the columns of the class `survey` with a day in the last `months` calendar months, each title of a
        day once; rows that tell results do not count. From `min_surveys` on a person has to see whether they are held
        online (not by mail) and whether results follow within a month: `points` and `result_points` are given by
        people, `cap` in all. Fewer earn nothing.

    Why it matters:
        A bonus: who asks before deciding decides better.

    Not observed:
        The site was not reached or not gone through whole, or columns of surveys were not read.

    Source:
        国办秘函〔2019〕19号，加分项“调查征集”; fact sheet 1.5 P7.
    """

    code = "P7"
    title = "调查征集"
    kind = RuleKind.BONUS
    applies_to = PORTALS
    phrase = "{months}个月内开展的调查征集不足{min_surveys}次"
    left_to_people: ClassVar[frozenset[Verdict]] = frozenset({Verdict.PASS})
    column_class = "survey"
    column_title = "调查征集"
    like = r"征集|调查|意见|民意|听证"
    near = frozenset({"other", "interaction", "notice"})

    months: int
    min_surveys: int
    points: Decimal
    result_points: Decimal
    cap: Decimal

    def judge(self, dossier: Dossier) -> Finding:
        """Count the surveys of the window."""
        if reason := not_visited(dossier, "site"):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        columns, away = self.columns(dossier), self.named(dossier, Whereabouts.OUTSIDE, Whereabouts.NOT_ASKED)
        if not columns:
            return self.missing(dossier, Decimal(0))
        held = set()
        for column in columns:
            moment = min(dossier.as_of, column.seen_at.astimezone(CHINA_TIME).date())
            first = Window(months=self.months).start(dossier.as_of)
            held |= {
                (day, title) for day, title in column.listed if first <= day <= moment and not RESULTS.search(title)
            }
        reason = f"监测时间点（{dossier.as_of}）前{self.months}个月内列出调查征集{len(held)}次"
        if len(held) >= self.min_surveys:
            reason += f"（≥{self.min_surveys}）；是否在线开展、结果是否1个月内公布由人工认定"
            return self.finding(dossier, Verdict.NEEDS_REVIEW, reason, map(evidence_of, columns))
        unread = [it for it in columns if it.state not in (Observation.DATED, Observation.BLANK)]
        if unread or away:
            others = "、".join([f"{it.name} {words(it)}" for it in unread] + [f"{it.name} {it.url}" for it in away])
            return self.finding(dossier, Verdict.NOT_OBSERVED, f"{reason}；另有未能读取的：{others}")
        reason += f"（不足{self.min_surveys}），不加分"
        return self.finding(dossier, Verdict.FAIL, reason, map(evidence_of, columns))

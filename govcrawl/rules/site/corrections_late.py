"""D5: messages of 我为政府网站找错 that were answered late, evasively, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import CorrectionSeen
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.model.period import CHINA_TIME, months_before
from govcrawl.rules.imported import origin
from govcrawl.rules.rule import SITES, Rule, RuleKind
from govcrawl.workdays import WorkdayRangeError, workdays_after

NAMED = 5  # messages that a reason names; the evidence holds them all


@dataclass(frozen=True)
class CorrectionsLate(Rule):
    """Who pointed out an error of the site waited too long for an answer, or got an evasive one.

    What it checks:
        The export of the platform 我为政府网站找错 (corrections.csv): every valid message of the last `lookback_months`
        calendar months. One without an answer after `workdays` working days costs `late_points`. One that was answered
        later costs the same where `late_answer_counts`; elsewhere a person says whether it counts. An answer that a
        person marked as evasive (是否敷衍) costs `evasive_points`. The day of the message does not count: one of a
        Friday with a term of 1 is due on Monday. The points of the finding are the sum; the score caps them at `cap`.

    Why it matters:
        A deduction: who points out an error helps the site, and is told what became of it.

    Not observed:
        An answer after the term, where it does not count and nothing else is charged, is left to a person. The messages
        stand on no page: without an export that holds a row of the site, or says that it had none, a
        person looks. So where the term of a message was not over when the export was made. Where the city brought no
        export at all, the rule is not sampled (`separate_jobs` of the profile).

    Source:
        国办秘函〔2019〕19号，扣分项“我为政府网站找错”办理; fact sheet 1.4 D5 and 2.3.
    """

    code = "D5"
    title = "“我为政府网站找错”留言办理不及时"
    kind = RuleKind.DEDUCTION
    applies_to = SITES
    phrase = "“我为政府网站找错”留言超过{workdays}个工作日未答复"
    job = "corrections"

    workdays: int
    lookback_months: int
    late_points: Decimal
    late_answer_counts: bool
    evasive_points: Decimal
    cap: Decimal

    def imported(self, dossier: Dossier) -> bool:
        """Tell whether an export of the platform speaks of the site."""
        return bool(dossier.of(CorrectionSeen))

    def not_sampled(self) -> str:
        """Return what this inspection left out."""
        return "未导入找错平台留言 corrections.csv"

    def judge(self, dossier: Dossier) -> Finding:
        """Charge every late and every evasive answer."""
        try:
            return self._judged(dossier)
        except WorkdayRangeError as error:
            return self.finding(dossier, Verdict.NEEDS_REVIEW, f"工作日历未覆盖，须人工核对（{error}）")

    def _judged(self, dossier: Dossier) -> Finding:
        rows = sorted(set(dossier.of(CorrectionSeen)), key=lambda it: repr(it))
        if not rows:
            return self.finding(dossier, Verdict.NOT_OBSERVED, "未导入该网站的找错平台留言，须从平台后台导出或人工核对")
        as_of = dossier.as_of
        start = months_before(as_of, self.lookback_months)
        valid = [it for it in rows if it.valid and it.asked and start <= it.asked <= as_of]
        late = [it for it in valid if self._late(it, as_of)]
        evasive = [it for it in valid if it.evasive and it not in late]
        unseen = [it for it in valid if it not in late and self._unseen(it, as_of)]
        belated = [it for it in valid if it not in (*late, *evasive) and self._belated(it, as_of)]
        unread = [it for it in valid if it.replied and it.evasive is None and it not in late]
        span = f"{start}以来“我为政府网站找错”有效留言{len(valid)}条"
        doubt = (
            f"超过{self.workdays}个工作日才答复{len(belated)}条，是否计入由人工认定{_named(belated)}" if belated else ""
        )
        if late or evasive:
            kind = "答复或未答复" if self.late_answer_counts else "未答复"
            reason = (
                f"{span}：超过{self.workdays}个工作日{kind}{len(late)}条（每条{self.late_points}分）{_named(late)}、"
                f"答复推诿敷衍{len(evasive)}条（每条{self.evasive_points}分）{_named(evasive)}"
                f"{'；' if doubt else ''}{doubt}"
            )
            finding = self.finding(dossier, Verdict.FAIL, reason, map(_evidence, [*late, *evasive]))
            points = self.late_points * len(late) + self.evasive_points * len(evasive)
            return replace(finding, points=-points, more_possible=bool(unseen or unread or belated))
        if belated:
            return self.finding(dossier, Verdict.NEEDS_REVIEW, f"{span}：{doubt}", map(_evidence, belated))
        if unseen:
            reason = f"{span}，导出时{len(unseen)}条尚未到期、是否按时答复未知{_named(unseen)}"
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason, map(_evidence, unseen))
        reason = f"{span}，均在{self.workdays}个工作日内答复" if valid else span
        told_of = "；答复质量由人工认定" if unread else ""
        return replace(self.finding(dossier, Verdict.PASS, reason + told_of), more_possible=bool(unread))

    def _late(self, message: CorrectionSeen, as_of: date) -> bool:
        """Tell whether the term ran out before an answer, as far as the export and the moment reach."""
        if message.replied and message.replied <= as_of:
            return self.late_answer_counts and self._belated(message, as_of)
        return self._due(message) < self._moment(message, as_of)

    def _belated(self, message: CorrectionSeen, as_of: date) -> bool:
        """Tell whether an answer came after the term."""
        return bool(message.replied and self._due(message) < message.replied <= as_of)

    def _unseen(self, message: CorrectionSeen, as_of: date) -> bool:
        """Tell whether the term ended after the export was made and before the moment that is judged."""
        answered = message.replied and message.replied <= as_of
        return not answered and self._moment(message, as_of) <= self._due(message) < as_of

    def _due(self, message: CorrectionSeen) -> date:
        assert message.asked is not None
        return workdays_after(message.asked, self.workdays)

    def _moment(self, message: CorrectionSeen, as_of: date) -> date:
        return min(as_of, message.seen_at.astimezone(CHINA_TIME).date())


def _named(messages: Sequence[CorrectionSeen]) -> str:
    names = "、".join(f"“{it.subject or '（无标题）'}” {it.asked}" for it in messages[:NAMED])
    return f"：{names}{'等' if len(messages) > NAMED else ''}" if names else ""


def _evidence(message: CorrectionSeen) -> Evidence:
    answer = f"答复时间 {message.replied}" if message.replied else "未见答复"
    text = f"“{message.subject or '（无标题）'}” 留言时间 {message.asked}，{answer}{origin(message)}"
    return Evidence(message.url, "", text, message.seen_at)

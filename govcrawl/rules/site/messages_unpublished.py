"""C3: messages and their answers are not public, or not all of what has to be."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import BoardSeen, MessageSeen
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.model.observation import Observation
from govcrawl.model.period import CHINA_TIME, months_before
from govcrawl.model.target import SiteKind
from govcrawl.rules.boards import board_evidence, channels, none_found, unseen
from govcrawl.rules.rule import Rule, RuleKind, not_visited

FIELDS = {"asked": "留言时间", "replied": "答复时间", "unit": "答复单位", "reply": "答复内容"}
_UNSEEN = (Observation.NOT_OBSERVED, Observation.NOT_OBSERVABLE)


@dataclass(frozen=True)
class MessagesUnpublished(Rule):
    """Messages of visitors are not published, or incompletely, late, without statistics.

    What it checks:
        The boards of the consultation kind (`scrapy crawl messages`). No message at all costs `none_points`, and
        nothing else is charged then. Else each of `sampled` answered messages, drawn by a lot that a repeated
        inspection draws again, costs `field_points` where 留言时间, 答复时间, 答复单位 or 答复内容 is not shown; boards
        without a new message or answer for `stale_months` calendar months cost `stale_points`; no statistics of
        acceptance and feedback, on the boards or in a column of their own, `statistics_points`. The points of the
        finding are the sum; the score caps them at `cap`.

    Why it matters:
        A deduction: what one asked helps the next one who would ask.

    Not observed:
        The boards did not open or are filled in by scripts. Where no board was found at all a person has to look (as
        for V5a). A sampled message whose page did not open is not charged. Where the job was not run for the city at
        all, the rule is not sampled (`separate_jobs` of the profile).

    Source:
        国办秘函〔2019〕19号，扣分项“留言公开”; fact sheet 1.4 C3.
    """

    code = "C3"
    title = "留言公开不到位"
    kind = RuleKind.DEDUCTION
    applies_to = frozenset({SiteKind.PORTAL, SiteKind.DEPARTMENT_SITE})
    phrase = "留言公开不到位"
    job = "messages"

    none_points: Decimal
    sampled: int
    field_points: Decimal
    stale_months: int
    stale_points: Decimal
    statistics_points: Decimal
    cap: Decimal

    def judge(self, dossier: Dossier) -> Finding:
        """Sum up the faults of all boards together."""
        if reason := not_visited(dossier, "messages"):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        boards = channels(dossier)
        if not boards:
            if none := none_found(dossier):
                proof = [board_evidence(none, "全站未发现咨询建言类栏目")]
                return self.finding(dossier, Verdict.NEEDS_REVIEW, "未发现公开留言的栏目，须人工核对", proof)
            return self.finding(dossier, Verdict.NOT_OBSERVED, "未读到任何留言栏目")
        seen = [board for board in boards if board.state not in _UNSEEN]
        gaps = [board for board in boards if board.state in _UNSEEN]
        if not any(board.messages for board in seen):
            if gaps:
                proof = [board_evidence(board, unseen(board)) for board in gaps]
                return self.finding(dossier, Verdict.NOT_OBSERVED, "；".join(map(unseen, gaps)), proof)
            proof = [board_evidence(board, "未公开任何留言") for board in seen]
            reason = f"未公开任何留言（扣{self.none_points}分）"
            return replace(self.finding(dossier, Verdict.FAIL, reason, proof), points=-self.none_points)
        return self._sum(dossier, seen, gaps)

    def _sum(self, dossier: Dossier, seen: list[BoardSeen], gaps: list[BoardSeen]) -> Finding:
        points, reasons, proof = Decimal(0), [], list[Evidence]()
        drawn = {it.url for it in dossier.of(MessageSeen) if it.sampled}
        sample = self._sample(dossier)
        lacking = [message for message in sample if _lacks(message)]
        if lacking:
            points += self.field_points * len(lacking)
            reasons.append(f"抽查{len(sample)}条留言，{len(lacking)}条要素不全（每条{self.field_points}分）")
            proof += [_evidence(message) for message in lacking]
        # A board that was not seen may be the lively one, or the one with the statistics.
        doubts = [unseen(board) for board in gaps]
        if (stale := self._stale(dossier, seen)) and not gaps:
            points += self.stale_points
            reasons.append(f"超过{self.stale_months}个月未更新，最近{stale.newest}（扣{self.stale_points}分）")
            proof.append(board_evidence(stale, f"最近更新 {stale.newest_raw or stale.newest}"))
        if not any(board.statistics for board in seen) and not gaps:
            points += self.statistics_points
            reasons.append(f"未公开受理反馈情况统计（扣{self.statistics_points}分）")
            proof += [board_evidence(board, "未见受理反馈情况统计") for board in seen]
        if points:
            finding = self.finding(dossier, Verdict.FAIL, "；".join([*reasons, *doubts]), proof)
            return replace(finding, points=-points, more_possible=bool(doubts or len(sample) < len(drawn)))
        if doubts or not sample:
            reason = "；".join(doubts) or "抽查的留言未能打开"
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason, [board_evidence(it, reason) for it in seen])
        newest = max((board.newest for board in seen if board.newest), default=None)
        reason = f"公开留言{sum(board.messages for board in seen)}条，最近{newest or '日期不明'}，"
        return self.finding(dossier, Verdict.PASS, reason + f"抽查{len(sample)}条要素齐全，有受理反馈情况统计")

    def _sample(self, dossier: Dossier) -> list[MessageSeen]:
        drawn = sorted({it for it in dossier.of(MessageSeen) if it.sampled and not it.reason}, key=lambda it: repr(it))
        return drawn[: self.sampled]

    def _stale(self, dossier: Dossier, seen: list[BoardSeen]) -> BoardSeen | None:
        """Return the board that was updated last where even that is too long ago; None where any has no date."""
        full = [board for board in seen if board.messages]
        if any(board.newest is None for board in full):
            return None
        last = max(full, key=lambda board: (board.newest or date.min, board.url))
        moment = min(dossier.as_of, last.seen_at.astimezone(CHINA_TIME).date())
        return last if last.newest and last.newest < months_before(moment, self.stale_months) else None


def _lacks(message: MessageSeen) -> list[str]:
    return [name for field, name in FIELDS.items() if field not in message.shown]


def _evidence(message: MessageSeen) -> Evidence:
    text = f"“{message.subject or '（无标题）'}”：未显示{'、'.join(_lacks(message))}"
    return Evidence(message.url, message.snapshot, text, message.seen_at)

"""V5b: messages of visitors that nobody answered."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import MessageSeen
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.model.letter import LetterStatus
from govcrawl.model.period import CHINA_TIME, months_before
from govcrawl.rules.boards import board_evidence, channels, none_found, unseen
from govcrawl.rules.imported import origin
from govcrawl.rules.reasons import told
from govcrawl.rules.rule import SITES, Rule, RuleKind, not_visited

# A message that the board itself says needs no answer is none of the valid ones (有效留言).
_INVALID = re.compile(r"无效|重复|不予受理|不受理|不属于|撤回|撤销|屏蔽")
NAMED = 10  # messages that a reason names; the evidence holds them all


class _Answer(Enum):
    """How one message stands against the rule."""

    CLEAR = auto()  # answered, not long enough ago, out of the look-back, or not valid
    OVERDUE = auto()
    DOUBTFUL = auto()  # seen, but a person has to look
    UNSEEN = auto()


@dataclass(frozen=True)
class MessagesUnanswered(Rule):
    """A valid message waits too long for its answer.

    What it checks:
        Every message that a board of the consultation kind lists (`scrapy crawl messages`) or that an export of the
        office holds (messages.csv), asked within `lookback_months` calendar months before the moment of inspection.
        One that is unanswered for more than `unanswered_months` calendar months fails the site: asked on the very day
        so many months before, it is still in time. What a board says is invalid or a repetition does not count; an
        automatic reply is none. A row that says 办理中 is held against the site only as its own page confirms it, where
        it has one. Boards of 网上信访, 纪检举报, 调查征集 and 在线访谈 are left out.

    Why it matters:
        A veto: who asks and is never answered asks no more.

    Not observed:
        The boards were not reached, or a part of them that could hold such a message: the list goes on beyond what
        was read, or letters could not be opened. A message whose page tells neither a reply nor a state, one
        without a date, and a reply in the future need a person. What a site does not list only its export shows: a
        pass by crawl says so. Where neither the job was run for the city nor an export is there, the rule is not
        sampled (`separate_jobs` of the profile).

    Source:
        国办秘函〔2019〕19号，单项否决“互动回应差”第2项; fact sheet 1.2 V5b and 2.3.
    """

    code = "V5b"
    title = "有效留言长期未回应"
    kind = RuleKind.VETO
    applies_to = SITES
    phrase = "超过{unanswered_months}个月未回应有效留言"
    job = "messages"

    lookback_months: int
    unanswered_months: int

    def imported(self, dossier: Dossier) -> bool:
        """Tell whether an export of the office holds messages of the target."""
        return any(message.imported_on for message in dossier.of(MessageSeen))

    def judge(self, dossier: Dossier) -> Finding:
        """Look at every message once."""
        unvisited = not_visited(dossier, "messages")
        if unvisited and not self.imported(dossier):
            reason = unvisited
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        boards = channels(dossier)
        messages = sorted(set(dossier.of(MessageSeen)), key=_order)
        if not boards and not messages:
            if none_found(dossier):
                return self.finding(dossier, Verdict.NOT_APPLICABLE, "未发现公开留言的咨询建言类栏目")
            return self.finding(dossier, Verdict.NOT_OBSERVED, "未读到任何留言栏目")
        found: dict[_Answer, list[MessageSeen]] = {answer: [] for answer in _Answer}
        for message in messages:
            found[self._answer(message, dossier.as_of)].append(message)
        overdue, doubtful, lost = (found[it] for it in (_Answer.OVERDUE, _Answer.DOUBTFUL, _Answer.UNSEEN))
        window = f"监测时间点（{dossier.as_of}）前{self.lookback_months}个月内"
        if overdue:
            reason = f"{window}有{len(overdue)}条有效留言超过{self.unanswered_months}个月未回应{_named(overdue)}"
            return self.finding(dossier, Verdict.FAIL, reason, map(_evidence, overdue))
        if doubtful:
            reason = f"{len(doubtful)}条留言是否已回应须人工核对{_named(doubtful)}"
            return self.finding(dossier, Verdict.NEEDS_REVIEW, reason, map(_evidence, doubtful))
        # An export tells of all messages, unless it was made before the newest of them that could be overdue.
        limit = months_before(dossier.as_of, self.unanswered_months)
        exported = any(message.imported_on and message.imported_on >= limit for message in messages)
        gaps = [board for board in boards if unseen(board)]
        if (gaps or lost or unvisited) and not exported:
            reasons = [*map(unseen, gaps), *([f"{len(lost)}条留言未能读取{_named(lost)}"] if lost else [])]
            reasons += [f"后台导出早于{limit}，{unvisited}"] if unvisited else []
            proof = [*(board_evidence(it, unseen(it)) for it in gaps), *map(_evidence, lost)]
            return self.finding(dossier, Verdict.NOT_OBSERVED, "；".join(reasons), proof)
        seen = f"{window}可见留言{len(messages)}条，无超过{self.unanswered_months}个月未回应的"
        scope = "含后台导出留言" if exported else "仅就网站列出的留言而言，未公开的须导入后台留言"
        return self.finding(dossier, Verdict.PASS, f"{seen}（{scope}）")

    def _answer(self, message: MessageSeen, as_of: date) -> _Answer:
        moment = min(as_of, message.seen_at.astimezone(CHINA_TIME).date())
        if not message.valid or _INVALID.search(message.status_raw):
            return _Answer.CLEAR
        if message.replied:
            if message.replied <= moment:
                return _Answer.CLEAR
            if message.source == "crawl":
                return _Answer.DOUBTFUL  # a page cannot tell of tomorrow
        elif message.status is LetterStatus.REPLIED:
            return _Answer.CLEAR
        # Published after it was asked: where only that day is known, it still shows the latest that it was asked on.
        start = months_before(as_of, self.lookback_months)
        if (message.asked or message.published or as_of) < start or (message.asked or as_of) > as_of:
            return _Answer.CLEAR
        if message.asked and message.asked >= months_before(as_of, self.unanswered_months):
            return _Answer.CLEAR
        if message.reason:
            return _Answer.UNSEEN
        if message.asked is None or message.status is LetterStatus.UNKNOWN:
            return _Answer.DOUBTFUL
        return _Answer.OVERDUE if message.asked < months_before(moment, self.unanswered_months) else _Answer.UNSEEN


def _order(message: MessageSeen) -> tuple[str, str, str]:
    return str(message.asked or message.published or ""), message.url, repr(message)


def _named(messages: Iterable[MessageSeen]) -> str:
    listed = list(messages)
    names = "、".join(f"“{it.subject or '（无标题）'}” {it.asked or '日期不明'}" for it in listed[:NAMED])
    return f"：{names}{'等' if len(listed) > NAMED else ''}" if names else ""


def _evidence(message: MessageSeen) -> Evidence:
    asked = message.asked_raw or message.asked or "未显示"
    state = message.status_raw or (f"答复时间 {message.replied_raw}" if message.replied_raw else "未见答复")
    text = f"“{message.subject or '（无标题）'}” 留言时间 {asked}，{state}"
    if message.reason:
        text += f"（{told(message.reason)}）"
    return Evidence(message.url, message.snapshot, text + origin(message), message.seen_at)

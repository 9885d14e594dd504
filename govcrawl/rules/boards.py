"""What the rules on messages share: the last sight of each board, and how far it was seen."""

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import BoardSeen
from govcrawl.model.finding import Evidence
from govcrawl.model.observation import Observation
from govcrawl.rules.reasons import told

EXCLUDED = {
    "petition": "信访举报",
    "survey": "征集调查",
    "interview": "在线访谈",
    "register": "台账排除",
}


def channels(dossier: Dossier) -> list[BoardSeen]:
    """Return the last sight of each board that counts as a channel of consultation, in the order of addresses."""
    return [board for board in _last(dossier) if board.channel]


def others(dossier: Dossier) -> list[BoardSeen]:
    """Return the columns that are no channel: petitions, surveys, interviews."""
    return [board for board in _last(dossier) if not board.channel and board.excluded]


def none_found(dossier: Dossier) -> BoardSeen | None:
    """Return the fact that no channel was found on a site that was gone through, or None."""
    return next((board for board in _last(dossier) if not board.channel and not board.excluded), None)


def unseen(board: BoardSeen) -> str:
    """Return what of a board was not seen, or an empty string where it was gone through."""
    if board.state in (Observation.NOT_OBSERVED, Observation.NOT_OBSERVABLE):
        return f"{board.name}未能读取（{told(board.reason) or '未说明原因'}）"
    if not board.complete:
        since = f"，仅看到{board.oldest}以后的留言" if board.oldest else ""
        return f"{board.name}未看完（{told(board.reason)}{since}）"
    return f"{board.name}有{board.unread}条留言未能读取" if board.unread else ""


def board_evidence(board: BoardSeen, text: str) -> Evidence:
    """Return where a board can be seen again."""
    return Evidence(board.url, board.snapshot, f"{board.name}：{text}" if board.name else text, board.seen_at)


def _last(dossier: Dossier) -> list[BoardSeen]:
    last: dict[str, BoardSeen] = {}
    for board in sorted(set(dossier.of(BoardSeen)), key=lambda it: (it.seen_at, repr(it))):
        last[board.url] = board
    return [last[url] for url in sorted(last)]

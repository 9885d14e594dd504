"""Messages of visitors (留言) and the boards they stand on."""

from dataclasses import dataclass
from datetime import date, datetime

from govcrawl.model.letter import LetterStatus
from govcrawl.model.observation import Observation


@dataclass(frozen=True, slots=True)
class MessageSeen:
    """One message of a visitor (留言) and its answer, as its board, its own page or an export of the office shows them.

    `url` is the message's own page where it has one, else that of the board, which is `column`. `shown` names which of
    the four fields that must be public were seen: asked, replied, unit, reply (留言时间, 答复时间, 答复单位, 答复内容).
    `sampled` marks those that were drawn for C3; `reason` says why the message's own page was not read. `subject` is
    masked (govcrawl.model.masking), the text itself is not kept, only its SHA-256. `source` is crawl, or what an
    import names; then `url` says where the row stands. `due` is the day by which the office's own system asks for an
    answer, `overdue` that this system counts it as late (超期),
    `topic` how it sorts the message (咨询, 投诉, 建议 ...).
    """

    target_id: str
    url: str
    column: str
    seen_at: datetime
    snapshot: str = ""
    subject: str = ""
    asked: date | None = None
    asked_raw: str = ""
    replied: date | None = None
    replied_raw: str = ""
    published: date | None = None
    replier: str = ""
    status: LetterStatus = LetterStatus.UNKNOWN
    status_raw: str = ""
    shown: tuple[str, ...] = ()
    sampled: bool = False
    text_sha256: str = ""
    valid: bool = True  # False: the office says that it is none to be answered (重复, 无效, 不予受理)
    source: str = "crawl"
    imported_by: str = ""
    imported_on: date | None = None
    reason: str = ""
    due: date | None = None
    overdue: bool = False
    topic: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionSeen:
    """A message of 我为政府网站找错 from an export of that platform (D5). No page shows it.

    `asked` is None in a row that says that the site had no message. `evasive` is what a person said of the answer
    (推诿敷衍), None where nobody looked. `url` says where the row stands; `subject` is masked.
    """

    target_id: str
    url: str
    seen_at: datetime
    source: str
    imported_by: str
    imported_on: date
    subject: str = ""
    asked: date | None = None
    replied: date | None = None
    replier: str = ""
    valid: bool = True
    evasive: bool | None = None


@dataclass(frozen=True, slots=True)
class BoardSeen:
    """A channel through which visitors ask and propose (咨询建言渠道), or that none was found (`channel` False).

    `excluded` is the class of a column that the indicator does not count (petition, survey, interview): it was not
    visited. `messages` counts the messages that were seen, `newest` is the newest day on any of them. `complete`
    says that the list was gone through back to the look-back; `unread` counts messages whose own page, needed to
    tell, was not read. `form` and `statistics` say whether the board shows a way to submit and how many messages
    were accepted and answered.
    """

    target_id: str
    url: str
    name: str
    seen_at: datetime
    state: Observation
    snapshot: str = ""
    channel: bool = True
    excluded: str = ""
    messages: int = 0
    newest: date | None = None
    newest_raw: str = ""
    oldest: date | None = None
    statistics: bool = False
    form: bool = False
    complete: bool = True
    unread: int = 0
    pages: int = 0
    reason: str = ""

"""Letters to the government and their replies (来信, 留言, 咨询): what a letter page or a message board shows."""

from dataclasses import dataclass
from enum import StrEnum

from govcrawl.model.observation import Observation
from govcrawl.model.reading import DateRead


class LetterStatus(StrEnum):
    """Whether a letter is answered, as the page says it. UNKNOWN where it does not say so."""

    REPLIED = "replied"
    PENDING = "pending"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. `replied` is the first reply that a person gave; `automatic` are replies of a machine (智能预答复).

    `status_raw` are the words that the status was read from, empty where it follows from the reply itself. The text of
    the letter and the name of its writer are left out on purpose; `reply_shown` says whether the page shows what was
    replied.
    """

    subject: str
    asked: DateRead
    replied: DateRead
    published: DateRead
    status: LetterStatus = LetterStatus.UNKNOWN
    status_raw: str = ""
    number: str = ""
    kind: str = ""
    unit: str = ""
    url: str = ""
    automatic: tuple[DateRead, ...] = ()
    reply_shown: bool = False


@dataclass(frozen=True, slots=True)
class LetterRead:
    """The letters of a page. `board` tells a list of letters (留言板) from the page of one letter."""

    state: Observation
    letters: tuple[Letter, ...] = ()
    board: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BoardRead:
    """One page of a board: its letters, where it goes on, and what stands beside them.

    `form` is a way to write a letter (a form or a link to one), `statistics` are numbers of letters that were accepted
    and answered, or a link to them.
    """

    state: Observation
    letters: tuple[Letter, ...] = ()
    next_pages: tuple[str, ...] = ()
    data_sources: tuple[str, ...] = ()
    form: bool = False
    statistics: bool = False
    reason: str = ""

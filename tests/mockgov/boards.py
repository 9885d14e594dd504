"""Message boards: rows, letters with their answers, and what is planted in them. What V5b and C3 must find."""

# ruff: noqa: E501 -- lines of HTML and of prose

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from tests.mockgov.nouns import UNREADABLE, Dialect, MockCity, MockColumn, MockSite
from tests.mockgov.prose import SUBJECTS, number, paragraphs
from tests.mockgov.windows import months_earlier

FIRST_PLANTED = 5_000_000  # number of the first planted letter; articles begin elsewhere
_AGE = re.compile(r"(\w+):(\d+)m(?:\+(\d+)d)?")
NAMES = ("张小平", "欧阳明月", "李建国", "王芳", "陈美丽")


class Answer(StrEnum):
    """How a planted letter was dealt with."""

    PENDING = "pending"
    AUTOMATIC = "automatic"  # a machine replied, nobody else
    INVALID = "invalid"  # the board says that it is none
    UNCLEAR = "unclear"  # neither a reply nor a state is shown
    ANSWERED = "answered"
    STALE_ROW = "stale_row"  # the list says 办理中, the letter's own page shows the reply


class BoardFault(StrEnum):
    """What a board does not show (C3)."""

    NO_ASKED = "no_asked"
    NO_REPLY_TIME = "no_reply_time"
    NO_UNIT = "no_unit"
    NO_REPLY = "no_reply"
    NO_STATISTICS = "no_statistics"
    NO_FORM = "no_form"


FIELD_FAULTS = frozenset((BoardFault.NO_ASKED, BoardFault.NO_REPLY_TIME, BoardFault.NO_UNIT, BoardFault.NO_REPLY))


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the mock web: when it was asked and answered, and by whom; `phone` and `resident` are made up."""

    title: str
    asked: date
    replied: date | None
    answer: Answer
    name: str
    phone: str
    resident: str


def planted(site: MockSite) -> list[tuple[Answer, date]]:
    """Return the planted letters, written as `pending:2m+1d`: asked two calendar months and a day ago."""
    found = []
    for word in site.messages:
        match = _AGE.fullmatch(word)
        if match is None:
            raise ValueError(f"{site.name}: messages: '{word}'; write it as pending:2m or pending:2m+1d")
        asked = months_earlier(site.today, int(match[2])) - timedelta(days=int(match[3] or 0))
        found.append((Answer(match[1]), asked))
    return found


def letter(site: MockSite, column: MockColumn, title: str, day: date | None, ident: int) -> Letter:
    """Return the letter behind a row."""
    place = number("letter", site.host, column.path, ident)
    people = (
        NAMES[place % len(NAMES)],
        f"139{place % 10**8:08d}",
        f"990101199{place % 10}0{1 + place % 9}1512{place % 10}X",
    )
    own = planted(site)
    if FIRST_PLANTED <= ident < FIRST_PLANTED + len(own):
        answer, asked = own[ident - FIRST_PLANTED]
        answered = answer in (Answer.ANSWERED, Answer.STALE_ROW)
        return Letter(title, asked, asked + timedelta(days=4) if answered else None, answer, *people)
    assert day is not None
    return Letter(title, day - timedelta(days=3 + place % 5), day - timedelta(days=1), Answer.ANSWERED, *people)


def shows_letters(column: MockColumn) -> bool:
    """Tell whether a column is a message board."""
    return column.column_class == "consultation" and column.fault is None


def row_list(
    site: MockSite, column: MockColumn, rows: list[tuple[str, date | None, int, str]], plain: Callable[[], str]
) -> str:
    """Return the rows (title, day, number, link) in the form of the dialect; `plain` makes a list without any label."""
    if not rows or site.dialect not in (Dialect.TABLE, Dialect.UCAP):
        return plain()
    lines = []
    for title, day, ident, link in rows:
        own = letter(site, column, title, day, ident)
        state = "办理中" if own.answer is not Answer.ANSWERED else "已答复"
        if site.dialect is Dialect.TABLE:
            lines.append(
                f'<tr><td><a href="{link}">{title}</a></td><td>{own.name}</td><td>{state}</td><td>{own.asked}</td></tr>'
            )
        else:
            lines.append(
                f'<li><a href="{link}">{title}</a><p>留言人：{own.name}</p><p>留言时间：{own.asked}</p><p>办理状态：{state}</p></li>'
            )
    if site.dialect is Dialect.TABLE:
        heads = "<tr><th>信件标题</th><th>留言人</th><th>办理状态</th><th>留言时间</th></tr>"
        return f'<table width="92%" class="letters">{heads}{"".join(lines)}</table>'
    return f'<div class="list_div"><ul class="list_ul">{"".join(lines)}</ul></div>'


def beside(site: MockSite, link: Callable[[str], str]) -> str:
    """Return what stands beside the rows: a way to write and the statistics."""
    form = "" if BoardFault.NO_FORM in site.board else f'<p><a href="{link("write.html")}">我要留言</a></p>'
    total = 100 + number("letters", site.host) % 900
    told = f"<p>留言统计：共收到留言{total}件，已答复{total - 3}件</p>"
    return f'<div class="beside">{form}{"" if BoardFault.NO_STATISTICS in site.board else told}</div>'


def letter_text(site: MockSite, own: Letter, unit: str, here: str) -> str:
    """Return the middle of a letter's page, with all that a careless site shows of its writer."""
    lack = site.board
    asked = "" if BoardFault.NO_ASKED in lack else f"<th>留言时间：</th><td>{own.asked} 10:12</td>"
    state = {Answer.UNCLEAR: "", Answer.INVALID: "不予受理", Answer.ANSWERED: "已答复", Answer.STALE_ROW: "已答复"}.get(
        own.answer, "办理中"
    )
    status = f"<th>办理状态：</th><td>{state}</td>" if state else ""
    subject = SUBJECTS[number(here) % len(SUBJECTS)]
    question = f"我叫{own.name}，身份证号{own.resident}，请问{subject}怎么办理？请回电{own.phone}。"
    reply = ""
    if own.answer is Answer.AUTOMATIC:
        reply = f"<h3>智能预答复情况：</h3><p>预答复时间：{own.asked} 10:13</p><p>您可以查看办事指南。</p>"
    elif own.replied:
        by = "" if BoardFault.NO_UNIT in lack else f"<p>答复单位：{unit}</p>"
        when = "" if BoardFault.NO_REPLY_TIME in lack else f"<p>答复时间：{own.replied} 16:00</p>"
        said = "" if BoardFault.NO_REPLY in lack else f"<p>答复内容：</p><p>您好！{paragraphs(here)[0]}</p>"
        reply = by + when + said
    return f"""<table class="letter"><tr><th>留言人：</th><td>{own.name}</td><th>联系电话：</th><td>{own.phone}</td></tr>
<tr>{asked}{status}</tr><tr><th>留言内容：</th><td>{question}</td></tr></table><div class="reply">{reply}</div>"""


def overdue(city: MockCity, months: int) -> set[str]:
    """Return the targets on which a letter of the last twelve months waits for more than so many."""
    oldest, limit = months_earlier(city.as_of, 12), months_earlier(city.as_of, months)
    return {
        site.target
        for site in city.sites
        if site.fault not in UNREADABLE and any(shows_letters(column) and column.newest for column in site.columns)
        for answer, asked in planted(site)
        if answer in (Answer.PENDING, Answer.AUTOMATIC) and oldest <= asked < limit
    }


def board_points(site: MockSite, as_of: date) -> Decimal | None:
    """Return the points that C3 must take of a site whose boards can be read; None where it has none."""
    boards = [column for column in site.columns if shows_letters(column)]
    if not boards or site.fault in UNREADABLE:
        return None
    newest = [column.newest for column in boards if column.newest]
    if not newest:
        return Decimal(-6)
    points = Decimal(5 if FIELD_FAULTS & site.board else 0)
    points += 3 if max(newest) < months_earlier(as_of, 2) else 0
    points += 3 if BoardFault.NO_STATISTICS in site.board else 0
    return -points

"""`scrapy crawl messages`: the boards that `scrapy crawl site` found: what was asked, when it was answered (V5, C3)."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from govcrawl.cms import read_page
from govcrawl.cms.addresses import canonical
from govcrawl.cms.boards import read_board
from govcrawl.cms.letters import read_letters
from govcrawl.cms.likeness import words_of
from govcrawl.columns import load_classes
from govcrawl.items import FactItem
from govcrawl.model.fact import BoardSeen, ColumnSeen, Fact, HomePageSeen, MessageSeen, TargetVisited
from govcrawl.model.letter import Letter, LetterStatus
from govcrawl.model.masking import masked_subject
from govcrawl.model.observation import Observation
from govcrawl.model.page import Page
from govcrawl.model.period import months_before
from govcrawl.model.reading import DateRead
from govcrawl.model.snapshot import Snapshot
from govcrawl.model.target import Site, Target
from govcrawl.spiders.base import JobSpider, Output, Visit, with_www
from govcrawl.spiders.personal import PERSONAL
from govcrawl.store.mongo import store_of

CONSULTATION = "consultation"
LOOK_BACK_MONTHS = 12
SAMPLED = 5  # messages whose four fields are looked at (C3)
_CLASSES = load_classes()


@dataclass(slots=True)
class Message:
    """A letter as its row and its own page tell it; `answer` is the snapshot of the page that was read last."""

    letter: Letter
    board: "Board"
    snapshot: Snapshot
    opened: bool = False
    sampled: bool = False
    words: str = ""
    reason: str = ""

    @property
    def pending(self) -> bool:
        """Whether its row says that it waits for an answer."""
        return self.letter.status is LetterStatus.PENDING

    @property
    def day(self) -> date | None:
        """The newest day that the message shows."""
        days = (self.letter.replied.day, self.letter.published.day, self.letter.asked.day)
        return max((day for day in days if day), default=None)


@dataclass(slots=True)
class Board:
    """A board in the making: its messages by address, and where its list still leads to."""

    url: str
    name: str
    first: Snapshot | None = None
    messages: dict[str, Message] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    state: Observation = Observation.NOT_OBSERVED
    reason: str = ""
    pages: int = 0
    form: bool = False
    statistics: bool = False
    complete: bool = True


@dataclass(slots=True)
class MessagesVisit(Visit):
    """The boards of one site, and the columns that are no channel of consultation."""

    boards: list[Board] = field(default_factory=list)
    others: list[ColumnSeen] = field(default_factory=list)
    home: str = ""  # the snapshot of the home page
    statistics: bool = False  # a column of its own holds them
    opened: int = 0
    drawn: bool = False
    told: bool = False


class MessagesSpider(JobSpider):
    """Goes through each board back to the look-back, and opens the letters whose row leaves the answer open."""

    name = "messages"
    job = "messages"
    group = "site"
    custom_settings = {"MESSAGE_PAGES": 40, "MESSAGES_PER_SITE": 400}  # noqa: RUF012

    async def start(self) -> AsyncIterator[Any]:
        """Take the columns of each site from the newest run of the job `site`; go on where a site is through."""
        self.done = sum(1 for target in self.targets if target.id in self.visited)
        stored = await asyncio.to_thread(self._stored)
        for target in self.targets:
            if target.id in self.visited:
                continue
            await self.room.acquire()
            for output in self._begin(target, stored.get(target.id)):
                yield output

    def _stored(self) -> dict[str, tuple[Fact, ...]]:
        """Return what the job `site` saw, by target; sites that it never came through with are left out."""
        settings, inspection = self.settings, self.inspection
        wanted = {target.id for target in self.targets}
        with ExitStack() as opened:
            store = opened.enter_context(store_of(settings))
            known = store.crawled(inspection.city, inspection.period.name, "site", inspection.as_of)
            return {
                target_id: tuple(fact for fact in facts if isinstance(fact, ColumnSeen | HomePageSeen | TargetVisited))
                for target_id, facts in store.facts(inspection.city, inspection.period.name, inspection.as_of)
                if target_id in wanted and target_id in known
            }

    # Asking

    def _begin(self, target: Target, stored: tuple[Fact, ...] | None) -> Output:
        assert isinstance(target, Site)
        register = self.inspection.register
        visit = MessagesVisit(target, with_www(register.hosts(target)))
        boards: dict[str, Board] = {}
        for column in register.columns_of(target):
            known = column.column_class or _CLASSES.classify(column.name).id
            if known == CONSULTATION and not column.excluded:
                boards.setdefault(canonical(column.url), Board(column.url, column.name))
        by_site = next((it for it in stored or () if isinstance(it, TargetVisited) and it.job == "site"), None)
        if not boards and not (by_site and by_site.observed):
            yield self.not_visited(target, by_site.reason if by_site else "no_pages")
            return
        for fact in stored or ():
            if isinstance(fact, HomePageSeen):
                visit.home = fact.snapshot
            elif isinstance(fact, ColumnSeen):
                if fact.column_class == CONSULTATION and not fact.excluded:
                    boards.setdefault(canonical(fact.url), Board(fact.url, fact.name))
                elif fact.excluded or _CLASSES[fact.column_class].excluded:
                    visit.others.append(fact)
                visit.statistics = visit.statistics or _is_statistics(fact.name)
        visit.boards = list(boards.values())
        visit.under_way += 1  # until everything is asked
        visit.observed = not visit.boards  # nothing to ask: the site job went through it
        for board in visit.boards:
            yield from self._more(visit, board, board.url)
        visit.under_way -= 1
        if not visit.under_way:
            yield from self._close(visit)

    def _more(self, visit: MessagesVisit, board: Board, url: str, role: str = "board") -> Output:
        key = canonical(url)
        if key in board.asked:
            return
        if len(board.asked) >= self.settings.getint("MESSAGE_PAGES"):
            board.complete, board.reason = False, "over_limit"
            return
        board.asked.add(key)
        yield self.ask(
            visit,
            url,
            role,
            arrived=partial(self._board, visit, board),
            lost=partial(self._no_board, board),
            **{PERSONAL: True},
        )

    def _open(self, visit: MessagesVisit, message: Message, *, always: bool = False) -> Output:
        """Ask for a letter's own page; `always` also beyond the limit that bounds a visit."""
        url = message.letter.url
        if message.opened or not url.startswith(("http://", "https://")):
            return  # its row is all there is
        if urlsplit(url).hostname not in visit.hosts:
            message.reason = "outside_register"
            return
        if visit.opened >= self.settings.getint("MESSAGES_PER_SITE") and not always:
            message.reason = "over_limit"
            return
        visit.opened += 1
        message.opened = True
        message.reason = "our_error"  # until its page is read
        yield self.ask(
            visit,
            url,
            "letter",
            arrived=partial(self._letter, message),
            lost=partial(self._no_letter, message),
            **{PERSONAL: True},
        )

    # Reading

    def _board(self, visit: MessagesVisit, board: Board, page: Page, snapshot: Snapshot) -> Output:
        found = read_board(page, board.name)
        board.first = board.first or snapshot
        board.pages += 1
        visit.observed = True
        board.form, board.statistics = board.form or found.form, board.statistics or found.statistics
        if board.state is not Observation.DATED:
            board.state, board.reason = found.state, found.reason
        new: list[Message] = []
        for letter in found.letters:
            key = canonical(letter.url) if letter.url else f"{letter.subject} {letter.asked.raw}"
            if key not in board.messages:
                board.messages[key] = Message(letter, board, snapshot)
                new.append(board.messages[key])
        if board.state is Observation.NOT_OBSERVABLE or not found.next_pages:
            for url in found.data_sources:
                yield from self._more(visit, board, url, "rows")
        if any(self._within(message) for message in new):
            for url in found.next_pages[:1]:
                yield from self._more(visit, board, url)
        for message in new:
            if self._within(message) and _undecided(message.letter):
                yield from self._open(visit, message)

    def _no_board(self, board: Board, snapshot: Snapshot) -> Output:
        board.first = board.first or snapshot
        if snapshot.role == "board" or board.state is not Observation.DATED:
            board.complete, board.reason = False, board.reason or snapshot.failure
        yield from ()

    def _letter(self, message: Message, page: Page, snapshot: Snapshot) -> Output:
        message.snapshot, message.words = snapshot, words_of(page.text)
        read = read_letters(page)
        if read.letters and not read.board:
            message.letter, message.reason = _merged(message.letter, read.letters[0]), ""
        else:
            message.reason = read.reason or "no_labels_of_letters"
            article = read_page(page, dates_only=True).article
            if article and article.published.day and not message.letter.published.day:
                message.letter = replace(message.letter, published=article.published)
        yield from ()

    def _no_letter(self, message: Message, snapshot: Snapshot) -> Output:
        message.reason = snapshot.failure
        yield from ()

    # The end of a site

    def finish(self, visit: Visit) -> Output:
        """Draw the sample and open what of it is not read yet; then tell what was seen of all boards."""
        assert isinstance(visit, MessagesVisit)
        if not visit.drawn:
            visit.drawn = True
            for message in self._draw(visit):
                yield from self._open(visit, message, always=True)
            if visit.under_way:
                return
        if not visit.told:
            visit.told = True
            if not visit.observed and not visit.reason:
                visit.reason = next((board.reason for board in visit.boards if board.reason), "nothing_read")
            yield FactItem((*self._boards(visit), *self._messages(visit)))

    def _draw(self, visit: MessagesVisit) -> list[Message]:
        """Return the answered messages with the lowest lots: always the same for a target in a period."""
        listed = [it for board in visit.boards for it in board.messages.values()]
        answered = [it for it in listed if it.letter.status is LetterStatus.REPLIED or not (it.opened or it.pending)]
        population = [it for it in answered if self._within(it)] or answered
        drawn = sorted(population, key=lambda it: self._lot(visit, it))[:SAMPLED]
        for message in drawn:
            message.sampled = True
        return drawn

    def _lot(self, visit: MessagesVisit, message: Message) -> str:
        words = (self.inspection.period.name, visit.target.id, message.letter.url, message.letter.subject)
        return sha256(" ".join(words).encode()).hexdigest()

    def _within(self, message: Message) -> bool:
        """Tell whether a message may have been asked within the look-back."""
        return message.day is None or message.day >= months_before(self.inspection.as_of, LOOK_BACK_MONTHS)

    def _boards(self, visit: MessagesVisit) -> Iterable[BoardSeen]:
        target_id, moment = visit.target.id, self._moment()
        for other in visit.others:
            kind = other.column_class if _CLASSES[other.column_class].excluded else "register"
            yield BoardSeen(
                target_id, other.url, other.name, other.seen_at, other.state, other.snapshot, False, excluded=kind
            )
        for board in visit.boards:
            yield self._board_seen(visit, board)
        if not visit.boards:
            state, reason = Observation.NOT_OBSERVED, "no_board"
            yield BoardSeen(
                target_id, visit.target.url, "", moment, state, visit.home, channel=False, complete=True, reason=reason
            )

    def _board_seen(self, visit: MessagesVisit, board: Board) -> BoardSeen:
        messages = [it for it in board.messages.values() if it.day]
        newest = max(messages, key=lambda it: it.day or date.min, default=None)
        unread = sum(1 for it in board.messages.values() if self._within(it) and it.reason and _undecided(it.letter))
        return BoardSeen(
            target_id=visit.target.id,
            url=board.url,
            name=board.name,
            seen_at=board.first.seen_at if board.first else self._moment(),
            state=board.state,
            snapshot=board.first.id if board.first else "",
            messages=len(board.messages),
            newest=newest.day if newest else None,
            newest_raw=_raw_of(newest.letter) if newest else "",
            oldest=min((it.day for it in messages if it.day), default=None),
            statistics=board.statistics or visit.statistics,
            form=board.form,
            complete=board.complete,
            unread=unread,
            pages=board.pages,
            reason=board.reason,
        )

    def _messages(self, visit: MessagesVisit) -> Iterable[MessageSeen]:
        for board in visit.boards:
            for message in board.messages.values():
                if self._within(message) or message.sampled:
                    yield message_seen(visit.target.id, message)


def message_seen(target_id: str, message: Message) -> MessageSeen:
    """Return what is kept of a message: no text, no name."""
    letter = message.letter
    fields = {
        "asked": bool(letter.asked.raw),
        "replied": bool(letter.replied.raw),
        "unit": bool(letter.unit),
        "reply": letter.reply_shown,
    }
    return MessageSeen(
        target_id=target_id,
        url=letter.url or message.board.url,
        column=message.board.url,
        seen_at=message.snapshot.seen_at,
        snapshot=message.snapshot.id,
        subject=masked_subject(letter.subject)[:100],
        asked=letter.asked.day,
        asked_raw=letter.asked.raw,
        replied=letter.replied.day,
        replied_raw=letter.replied.raw,
        published=letter.published.day,
        replier=letter.unit[:60],
        status=letter.status,
        status_raw=letter.status_raw[:40],
        shown=tuple(name for name, seen in fields.items() if seen),
        sampled=message.sampled,
        text_sha256=sha256(message.words.encode()).hexdigest() if message.words else "",
        reason=message.reason,
    )


def _undecided(letter: Letter) -> bool:
    """Tell whether a row leaves open when a letter was asked and that it was answered; 未答复 may be out of date."""
    return not letter.asked.day or letter.status is not LetterStatus.REPLIED


def _merged(row: Letter, own: Letter) -> Letter:
    """Return what the letter's own page says, and its row where that page is silent."""

    def read(name: str) -> DateRead:
        first, second = getattr(own, name), getattr(row, name)
        return first if first.day or not second.day else second

    return replace(
        own,
        subject=own.subject or row.subject,
        asked=read("asked"),
        replied=read("replied"),
        published=read("published"),
        status=own.status if own.status is not LetterStatus.UNKNOWN else row.status,
        status_raw=own.status_raw or row.status_raw,
        unit=own.unit or row.unit,
        url=row.url,
    )


def _raw_of(letter: Letter) -> str:
    reads = [read for read in (letter.replied, letter.published, letter.asked) if read.day]
    return max(reads, key=lambda read: read.day or date.min).raw if reads else ""


def _is_statistics(name: str) -> bool:
    return "统计" in name and any(word in name for word in ("留言", "信件", "来信", "咨询", "互动", "诉求"))

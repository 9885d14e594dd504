"""Message boards in order, with answered messages; a case says what differs."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from govcrawl.model.fact import BoardSeen, MessageSeen
from govcrawl.model.letter import LetterStatus
from govcrawl.model.observation import Observation
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.target import Target


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), CHINA_TIME)


def boarded(
    table: Mapping[str, Any], row: Mapping[str, Any], target: Target, as_of: date
) -> list[BoardSeen | MessageSeen]:
    """`boards` and `messages` of a case, each laid over one in order; `boards = []` gives no fact of any board."""
    boards = row.get("boards", table.get("boards", [{}]))
    messages = row.get("messages", table.get("messages", ()))
    return [
        *(_board(number, told, target, as_of) for number, told in enumerate(boards)),
        *(
            _message(f"{block}-{number}", told, target, as_of)
            for block, told in enumerate(messages)
            for number in range(told.get("times", 1))
        ),
    ]


def _board(number: int, told: Mapping[str, Any], target: Target, as_of: date) -> BoardSeen:
    given = dict(told)
    seen_on = given.pop("seen_on", as_of)
    if "state" in given:
        given["state"] = Observation(given["state"])
    board = BoardSeen(
        target_id=target.id,
        url=f"http://www.jia.test/hdjl/{number}/",
        name="咨询建议",
        seen_at=_noon(seen_on),
        state=Observation.DATED,
        snapshot=f"b{number}",
        messages=10,
        newest=as_of - timedelta(days=10),
        statistics=True,
        form=True,
        pages=1,
    )
    return replace(board, **given)


def _message(place: str, told: Mapping[str, Any], target: Target, as_of: date) -> MessageSeen:
    given = dict(told)
    seen_on = given.pop("seen_on", as_of)
    given.pop("times", None)
    if "status" in given:
        given["status"] = LetterStatus(given["status"])
    for name in ("asked", "replied"):
        if name in given:
            given[f"{name}_raw"] = str(given[name] or "")
            given[name] = given[name] or None
    given["shown"] = tuple(given.get("shown", ("asked", "replied", "unit", "reply")))
    message = MessageSeen(
        target_id=target.id,
        url=f"http://www.jia.test/hdjl/{place}.html",
        column="http://www.jia.test/hdjl/0/",
        seen_at=_noon(seen_on),
        snapshot=f"m{place}",
        subject="请问如何办理",
    )
    return replace(message, **given)

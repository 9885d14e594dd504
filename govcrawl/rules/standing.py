"""Whether what was seen is up to date: the one place where a date meets a window."""

from collections.abc import Iterable
from datetime import date
from enum import Enum, auto
from typing import TypeVar

from govcrawl.model.fact import ColumnSeen, FeedSeen, HomePageSeen
from govcrawl.model.finding import Evidence
from govcrawl.model.observation import Observation
from govcrawl.model.period import CHINA_TIME
from govcrawl.rules.imported import origin
from govcrawl.rules.reasons import told
from govcrawl.rules.window import Window

Seen = HomePageSeen | ColumnSeen | FeedSeen
# Reasons of a page that truly shows no date; any other reason is that of our reader.
NO_DATE_SHOWN = ("", "no_date")
Some = TypeVar("Some", HomePageSeen, ColumnSeen, FeedSeen)


class Standing(Enum):
    """How one page stands against a rule. Only FAULTY is ever charged."""

    CLEAR = auto()
    FAULTY = auto()
    DOUBTFUL = auto()  # seen, but a person has to look: future date, date unreadable, level unknown
    UNSEEN = auto()


def freshness(seen: Seen, window: Window, as_of: date, *, undated_counts_as_stale: bool) -> Standing:
    """Tell whether the newest entry lies in the window that ends at the moment the page was seen.

    A page seen some days before `as_of` is stale only where it was so when it was seen: nobody looked at what
    was added afterwards. Where it was fresh then and would be stale at `as_of`, it counts as unseen.
    A reason beside a date says that newer entries may stand unread: then the list can be in time and never stale.
    Rows without any date count as stale where the profile says so; where dates are shown and could not be read
    (no year, two dates), a person has to look, and so where the newest date lies after the moment the page was
    seen, or after `as_of`: it may be forged (V1e), an event's date, or newer than the moment that is judged.
    A blank column has no update; a home page or a mirror without any row is more likely not the whole of it.
    """
    moment = min(as_of, seen.seen_at.astimezone(CHINA_TIME).date())
    if seen.state is Observation.DATED:
        if seen.newest is None or seen.newest > moment:
            return Standing.DOUBTFUL
        if seen.newest >= window.start(as_of):
            return Standing.CLEAR
        if seen.reason:  # something was not read that may be newer
            return Standing.UNSEEN
        return Standing.FAULTY if seen.newest < window.start(moment) else Standing.UNSEEN
    if seen.state is Observation.UNDATED:
        shows_none = seen.reason in NO_DATE_SHOWN
        return Standing.FAULTY if undated_counts_as_stale and shows_none else Standing.DOUBTFUL
    if seen.state is Observation.BLANK:
        return Standing.FAULTY if isinstance(seen, ColumnSeen) else Standing.DOUBTFUL
    return Standing.UNSEEN


def latest(facts: Iterable[Some]) -> list[Some]:
    """Return the last sight of each page or mirror, in the order of addresses.

    Of two sights at one moment the one that shows the newer entry counts; order and duplicates make no difference.
    """
    last: dict[str, Some] = {}
    for fact in facts:
        place = fact.source if isinstance(fact, FeedSeen) else fact.url  # the url of a feed is that of its newest post
        if place not in last or _rank(fact) > _rank(last[place]):
            last[place] = fact
    return [last[place] for place in sorted(last)]


def _rank(fact: Seen) -> tuple[object, ...]:
    unseen = fact.state in (Observation.NOT_OBSERVABLE, Observation.NOT_OBSERVED)
    return fact.seen_at, not unseen, fact.newest or date.min, repr(fact)


def words(seen: Seen) -> str:
    """Return the words that were read, in the form in which evidence and reasons print them."""
    match seen.state:
        case Observation.DATED:
            return f"{seen.newest_raw or seen.newest} {seen.newest_title}".strip()
        case Observation.UNDATED if seen.reason in NO_DATE_SHOWN:
            return "有条目，均未显示日期"
        case Observation.UNDATED:
            return f"有条目，{told(seen.reason)}"
        case Observation.BLANK:
            return "空白，无任何条目"
        case Observation.NOT_OBSERVABLE:
            return f"未能读取（{told(seen.reason or 'rows_by_script')}）"
        case _:
            return f"未采集到（{told(seen.reason)}）" if seen.reason else "未采集到"


def shown(seen: Seen) -> str:
    """Return the newest date for a reason, or why there is none."""
    return str(seen.newest) if seen.newest else words(seen)


def evidence_of(seen: Seen) -> Evidence:
    """Return where a page can be seen again, with the words that were read from it."""
    text = f"{seen.name}：{words(seen)}" if isinstance(seen, ColumnSeen) else words(seen)
    url = seen.url
    if isinstance(seen, FeedSeen):
        text += origin(seen)
        url = seen.url if seen.imported_on else seen.source  # of what the snapshot holds: the mirror, not the post
    return Evidence(url, seen.snapshot, text, seen.seen_at)

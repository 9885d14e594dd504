"""What speaks against a printed date, one function a kind of contradiction; each returns candidates, never a verdict.

Source: fact sheet 5.5 (date evidence), V1e.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from govcrawl.model.fact import ArticleDatesSeen, RowDate, RowsSeen
from govcrawl.model.finding import Evidence

_SERIAL = re.compile(r"(?<![0-9A-Za-z])c?(\d{4,9})(?=\D{0,12}$)")
_RANDOM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-", re.IGNORECASE)  # a name that was drawn, not counted
_DAY_IN_URL = re.compile(r"(?:19|20)\d{6}")
MIGRATED = 3  # different printed days under one day of addresses: the day on which a site was moved
LONG_AGO = 90  # days; what was moved lately may as well have been filled in with days of the past
ORDERLY = 3  # days by which a number may precede its turn
MOVED = 2  # less than one row in so many is still there: the column was moved, and its addresses say nothing


@dataclass(frozen=True, slots=True)
class Doubt:
    """A contradiction: its kind in Chinese, and what shows it."""

    kind: str
    evidence: Evidence


def visits_of(facts: Iterable[RowsSeen]) -> dict[str, list[RowsSeen]]:
    """Return the visits to each column, oldest first, one a moment."""
    by_column: dict[str, dict[object, RowsSeen]] = {}
    for fact in facts:
        by_column.setdefault(fact.url, {})[fact.seen_at] = fact
    return {url: sorted(found.values(), key=lambda it: it.seen_at) for url, found in by_column.items()}


def redated(visits: list[RowsSeen]) -> Iterator[Doubt]:
    """Yield the rows of the last visit that stood there before with another day."""
    last = visits[-1]
    for earlier in visits[:-1]:
        before = {row.url: row.day for row in earlier.rows}
        for row in last.rows:
            known = before.get(row.url)
            if known and row.day and known != row.day:
                words = f"{_of(last, row)}：{earlier.seen_at:%Y-%m-%d}采集时印为{known}，本次印为{row.day}"
                yield Doubt("同一条目的发布日期前后不一致", _evidence(last, row, words))


def backdated(visits: list[RowsSeen], grace_days: int) -> Iterator[Doubt]:
    """Yield the rows whose day lies before an earlier visit that did not see them, though its list reached that far."""
    last = visits[-1]
    if len(visits) < 2:
        return
    earlier = visits[-2]
    seen = {row.url for visit in visits[:-1] for row in visit.rows}
    titles = {row.title for visit in visits[:-1] for row in visit.rows}
    days = [row.day for row in earlier.rows if row.day]
    oldest_now = min((row.day for row in last.rows if row.day), default=date.max)
    stay = [row for row in earlier.rows if row.day and row.day >= oldest_now]
    now = {row.url for row in last.rows}
    if not days or sum(row.url in now for row in stay) * MOVED < len(stay) or not stay:
        return
    reach, limit = min(days), earlier.seen_at.date() - timedelta(days=grace_days)
    for row in last.rows:
        if row.day and row.url not in seen and row.title not in titles and reach <= row.day <= limit:
            words = f"{_of(last, row)}：印为{row.day}，但{earlier.seen_at:%Y-%m-%d}采集该栏目时尚无此条目"
            yield Doubt("发布日期早于首次出现时间", _evidence(last, row, words))


def in_future(visit: RowsSeen) -> Iterator[Doubt]:
    """Yield the rows that are dated after the visit."""
    for row in visit.rows:
        if row.reason == "after_capture":
            words = f"{_of(visit, row)}：印为{row.raw}，晚于采集时间{visit.seen_at:%Y-%m-%d}"
            yield Doubt("发布日期晚于采集时间", _evidence(visit, row, words))


def filled_in_bulk(visit: RowsSeen, as_of: date, rows: int, silent_days: int, eve_days: int) -> Iterator[Doubt]:
    """Yield a column that was silent for long and then got many rows of one day, just before it was inspected."""
    days = Counter(row.day for row in visit.rows if row.day)
    ordered = sorted(days, reverse=True)
    if len(ordered) < 2 or days[ordered[0]] < rows:
        return
    newest, before = ordered[0], ordered[1]
    if (newest - before).days >= silent_days and (as_of - newest).days <= eve_days:
        words = (
            f"栏目“{visit.name}”：{newest}一天{days[newest]}条，此前最近一条为{before}，间隔{(newest - before).days}天"
        )
        yield Doubt("长期无更新后于检查前集中发布", Evidence(visit.url, visit.snapshot, words, visit.seen_at))


def out_of_order(visit: RowsSeen, lag_days: int, neighbours: int) -> Iterator[Doubt]:
    """Yield the rows whose serial number was given after that of rows dated long after them.

    It counts only where the numbers of all other rows follow their days: many systems draw numbers, or count them
    anew when content is moved.
    """
    numbered = [(serial, row.day, row) for row in visit.rows if row.day and (serial := _serial(row.url)) is not None]
    numbered.sort(key=lambda each: each[0])
    found, rest = [], []
    for serial, day, row in numbered:
        later = [other for number, other, _ in numbered if number < serial and (other - day).days > lag_days]
        if len(later) >= neighbours:
            found.append((row, max(later)))
        else:
            rest.append(day)
    turns = sum((before - after).days > ORDERLY for before, after in pairwise(rest))
    if len(found) * 5 > len(numbered) or turns * 20 > len(rest):
        return
    for row, other in found:
        words = f"{_of(visit, row)}：印为{row.day}，但编号在{other}等{neighbours}条以上后发条目之后"
        yield Doubt("发布日期与条目编号顺序矛盾", _evidence(visit, row, words))


def contradicted(facts: list[ArticleDatesSeen], far_days: int) -> Iterator[Doubt]:
    """Yield the content pages whose printed date another mark of their age contradicts.

    A day in the address that many pages of different days share is that of a migration, unless it is of late.
    """
    under: dict[date, set[date]] = {}
    for fact in facts:
        if fact.named and fact.printed:
            under.setdefault(fact.named, set()).add(fact.printed)
    for fact in facts:
        migrated = fact.named is not None and len(under.get(fact.named, ())) >= MIGRATED
        late = fact.named is not None and (fact.seen_at.date() - fact.named).days <= LONG_AGO
        for kind, words in _contradictions(fact, far_days, moved=migrated and not late):
            title = f"《{fact.title}》" if fact.title else "页面"
            evidence = Evidence(
                fact.url, fact.snapshot, f"{title}：印为{fact.printed_raw or fact.printed}，{words}", fact.seen_at
            )
            yield Doubt(kind, evidence)


def _contradictions(fact: ArticleDatesSeen, far_days: int, *, moved: bool) -> Iterator[tuple[str, str]]:
    printed, far = fact.printed, timedelta(days=far_days)
    if printed is None:
        if fact.reason == "after_capture":
            yield "发布日期晚于采集时间", f"晚于采集时间{fact.seen_at:%Y-%m-%d}"
        return
    if fact.written and printed < fact.written:
        yield "发布日期早于成文日期", f"成文日期为{fact.written}"
    if fact.number_year and printed.year < fact.number_year:
        yield "发布日期早于文号年份", f"文号为{fact.document_number}"
    if fact.named and not moved and abs(printed - fact.named) > far:
        yield "发布日期与网址中的日期矛盾", f"网址中的日期为{fact.named}"
    if fact.modified and fact.modified < printed - timedelta(days=1):
        yield "发布日期晚于页面文件最后修改时间", f"服务器记录的最后修改时间为{fact.modified}"
    # A PubDate that is later is what any new edition leaves; one long before the printed day is not.
    if fact.meta and fact.meta < printed - far:
        yield "发布日期晚于页面标签中的日期", f"PubDate为{fact.meta}"


def _serial(url: str) -> int | None:
    """Return the number that a CMS gave a page, if its address ends with one."""
    found = None if _RANDOM.search(url) else _SERIAL.search(url.partition("?")[0])
    return None if found is None or _DAY_IN_URL.fullmatch(found[1]) else int(found[1])


def _of(visit: RowsSeen, row: RowDate) -> str:
    return f"栏目“{visit.name}”《{row.title}》"


def _evidence(visit: RowsSeen, row: RowDate, words: str) -> Evidence:
    return Evidence(row.url or visit.url, visit.snapshot, words, visit.seen_at)

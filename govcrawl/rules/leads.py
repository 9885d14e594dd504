"""What the crawl already knows of an item that a person decides: where to look first. It never decides anything.

Source: fact sheet 1.4 and 1.5, the lines of class C and C+ that no rule judges (B1, P2, P3, P4, P5, P8), and those of
class P and H! of which the pages are known (B2, B5, C1, C4, P6).
"""

import re
from collections.abc import Callable, Iterable, Iterator

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import ColumnNamed, ColumnSeen, GuideSeen, InterpretationSeen, SearchSeen
from govcrawl.model.finding import Evidence
from govcrawl.model.guide import GuideBasis

AT_MOST = 10  # of an item
SAMPLED_GUIDES = 5  # what B5 asks for
_SHOWN = re.compile(r"图解|一图|图说|漫画|动漫|动画|视频|音频|微课|发布会|H5", re.IGNORECASE)
_RATED = re.compile(r"评价|好差评|满意度")
_JOINED = re.compile(r"一件事|主题|专题|集成|联办")

Leads = Callable[[Dossier], Iterable[Evidence]]


def leads(dossier: Dossier, code: str) -> tuple[Evidence, ...]:
    """Return, in a fixed order, what a person may look at for an item; nothing where the crawl knows nothing."""
    found = _LEADS[code](dossier) if code in _LEADS else ()
    return tuple(sorted(set(found), key=lambda it: (it.url, it.text, it.seen_at, it.snapshot))[:AT_MOST])


def _columns(column_class: str, what: str, named: re.Pattern[str] | None = None) -> Leads:
    def _of(dossier: Dossier) -> Iterator[Evidence]:
        columns: list[ColumnSeen | ColumnNamed] = [*dossier.of(ColumnSeen), *dossier.of(ColumnNamed)]
        for column in columns:
            if named.search(column.name) if named else column.column_class == column_class:
                yield Evidence(column.url, column.snapshot, f"{what}：{column.name}", column.seen_at)

    return _of


def _guides(dossier: Dossier) -> Iterator[Evidence]:
    for guide in sorted(dossier.of(GuideSeen), key=lambda it: (it.place, it.url))[:SAMPLED_GUIDES]:
        yield Evidence(guide.url, guide.snapshot, f"抽查的办事指南：{guide.title}", guide.seen_at)


def _bases(dossier: Dossier) -> Iterator[Evidence]:
    for guide in dossier.of(GuideSeen):
        if guide.basis is GuideBasis.CONTENT:
            yield Evidence(guide.url, guide.snapshot, f"依据有内容或链接的办事指南：{guide.title}", guide.seen_at)


def _interpretations(dossier: Dossier) -> Iterator[Evidence]:
    for each in dossier.of(InterpretationSeen):
        if found := _SHOWN.search(each.title):
            yield Evidence(each.url, each.snapshot, f"标题含“{found[0]}”的解读：{each.title}", each.seen_at)


def _search(dossier: Dossier) -> Iterator[Evidence]:
    for seen in dossier.of(SearchSeen):
        yield Evidence(seen.url or seen.page, seen.snapshot, f"站内搜索：{seen.url or seen.page}", seen.seen_at)


_SERVICES = _columns("guide", "办事服务栏目")
_BOARDS = _columns("consultation", "留言咨询栏目")
_LEADS: dict[str, Leads] = {
    "B1": _SERVICES,
    "B2": _SERVICES,
    "B5": _guides,
    "C1": _BOARDS,
    "C4": _BOARDS,
    "P2": _interpretations,
    "P3": _columns("", "名称涉及评价的栏目", _RATED),
    "P4": _columns("", "名称涉及集成服务的栏目", _JOINED),
    "P5": _bases,
    "P6": _BOARDS,
    "P8": _search,
}

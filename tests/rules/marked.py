"""Pages with all their marks and tags, and hosts in order; a case says what it takes away or puts in."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from govcrawl.model.fact import DomainSeen, PageMarksSeen, PageRole, Reached
from govcrawl.model.marks import MarkFault, TagRead
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.target import Target

SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
TAGS = {
    PageRole.HOME: SITE_TAGS,
    PageRole.COLUMN: (*SITE_TAGS, "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"),
    PageRole.ARTICLE: (*SITE_TAGS, "ColumnName", "ArticleTitle", "PubDate", "ContentSource"),
}


def _seen_at(as_of: date) -> datetime:
    return datetime.combine(as_of, time(12), CHINA_TIME)


def marked_pages(blocks: Iterable[Mapping[str, Any]], target: Target, as_of: date) -> list[PageMarksSeen]:
    """Blocks of pages: `page`, `times`, `lacks` (fields, tags), `faulty` ({tag = [fault, content]}), other fields."""
    return [
        marked_page(block, f"{number}-{copy}", target, as_of)
        for number, block in enumerate(blocks)
        for copy in range(block.get("times", 1))
    ]


def marked_page(block: Mapping[str, Any], place: str, target: Target, as_of: date) -> PageMarksSeen:
    told = dict(block)
    role = PageRole(told.pop("page"))
    told.pop("times", None)
    lacks = set(told.pop("lacks", ()))
    faulty = tuple(
        TagRead(name, content, MarkFault(fault), fault) for name, (fault, content) in told.pop("faulty", {}).items()
    )
    page = PageMarksSeen(
        target_id=target.id,
        url=f"http://www.jia.test/{place}.html",
        page=role,
        seen_at=_seen_at(as_of),
        snapshot=f"m{place}",
        site_codes=("4408000001",),
        icp=("粤ICP备05070829号-1",),
        police=("粤公网安备44080202000001号",),
        sponsors=("甲区人民政府",),
        contact="0759-3181234",
        badge="bszs.conac.cn/sitename?method=show&id=1",
        correction="4408000001",
        site_map=True,
        title="甲区人民政府门户网站",
        names=("甲区人民政府",),
        tags=tuple(tag for tag in TAGS[role] if tag not in lacks),
        faulty=faulty,
    )
    empty = {name: type(getattr(page, name))() for name in lacks if hasattr(page, name)}
    put = {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
    return replace(page, **empty | put)


def domains(blocks: Iterable[Mapping[str, Any]], target: Target, as_of: date) -> list[DomainSeen]:
    """Hosts that are reached over both protocols and show the same, but for what a block says."""
    return [
        replace(
            DomainSeen(
                target_id=target.id,
                url="http://www.jia.test/",
                host="www.jia.test",
                seen_at=_seen_at(as_of),
                resolved=Reached.YES,
                ipv4=("192.0.2.1",),
                ipv6=("2001:db8::1",),
                over_ipv6=Reached.YES,
                same_content=Reached.YES,
                missing_page=404,
                snapshot="d",
            ),
            **{
                name: Reached(value)
                if name in ("resolved", "over_ipv6", "same_content")
                else tuple(value)
                if isinstance(value, list)
                else value
                for name, value in block.items()
            },
        )
        for block in blocks
    ]

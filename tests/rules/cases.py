"""Reads tests/rules/<CODE>.toml into dossiers."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import (
    AccountFound,
    ColumnNamed,
    ColumnSeen,
    CommentSeen,
    CorrectionSeen,
    DocumentSeen,
    Fact,
    FeedSeen,
    GuidesCounted,
    GuideSeen,
    HomePageSeen,
    InterpretationSeen,
    LinkChecked,
    LinkScope,
    LinksCounted,
    LinkState,
    PostSeen,
    ProbeSeen,
    SearchSeen,
    TargetVisited,
    TitleSearched,
    Trace,
    Whereabouts,
)
from govcrawl.model.guide import GuideBasis
from govcrawl.model.observation import Observation
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.search import SearchPlace
from govcrawl.model.target import Account, AccountStatus, Site, SiteKind, SiteStatus, Target
from tests.rules.boarded import boarded
from tests.rules.dated import dated
from tests.rules.marked import domains, marked_pages
from tests.rules.outward import outward

FOLDER = Path(__file__).parent
LABELS = {"pass", "fail", "inside", "outside", "not_observed"}


@dataclass(frozen=True)
class Case:
    code: str
    label: str
    profile: str
    name: str
    expect: str
    dossier: Dossier
    reason: str
    evidence: list[str]
    evidence_count: int | None
    points: Decimal | None = None
    more_possible: bool | None = None

    def __str__(self) -> str:
        return f"{self.code}-{self.profile}-{self.name}"


def moment(day: date, hour: int = 12) -> datetime:
    return datetime.combine(day, time(hour), CHINA_TIME)


def target_of(kind: str) -> Target:
    if kind == "account":
        return Account(platform="微信公众号", name="甲区发布", county="甲区")
    return Site(name="甲区人民政府", url="http://www.jia.test/", kind=SiteKind(kind), county="甲区")


def read_cases() -> list[Case]:
    cases: list[Case] = []
    for path in sorted(FOLDER.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        for row in table["case"]:
            dossier = _dossier(table, row)
            cases.extend(
                Case(
                    path.stem,
                    row["label"],
                    profile,
                    row["name"],
                    row["expect"],
                    dossier,
                    row.get("reason", ""),
                    row.get("evidence", []),
                    row.get("evidence_count"),
                    row.get("points"),
                    row.get("more_possible"),
                )
                for profile in row.get("profiles", table.get("profiles"))
            )
    return cases


def _dossier(table: dict[str, Any], row: dict[str, Any]) -> Dossier:
    target = target_of(row.get("target", table["target"]))
    if isinstance(target, Site):
        target = replace(target, **table.get("site", {}) | row.get("site", {}))
        target = replace(target, status=SiteStatus(target.status))
    else:
        target = replace(target, **row.get("account", {}))
        target = replace(target, status=AccountStatus(target.status))
    as_of = table["as_of"]
    facts: list[Fact] = []
    for number, seen in enumerate(row.get("home", table.get("home", ()))):
        facts.append(
            HomePageSeen(
                **_common(seen, target, as_of),
                url=f"http://www.jia.test/{seen.get('url', '')}",
                navigation_only=seen.get("navigation", False),
                snapshot=f"home{number}",
            )
        )
    for block, seen in enumerate(row.get("columns", table.get("columns", ()))):
        facts += [
            ColumnSeen(
                **_common(seen, target, as_of),
                url=f"http://www.jia.test/{block}/{number}/",
                name=seen.get("name", f"栏目{block}-{number}"),
                column_class=seen.get("class", "other"),
                level=seen.get("level", 1),
                cadence_days=seen.get("cadence_days"),
                excluded=seen.get("excluded", False),
                listed=tuple((day, f"关于第{number}项意见的征集") for number, day in enumerate(seen.get("days", ()))),
                snapshot=f"c{block}-{number}",
            )
            for number in range(seen.get("times", 1))
        ]
    facts += [
        ColumnNamed(
            target.id,
            f"http://www.jia.test/named/{number}/",
            seen["name"],
            seen.get("class", "other"),
            Whereabouts(seen.get("whereabouts", "text")),
            moment(as_of),
            f"n{number}",
        )
        for number, seen in enumerate(row.get("named", ()))
    ]
    facts += feeds(row.get("feeds", ()), target, as_of)
    facts += _posts(row, target, as_of)
    facts += [
        AccountFound(
            target.id,
            "http://www.jia.test/",
            moment(as_of),
            snapshot="h1",
            **{name: Trace(value) if name == "trace" else value for name, value in seen.items()},
        )
        for seen in row.get("found", ())
    ]
    facts += _probes(row, target, as_of)
    facts += dated(table, row, target, as_of)
    facts += marked_pages(row.get("pages", table.get("pages", ())), target, as_of)
    facts += domains(row.get("domains", table.get("domains", ())), target, as_of)
    facts += outward(row.get("outward", ()), target, as_of)
    facts += _corrections(row, target, as_of)
    if table["job"] == "guides":
        facts += _guides(row, target, as_of)
    for kind, name in ((InterpretationSeen, "interpretations"), (DocumentSeen, "documents")):
        facts += _drawn(kind, row.get(name, ()), target, as_of)
    if "search" in row:
        facts.append(_searched(row["search"], target, as_of))
    if table["job"] == "links":
        facts += _links(row, target, as_of)
    if table["job"] == "messages":
        facts += boarded(table, row, target, as_of)
    visited = row.get("visited", "yes")
    if visited != "never":
        observed = visited == "yes"
        reason = row.get("visit_reason", "" if observed else "captcha")
        facts.append(TargetVisited(target.id, table["job"], moment(as_of), observed=observed, reason=reason))
    if table["job"] == "guides":
        facts.append(TargetVisited(target.id, "site", moment(as_of), observed=True))
    siblings = tuple(replace(target, name=name) for name in row.get("siblings", ()))
    known = frozenset(row.get("known", table.get("known", ())))
    return Dossier(target, as_of, tuple(facts), siblings=siblings, known=known)


def feeds(told: Iterable[dict[str, Any]], target: Target, as_of: date) -> list[FeedSeen]:
    """Sources of an account; a block with `sources` stands for so many independent ones that show the same."""
    return [
        FeedSeen(
            **_common(seen, target, as_of),
            url=url,
            source=url,
            snapshot=f"feed{block}-{number}",
            imported_by=seen.get("by", ""),
            imported_on=as_of if "by" in seen else None,
            oldest=seen.get("oldest"),
        )
        for block, seen in enumerate(told)
        for number in range(seen.get("sources", 1))
        for url in [seen.get("url", f"http://mirror{block}{number}.test/1")]
    ]


def _posts(row: dict[str, Any], target: Target, as_of: date) -> list[Fact]:
    """Posts of every source that `feeds` names: `every` so many days from `first` to `last`; and comments."""
    sources = [feed.source for feed in feeds(row.get("feeds", ()), target, as_of)]
    found: list[Fact] = [
        PostSeen(
            target.id,
            source,
            moment(seen.get("seen_on", as_of)),
            day,
            f"p{block}",
            title=seen.get("title", "推文"),
            post_url=f"http://post.test/{block}/{day}",
            original=seen.get("original"),
        )
        for block, seen in enumerate(row.get("posts", ()))
        for source in sources
        for day in days_between(seen["first"], seen.get("last", seen["first"]), seen.get("every", 1))
    ]
    return found + [
        CommentSeen(target.id, "http://mirror.test/c", moment(as_of), text, "c1") for text in row.get("comments", ())
    ]


def days_between(first: date, last: date, step: int) -> list[date]:
    """Every so many days, both ends included."""
    return [first + timedelta(days=number) for number in range(0, (last - first).days + 1, step)]


def _probes(row: dict[str, Any], target: Target, as_of: date) -> list[ProbeSeen]:
    """`per_day` visits on each day of the week; `first` and `last` are days before `as_of`."""
    return [
        ProbeSeen(
            target.id,
            target.url,
            moment(as_of - timedelta(days=ago), block) + timedelta(minutes=number),
            opened="failure" not in seen,
            snapshot=f"p{block}-{ago}-{number}",
            failure=seen.get("failure", ""),
            seconds=float(seen["seconds"]) if "seconds" in seen else None,
        )
        for block, seen in enumerate(row.get("probes", ()))
        for ago in range(seen.get("last", 0), seen.get("first", 6) + 1)
        for number in range(seen["per_day"])
    ]


def _corrections(row: dict[str, Any], target: Target, as_of: date) -> list[Fact]:
    """Rows of an export made on `exported`, the day of inspection where a row does not say."""
    return [
        CorrectionSeen(
            target.id,
            f"corrections.csv:{block}{number}",
            moment(exported),
            "找错平台",
            "李主任",
            exported,
            subject="错别字",
            **{name: value for name, value in told.items() if name not in ("times", "exported")},
        )
        for block, told in enumerate(row.get("corrections", ()), start=2)
        for exported in [told.get("exported", as_of)]
        for number in range(told.get("times", 1))
    ]


def _guides(row: dict[str, Any], target: Target, as_of: date) -> list[Fact]:
    """Guides that are complete but for what a block says, and how many there are in all."""
    seen = [
        replace(
            GuideSeen(
                target.id,
                f"http://www.jia.test/fw/{block}-{number}.html",
                f"事项{block}-{number}",
                "办事指南",
                10 * block + number,
                moment(as_of),
                f"g{block}-{number}",
                formats=("original", "copies"),
                basis=GuideBasis.CONTENT,
            ),
            **{
                name: tuple(value) if isinstance(value, list) else GuideBasis(value) if name == "basis" else value
                for name, value in guide.items()
                if name != "times"
            },
        )
        for block, guide in enumerate(row.get("guides", ()))
        for number in range(guide.get("times", 1))
    ]
    counts = {"columns": 1, "guides": len(seen), "outside": 0, "opened": len(seen)} | row.get("counted", {})
    return [*seen, GuidesCounted(target.id, target.url, moment(as_of), snapshot="home0", **counts)]


def _searched(row: dict[str, Any], target: Target, as_of: date) -> SearchSeen:
    """The search of a site and the titles that it was asked for."""
    several = [block for block in row.get("titles", ()) for _ in range(block.get("times", 1))]
    titles = tuple(
        TitleSearched(
            f"第{number}个标题",
            f"http://www.jia.test/{number}.html",
            f"http://www.jia.test/s?q={number}",
            block.get("found", False),
            block.get("reason", ""),
            f"s{number}",
        )
        for number, block in enumerate(several)
    )
    place = SearchPlace(row.get("place", "here"))
    return SearchSeen(
        target.id,
        "http://www.jia.test/s",
        target.url,
        place,
        moment(as_of),
        "home",
        titles,
        scripted=row.get("scripted", False),
    )


def _drawn(
    kind: type[InterpretationSeen] | type[DocumentSeen], blocks: Iterable[dict[str, Any]], target: Target, as_of: date
) -> list[Fact]:
    """Interpretations or documents in the order of the draw, each as its block says."""
    several = [block for block in blocks for _ in range(block.get("times", 1))]
    return [
        kind(
            target.id,
            f"http://www.jia.test/zc/{kind.__name__}{place}.html",
            f"第{place}项",
            "政策",
            place,
            moment(as_of),
            f"z{place}",
            **{name: value for name, value in block.items() if name != "times"},
        )
        for place, block in enumerate(several)
    ]


def _links(row: dict[str, Any], target: Target, as_of: date) -> list[Fact]:
    """Links that are not alive, and how many there are in all: `alive` of them, `home_links` on the home page."""
    links = [
        LinkChecked(
            target.id,
            seen.get("url", f"http://www.jia.test/x/{block}-{number}.html"),
            f"http://www.jia.test/{seen.get('page', '')}",
            seen.get("anchor", "链接"),
            LinkScope(seen.get("scope", "home")),
            seen.get("kind", "page"),
            seen.get("internal", True),
            LinkState(seen.get("state", "dead")),
            moment(as_of, seen.get("hour", 12)),
            seen.get("reason", "http_404"),
            snapshot=f"l{block}-{number}",
        )
        for block, seen in enumerate(row.get("links", ()))
        for number in range(seen.get("times", 1))
    ]
    states = [link.state for link in links]
    counts = {state.value: states.count(state) for state in LinkState} | {"alive": row.get("alive", 50)}
    home_links = row.get("home_links", 30)
    return [
        *links,
        LinksCounted(target.id, target.url, moment(as_of), 9, sum(counts.values()), home_links=home_links, **counts),
    ]


def _common(seen: dict[str, Any], target: Target, as_of: date) -> dict[str, Any]:
    newest = seen.get("newest")
    state = Observation(seen.get("state", "dated"))
    return {
        "target_id": target.id,
        "state": state,
        "seen_at": moment(seen.get("seen_on", as_of)),
        "newest": newest,
        "newest_raw": str(newest or ""),
        "newest_title": seen.get("title", ""),
        "reason": seen.get("reason", ""),
    }

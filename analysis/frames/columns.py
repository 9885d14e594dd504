"""Columns of websites: when each was last updated, which are blank, which pages lack tags or marks."""

from collections.abc import Iterator

import pandas as pd

from analysis.figures import Figure
from analysis.judgement import Judgement
from analysis.titles import county_title
from govcrawl.model.fact import ColumnSeen, PageMarksSeen, PageRole
from govcrawl.model.marks import TagRead
from govcrawl.model.observation import Observation
from govcrawl.model.target import Site
from govcrawl.rules.standing import latest

SPANS = (
    ("14天以内", 14),
    ("15至30天", 30),
    ("31至60天", 60),
    ("61至180天", 180),
    ("181天至1年", 365),
    ("超过1年", None),
)
_PAGES = {PageRole.HOME: "首页", PageRole.COLUMN: "栏目页", PageRole.ARTICLE: "内容页"}


def columns(judgement: Judgement) -> Iterator[tuple[Site, ColumnSeen]]:
    """Yield every column that was found, with its site, in the order of the register."""
    for site in judgement.sources.register.sites:
        facts = judgement.facts_of(site.id)
        for column in latest(fact for fact in facts if isinstance(fact, ColumnSeen)):
            yield site, column


def stale_days(judgement: Judgement) -> pd.DataFrame:
    """Return how many columns were last updated how long before the moment of inspection."""
    as_of = judgement.sources.as_of
    days = [(as_of - column.newest).days for _, column in columns(judgement) if column.newest and not column.excluded]
    counted = {name: 0 for name, _ in SPANS}
    for number in days:
        counted[next(name for name, most in SPANS if most is None or number <= most)] += 1
    rows = [(name, Figure(number, f"# 栏目最近更新：{name}")) for name, number in counted.items()]
    return pd.DataFrame(rows, columns=["span", "columns"])


def blank_columns(judgement: Judgement) -> pd.DataFrame:
    """Return the blank columns (空白栏目), a row each."""
    rows = [
        (site.name, county_title(site.county), column.name, column.level or None, column.url, column.snapshot)
        for site, column in columns(judgement)
        if column.state is Observation.BLANK and not column.excluded
    ]
    return pd.DataFrame(rows, columns=["name", "county", "column", "level", "url", "snapshot"])


def faulty_tags(judgement: Judgement) -> pd.DataFrame:
    """Return tags and footer marks that stand on a page and are wrong, a row each."""
    rows = [
        (site.name, county_title(site.county), _PAGES[fact.page], fact.url, tag.name, tag.content, _why(tag))
        for site in judgement.sources.register.sites
        for fact in judgement.facts_of(site.id)
        if isinstance(fact, PageMarksSeen)
        for tag in fact.faulty
    ]
    return pd.DataFrame(rows, columns=["name", "county", "page", "url", "tag", "content", "fault"])


def _why(tag: TagRead) -> str:
    return tag.why or {"empty": "内容为空", "malformed": "格式不规范", "wrong": "内容不符"}.get(tag.fault, "")

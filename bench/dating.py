"""Doubts about dates (L20) that the real pages raise, each looked at: what a person would have to look at in vain.

`python -m bench.dating [FOLDER]`, from the root of the repository; the folder is ../shared/realpages by default. Of one
capture there is no history: only what one visit shows is asked. Text of real pages is not printed.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from govcrawl.cms import open_page, read_page
from govcrawl.items import ListItem, MarksItem
from govcrawl.model.fact import ArticleDatesSeen, PageRole, RowsSeen
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.reading import PageKind
from govcrawl.model.snapshot import Snapshot
from govcrawl.pipelines.dating import article_dates_seen, rows_seen
from govcrawl.rules.dating import Doubt, contradicted, in_future, out_of_order
from govcrawl.rules.profile import load_profile
from govcrawl.rules.site.dates_forged import DatesForged

REALPAGES = Path(__file__).parents[2] / "shared" / "realpages"
CAPTURED = datetime(2026, 11, 22, 12, 0, tzinfo=CHINA_TIME)
# What was seen when the doubts of a site were looked at; one that is not listed has not been.
VERDICTS = {
    ("szggzy.suzhou", "发布日期与网址中的日期矛盾"): "true: pages about an office, made again later under the old day",
}


def score(folder: Path) -> dict[str, dict[str, int]]:
    """Return what was examined, and per verdict how many doubts there are."""
    rule = next(rule for rule in load_profile("national").rules if isinstance(rule, DatesForged))
    examined: Counter[str] = Counter()
    verdicts: Counter[str] = Counter()
    for site in sorted((folder / "pages").iterdir()):
        columns, articles = _read(site)
        examined.update(columns=len(columns), articles=len(articles))
        for doubt in _doubts(columns, articles, rule):
            verdicts[VERDICTS.get((site.name, doubt.kind), f"not looked at: {site.name} {doubt.kind}")] += 1
    return {"examined": dict(examined), "doubts": dict(verdicts)}


def _doubts(columns: list[RowsSeen], articles: list[ArticleDatesSeen], rule: DatesForged) -> Iterator[Doubt]:
    for column in columns:
        yield from in_future(column)
        yield from out_of_order(column, rule.far_days, rule.neighbours)
    yield from contradicted(articles, rule.far_days)


def _read(site: Path) -> tuple[list[RowsSeen], list[ArticleDatesSeen]]:
    columns, articles = [], []
    for path in sorted(site.glob("*.html")):
        url = f"http://{site.name}/{path.name.replace('__', '/')}"
        text = open_page(path.read_bytes(), CAPTURED).text
        reading, snapshot = read_page(Page(text, CAPTURED, url)), Snapshot("", "", "", url, "row", CAPTURED, CAPTURED)
        if reading.listing and (rows := rows_seen(ListItem("", url, "", snapshot, listings=[reading.listing]))):
            columns.append(rows)
        if reading.kind is PageKind.ARTICLE and reading.marks and reading.article:
            dates = article_dates_seen(MarksItem("", PageRole.ARTICLE, snapshot, reading.marks, reading.article))
            articles += [dates] if dates else []
    return columns, articles


if __name__ == "__main__":
    print(score(Path(sys.argv[1]) if len(sys.argv) > 1 else REALPAGES))

"""Interpretations of policy and their documents, linked to each other or not. What A7 and A8 must find of that."""

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum

from tests.mockgov.nouns import UNREADABLE, MockCity, MockColumn, MockSite

PAIRS = {"interpretation": "policy", "policy": "interpretation"}
LABELS = {"interpretation": "相关文件", "policy": "相关解读"}


class Relation(StrEnum):
    """How the row at a place of the interpretations is linked to the row at the same place of the documents."""

    BOTH = "both"
    ONE_WAY = "one_way"  # the document does not link back
    NONE = "none"
    UNSURE = "unsure"  # in its text the interpretation links to something that sounds like a document


def relation_of(site: MockSite, index: int) -> Relation:
    """Return how the rows at a place are linked; what is planted goes round."""
    return Relation(site.relations[index % len(site.relations)])


def counterpart(site: MockSite, column: MockColumn) -> MockColumn | None:
    """Return the column whose rows those of a column are linked to."""
    wanted = PAIRS.get(column.column_class) if site.relations else None
    return next((each for each in site.columns if each.column_class == wanted), None)


def related(site: MockSite, column: MockColumn, index: int, title: str, url: str, link: Callable[[str], str]) -> str:
    """Return the box that leads from a row to its other half, or nothing."""
    relation = relation_of(site, index)
    if relation is Relation.UNSURE and column.column_class == "interpretation":
        return f'<p>依据<a href="{link("zt/notice.html")}">关于做好天气预报发布工作的通知</a>，现解读如下。</p>'
    if relation is Relation.BOTH or (relation is Relation.ONE_WAY and column.column_class == "interpretation"):
        row = f'<ul><li><a href="{url}">{title}</a></li></ul>'
        return f'<div class="xgwj"><h4>{LABELS[column.column_class]}</h4>{row}</div>'
    return ""


def relation_plantings(city: MockCity) -> dict[tuple[str, str], tuple[str, Decimal]]:
    """Return verdict and points of A7 and A8 for the sites with planted relations, which all have three rows."""
    found = {}
    for site in city.sites:
        if not site.relations or site.fault in UNREADABLE:
            continue
        planted = [relation_of(site, index) for index in range(3)]
        points = Decimal("0.5") * sum(it in (Relation.NONE, Relation.ONE_WAY) for it in planted)
        open_ = Relation.UNSURE in planted
        found[site.name, "A8"] = ("fail" if points else "needs_review" if open_ else "pass", -points)
        bare = any(it is not Relation.BOTH for it in planted)
        found[site.name, "A7"] = ("needs_review" if bare else "pass", Decimal(0))
    return found

"""问题网站名单: the list of websites with outstanding problems, under the headings of the notice (TS4)."""

from collections.abc import Mapping, Sequence

from analysis.table import Cell, Link, Table, chosen
from analysis.titles import LINES, county_title
from govcrawl.model.target import Site
from govcrawl.register import TableSettings

NAME = "问题网站名单"
HEADINGS = {
    "number": "序号",
    "name": "网站名称",
    "site_code": "网站标识码",
    "sponsor": "主办单位",
    "county": "地区",
    "kind": "类别",
    "url": "网址",
    "reason": "存在的突出问题",
}
DEFAULT = ("number", "name", "sponsor", "reason")


def failing_sites(
    sites: Sequence[Site], problems: Mapping[str, str], evidence: str, settings: TableSettings, note: str
) -> Table:
    """Return the list of `sites`. `problems` by target id; `evidence` is the table that the problems lead to."""
    fields = chosen("failing_sites", settings, HEADINGS, DEFAULT)
    rows: list[tuple[Cell, ...]] = []
    for number, site in enumerate(sites, start=1):
        cells: dict[str, Cell] = {
            "number": number,
            "name": site.name,
            "site_code": site.site_code,
            "sponsor": site.sponsor,
            "county": county_title(site.county),
            "kind": LINES[site.kind],
            "url": site.url,
            "reason": Link(problems[site.id], evidence, site.id),
        }
        rows.append(tuple(cells[field] for field in fields))
    return Table(NAME, settings.title or "存在突出问题的政府网站名单", tuple(fields.values()), tuple(rows), (note,))

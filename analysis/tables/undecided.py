"""未能判定: what is neither pass nor fail, and why; a person goes through it before a notice is printed."""

from collections.abc import Iterable, Iterator

from analysis.table import Row, Rows, Table
from analysis.titles import LINES, county_title, platform_title
from govcrawl.model.finding import Finding, Verdict
from govcrawl.model.target import Account, Target
from govcrawl.register import ReportSettings
from govcrawl.rules.reviewed import WORDS
from govcrawl.rules.wording import title

NAME = "未能判定"
HEADERS = ("序号", "对象", "类别", "地区", "指标", "指标名称", "状态", "原因", "地址")


def undecided(found: Iterable[tuple[Target, Finding]], report: ReportSettings) -> Table:
    """Return every open finding, also those of objects that fail for another reason."""
    notes = ("未能观测：未能采集到足够内容。待复核：须由人工认定。",)
    return Table(NAME, "未能判定的检查项", HEADERS, Rows(lambda: _rows(found, report)), notes)


def _rows(found: Iterable[tuple[Target, Finding]], report: ReportSettings) -> Iterator[Row]:
    number = 0
    for target, finding in found:
        if not target.operating or finding.verdict not in (Verdict.NOT_OBSERVED, Verdict.NEEDS_REVIEW):
            continue
        number += 1
        yield (
            number,
            target.name,
            platform_title(target.platform, report) if isinstance(target, Account) else LINES[target.kind],
            county_title(target.county),
            finding.code,
            title(finding.code),
            WORDS[finding.verdict],
            finding.reason,
            finding.evidence[0].url if finding.evidence else target.url,
        )

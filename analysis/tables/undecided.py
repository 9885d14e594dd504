"""未能判定: what is neither pass nor fail, and why; a person goes through it before a notice is printed."""

from collections.abc import Iterable

from analysis.table import Cell, Table
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
    rows: list[tuple[Cell, ...]] = []
    for target, finding in found:
        if finding.verdict not in (Verdict.NOT_OBSERVED, Verdict.NEEDS_REVIEW):
            continue
        kind = platform_title(target.platform, report) if isinstance(target, Account) else LINES[target.kind]
        rows.append(
            (
                len(rows) + 1,
                target.name,
                kind,
                county_title(target.county),
                finding.code,
                title(finding.code),
                WORDS[finding.verdict],
                finding.reason,
                finding.evidence[0].url if finding.evidence else target.url,
            )
        )
    return Table(
        NAME, "未能判定的检查项", HEADERS, tuple(rows), ("未能观测：未能采集到足够内容。待复核：须由人工认定。",)
    )

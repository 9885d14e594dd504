"""问题证据: where each failed indicator can be seen, with the words that were read and when (TS6)."""

from collections.abc import Iterable, Iterator

from analysis.table import Row, Rows, Table
from analysis.titles import LINES, county_title, platform_title
from govcrawl.model.finding import Finding, Verdict
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.target import Account, Target
from govcrawl.register import ReportSettings
from govcrawl.rules.wording import is_bonus, title

NAME = "问题证据"
HEADERS = (
    "序号", "对象", "类别", "地区", "指标", "指标名称", "判定依据", "页面所示内容", "地址", "快照", "采集时间",
    "复核人",
)  # fmt: skip


def evidence(found: Iterable[tuple[Target, Finding]], report: ReportSettings) -> Table:
    """Return a row for each piece of evidence of a failure; the first row of each target is its anchor.

    `found` can be gone through again and again: the rows are made when they are written.
    """
    anchors: dict[str, int] = {}
    place = 0
    for target, finding in found:
        if _is_fault(finding) and finding.evidence:
            anchors.setdefault(target.id, place)
            place += len(finding.evidence)
    return Table(NAME, "存在突出问题的证据", HEADERS, Rows(lambda: _rows(found, report)), anchors=anchors)


def _rows(found: Iterable[tuple[Target, Finding]], report: ReportSettings) -> Iterator[Row]:
    number = 0
    for target, finding in found:
        if not _is_fault(finding):
            continue
        kind = platform_title(target.platform, report) if isinstance(target, Account) else LINES[target.kind]
        about = (target.name, kind, county_title(target.county), finding.code, title(finding.code))
        for place, piece in enumerate(finding.evidence):
            number += 1
            reason = "" if place else finding.reason  # once a finding: it sums up all its rows
            moment = piece.seen_at.astimezone(CHINA_TIME)
            seen_at = f"{moment:%Y-%m-%d}" if finding.reviewer and not piece.snapshot else f"{moment:%Y-%m-%d %H:%M}"
            yield number, *about, reason, piece.text, piece.url, piece.snapshot, seen_at, finding.reviewer


def _is_fault(finding: Finding) -> bool:
    return finding.verdict is Verdict.FAIL and not is_bonus(finding.code)  # a bonus that is not earned is no fault

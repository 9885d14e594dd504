"""问题证据: where each failed indicator can be seen, with the words that were read and when (TS6)."""

from collections.abc import Iterable

from analysis.table import Cell, Table
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
    """Return a row for each piece of evidence of a failure; the first row of each target is its anchor."""
    rows: list[tuple[Cell, ...]] = []
    anchors: dict[str, int] = {}
    for target, finding in found:
        if finding.verdict is not Verdict.FAIL or is_bonus(finding.code):  # a bonus that is not earned is no fault
            continue
        anchors.setdefault(target.id, len(rows))
        kind = platform_title(target.platform, report) if isinstance(target, Account) else LINES[target.kind]
        about = (target.name, kind, county_title(target.county), finding.code, title(finding.code))
        for number, piece in enumerate(finding.evidence):
            reason = "" if number else finding.reason  # once a finding: it sums up all its rows
            moment = piece.seen_at.astimezone(CHINA_TIME)
            seen_at = f"{moment:%Y-%m-%d}" if finding.reviewer and not piece.snapshot else f"{moment:%Y-%m-%d %H:%M}"
            rows.append(
                (len(rows) + 1, *about, reason, piece.text, piece.url, piece.snapshot, seen_at, finding.reviewer)
            )
    return Table(NAME, "存在突出问题的证据", HEADERS, tuple(rows), anchors=anchors)

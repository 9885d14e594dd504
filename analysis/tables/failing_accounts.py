"""问题新媒体名单: the list of accounts with outstanding problems, under the headings of the notice (TS5)."""

from collections.abc import Mapping, Sequence

from analysis.table import Cell, Link, Table, chosen
from analysis.titles import county_title, platform_title
from govcrawl.model.target import Account
from govcrawl.register import ReportSettings

NAME = "问题新媒体名单"
HEADINGS = {
    "number": "序号",
    "name": "新媒体名称",
    "platform": "第三方平台",
    "account_id": "账号",
    "sponsor": "主办单位",
    "county": "地区",
    "url": "链接",
    "reason": "存在的突出问题",
}
DEFAULT = ("number", "name", "sponsor", "platform", "reason")


def failing_accounts(
    accounts: Sequence[Account], problems: Mapping[str, str], evidence: str, report: ReportSettings, note: str
) -> Table:
    """Return the list of `accounts`. `problems` by target id; `evidence` is the table that the problems lead to."""
    settings = report.table("failing_accounts")
    fields = chosen("failing_accounts", settings, HEADINGS, DEFAULT)
    rows: list[tuple[Cell, ...]] = []
    for number, account in enumerate(accounts, start=1):
        cells: dict[str, Cell] = {
            "number": number,
            "name": account.name,
            "platform": platform_title(account.platform, report),
            "account_id": account.account_id,
            "sponsor": account.sponsor,
            "county": county_title(account.county),
            "url": account.url,
            "reason": Link(problems[account.id], evidence, account.id),
        }
        rows.append(tuple(cells[field] for field in fields))
    return Table(NAME, settings.title or "存在突出问题的政务新媒体名单", tuple(fields.values()), tuple(rows), (note,))

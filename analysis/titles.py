"""Printed names of what rows stand for: kinds of objects, counties, platforms. A city may print its own."""

from govcrawl.model.target import MUNICIPAL, SiteKind
from govcrawl.register import ReportSettings

SITES, ACCOUNTS = "sites", "accounts"

LINES = {
    SITES: "政府网站",
    SiteKind.PORTAL.value: "政府门户网站",
    SiteKind.DEPARTMENT_SITE.value: "市直部门独立站点",
    SiteKind.SUB_CHANNEL.value: "市直部门子频道",
    SiteKind.DISCLOSURE_SECTION.value: "信息公开专栏",
    ACCOUNTS: "政务新媒体",
}


def line_title(line: str, report: ReportSettings) -> str:
    """Return the name of a line of the overview: [report.tables.<line>] title, else ours."""
    return report.table(line).title or LINES[line]


def county_title(county: str) -> str:
    """Return the printed name of a county, and of what the city runs itself."""
    return "市直部门" if county == MUNICIPAL else county


def platform_title(platform: str, report: ReportSettings) -> str:
    """Return the name that the notice prints for a platform."""
    return report.platforms.get(platform, platform)

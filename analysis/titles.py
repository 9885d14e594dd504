"""Printed names of what rows stand for: kinds of objects, counties, platforms. A city may print its own."""

import re

from govcrawl.model.period import Period
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


PARAMETERS = {
    "grace_days": "首次出现晚于发布日期的宽限天数",
    "far_days": "与其他日期依据相差天数（超过）",
    "bulk_rows": "同日集中发布条数（含）",
    "silent_days": "集中发布前无更新天数（含）",
    "eve_days": "集中发布距监测时间点天数（含）",
    "neighbours": "编号在前而日期在后的条目数（含）",
    "bulk_classes": "核对集中发布的栏目类别",
    "days": "天数",
    "sources_needed": "认定不更新须一致的独立来源数（含）",
    "min_columns": "栏目数（含）",
    "dynamic_days": "动态要闻类天数",
    "notice_policy_months": "通知公告、政策文件类月数",
    "notice_policy_levels": "通知公告、政策文件类栏目级别",
    "undated_counts_as_stale": "未显示日期视为不更新",
    "cadence": "各类栏目更新期限",
    "visits_per_day": "每天访问次数（含）",
    "timeout_seconds": "打不开的等待秒数（含）",
    "fail_percent": "打不开的次数占比（含，%）",
    "home_points": "首页每个扣分",
    "other_points": "其他页面每个扣分",
    "cap": "扣分上限",
    "points": "每项扣分",
    "sampled_columns": "抽查栏目页数",
    "sampled_articles": "抽查内容页数",
    "partial_counts": "标签不全即扣分",
    "suffixes": "允许的域名后缀",
    "veto": "作为单项否决",
    "forbidden": "本地区禁止",
    "township_words": "乡镇（街道）用词",
    "department_words": "部门用词",
    "government_words": "政府用词",
    "excepted_words": "例外用词",
    "missing_points": "未开设栏目扣分",
    "stale_points": "不更新扣分",
    "blank_points": "空白扣分",
    "late_points": "更新较迟扣分（加分项为得分）",
    "levels": "栏目级别（空为不限）",
    "months": "月数",
    "words": "提示用词",
    "demanded": "本地区要求",
    "posts_per_week": "每周发布条数",
    "weeks": "回溯周数",
    "late_months": "更新较迟的月数",
    "stale_months": "不更新的月数",
    "soon_months": "更新及时的月数",
    "soon_points": "更新及时得分",
    "own_items": "另有检查项的栏目类别",
    "min_surveys": "调查征集次数（含）",
    "min_missing": "缺少的要素类数（含）",
    "min_guides": "办事指南个数（含）",
    "sampled": "抽查个数",
    "element_points": "要素每类扣分",
    "format_points": "材料格式不明确扣分",
    "vague_points": "模糊表述扣分",
    "basis_points": "依据仅有名称扣分",
    "result_points": "公布结果得分",
    "lookback_months": "回溯月数",
    "unanswered_months": "未回应月数（不含）",
    "none_points": "完全未公开扣分",
    "field_points": "要素不全每条扣分",
    "statistics_points": "无统计扣分",
    "workdays": "工作日数",
    "late_answer_counts": "逾期后答复计为逾期",
    "evasive_points": "推诿敷衍扣分",
}


def period_title(period: Period) -> str:
    """Return 2021年第二季度 for 2021Q2; other names stay as they are."""
    quarter = re.fullmatch(r"(\d{4})Q([1-4])", period.name)
    return f"{quarter[1]}年第{'一二三四'[int(quarter[2]) - 1]}季度" if quarter else period.name


def window_title(period: Period) -> str:
    """Return the sampling window (采样时间) as notices print it, the year once where it is the same."""
    start, end = period.start, period.end
    last = f"{end.month}月{end.day}日"
    if start == end:
        return f"{end.year}年{last}"
    return f"{start.year}年{start.month}月{start.day}日至" + (last if start.year == end.year else f"{end.year}年{last}")


def line_title(line: str, report: ReportSettings) -> str:
    """Return the name of a line of the overview: [report.tables.<line>] title, else ours."""
    return report.table(line).title or LINES[line]


def county_title(county: str) -> str:
    """Return the printed name of a county, and of what the city runs itself."""
    return "市直部门" if county == MUNICIPAL else county


def platform_title(platform: str, report: ReportSettings) -> str:
    """Return the name that the notice prints for a platform."""
    return report.platforms.get(platform, platform)

"""What a notice prints for a code: the city's own words, else the rule's phrase, else the words of the indicators."""

from collections.abc import Iterable, Mapping

from govcrawl.model.finding import Finding, Verdict
from govcrawl.rules.judge import is_veto
from govcrawl.rules.profile import Profile

# Codes that no rule judges yet, in the order of the indicators (fact sheet 1.2 and 1.3). People enter them as reviews.
PHRASES = {
    "V1": "存在安全、泄密事故等严重问题",
    "V1a": "存在严重表述错误",
    "V1e": "信息发布日期不实",
    "V2": "站点无法访问",
    "V3": "首页不更新",
    "V4": "多个栏目长期未更新",
    "V5": "互动回应差",
    "V5a": "未提供有效的咨询建言渠道",
    "V5b": "未及时回应有效留言",
    "V6": "服务不实用",
    "V6a": "未提供办事服务",
    "V6b": "办事指南要素缺失",
    "V6c": "办事指南要素缺失",
    "N1": "存在安全、泄密事故等严重问题",
    "N1a": "存在严重表述错误",
    "N2": "内容不更新",
    "N2b": "无法下载或使用",
    "N3": "互动回应差",
    "N3a": "未提供有效互动功能",
    "N3b": "存在购买“粉丝”、强制要求群众点赞等弄虚作假行为",
}

# Yulin 2020Q3, attachment 2, row 10 prints the missing interaction before the missing update.
ORDER = ("V1", "V2", "V3", "V4", "V5", "V6", "N1", "N3", "N2", "L", "R")


def phrase(finding: Finding, profile: Profile, wording: Mapping[str, str]) -> str:
    """Return what is printed for a finding. `wording` is the city's, by code or by item (V4 stands for V4a too)."""
    code, item = finding.code, finding.code.rstrip("abcdef")
    for words in (wording, _phrases(profile), PHRASES):
        if found := words.get(code) or words.get(item):
            return found
    return finding.reason


def problems(findings: Iterable[Finding], profile: Profile, wording: Mapping[str, str]) -> str:
    """Return the failed vetoes of one target in the order of notices, joined by “；”, each phrase once."""
    failed = [finding for finding in findings if finding.verdict is Verdict.FAIL and is_veto(finding.code)]
    failed.sort(key=lambda finding: (_place(finding.code), finding.code))
    return "；".join(dict.fromkeys(phrase(finding, profile, wording) for finding in failed))


def _phrases(profile: Profile) -> dict[str, str]:
    return {rule.code: rule.printed_phrase() for rule in profile.rules}


def _place(code: str) -> int:
    return next((place for place, item in enumerate(ORDER) if code.startswith(item)), len(ORDER))

"""The words of the page in Chinese and English. What was crawled or decided stays in the words it has."""

from govcrawl.model.finding import Verdict
from govcrawl.rules.catalogue import rule_types

TEXTS = {
    "overview": ("总体情况", "Overview"),
    "counties": ("各地区排名", "Ranking of counties"),
    "platforms": ("新媒体各平台合格率", "Accounts by platform"),
    "ages": ("栏目最近更新距今", "Age of columns' newest entry"),
    "trend": ("各期合格率", "Pass rates by period"),
    "recheck": ("上期问题复查", "Last period's faults"),
    "objects": ("检查对象", "Inspected objects"),
    "parameters": ("检查说明", "How this was made"),
    "as_of": ("监测时间点", "As of"),
    "window": ("采样时间", "Sampled"),
    "profile": ("指标方案", "Profile"),
    "qualified": ("合格", "Qualified"),
    "unqualified": ("不合格", "Unqualified"),
    "undecided": ("未能判定", "Undecided"),
    "pass_rate": ("合格率", "Pass rate"),
    "inspected": ("检查数", "Inspected"),
    "rank": ("名次", "Rank"),
    "county": ("地区", "County"),
    "websites": ("网站", "Websites"),
    "accounts": ("新媒体", "Accounts"),
    "between": ("合格率介于", "Pass rate between"),
    "name": ("名称", "Name"),
    "kind": ("类别", "Kind"),
    "sponsor": ("主办单位", "Sponsor"),
    "code": ("指标", "Code"),
    "deduction": ("扣分", "Deduction"),
    "verdict": ("结论", "Verdict"),
    "reason": ("判定依据", "Reason"),
    "evidence": ("证据", "Evidence"),
    "findings": ("检查结果", "Findings"),
    "passed": ("合格项", "Passed"),
    "columns": ("栏目", "Columns"),
    "column": ("栏目", "Column"),
    "class": ("类别", "Class"),
    "newest": ("最近更新", "Last update"),
    "days": ("距今天数", "Days ago"),
    "left": ("剩余天数", "Days left"),
    "late": ("超期", "late"),
    "latest_entry": ("最近一条", "Latest entry"),
    "posts": ("发文", "Posts"),
    "gap": ("最长间隔（天）", "Longest gap (days)"),
    "state": ("复查情况", "State now"),
    "fault": ("问题", "Fault"),
    "period": ("检查期", "Period"),
    "search": ("按名称、地区查找", "Find by name or county"),
    "all": ("全部", "All"),
    "none": ("无", "None"),
    "reviewer": ("复核人", "Reviewer"),
    "snapshot": ("快照", "Snapshot"),
    "excluded": ("不计入", "Not judged"),
    "columns_unit": ("个栏目", "columns"),
    "undecided_note": (
        "未能判定的对象既不计入合格，也不计入不合格；合格率＝合格数÷已判定数。",
        "An undecided object counts neither way; a rate is qualified / decided.",
    ),
    "ranking_note": (
        "按合格率从高到低排列，合格率相同的并列；有未能判定对象的地区名次可能变化。",
        "Highest pass rate first, equal rates share a rank; where objects are undecided the rank may change.",
    ),
    "left_note": (
        "剩余天数按栏目自身或其类别的更新周期计算；负数为已超期天数。",
        "Days left by the cadence of the column or of its class; below zero: late by so many.",
    ),
}
ENGLISH_LINES = {
    "sites": "Government websites",
    "portal": "Portals",
    "department_site": "Department sites",
    "sub_channel": "Sub-channels",
    "disclosure_section": "Disclosure sections",
    "accounts": "New-media accounts",
    "account": "New-media account",
}
VERDICTS = {
    Verdict.PASS: ("合格", "Pass"),
    Verdict.FAIL: ("不合格", "Fail"),
    Verdict.NOT_OBSERVED: ("未能观测", "Not observed"),
    Verdict.NOT_APPLICABLE: ("不适用", "Not applicable"),
    Verdict.NEEDS_REVIEW: ("待复核", "Needs review"),
}
STATES = {
    "still_failing": ("仍不合格", "Still failing"),
    "not_observed": ("未能复查", "Not observed"),
    "removed": ("台账已无此对象", "No longer registered"),
    "closed": ("已关停", "Closed"),
    "rectified": ("已整改", "Rectified"),
}
SPANS = {
    "14天以内": "up to 14 days",
    "15至30天": "15 to 30 days",
    "31至60天": "31 to 60 days",
    "61至180天": "61 to 180 days",
    "181天至1年": "181 days to a year",
    "超过1年": "over a year",
}


def english_title(code: str) -> str:
    """Return what a rule's documentation calls its defect; the code itself where no rule stands behind it."""
    rule = rule_types().get(code)
    text = (rule.__doc__ or "").strip().splitlines()[0] if rule else code
    return text.partition("(")[0].strip().rstrip(".")

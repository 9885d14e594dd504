"""Tables of a register that speak of wording: lexicon, organs, leaders, whitelist."""

from datetime import date

from govcrawl.model.candidate import Severity
from govcrawl.model.wording import Allowed, Leader, Organ, OwnWord
from govcrawl.register.cells import Row
from govcrawl.register.headings import REVIEWS, Table
from govcrawl.register.objects import References, called
from govcrawl.register.spellings import spelled

LEXICON = Table(
    "lexicon",
    required=("wrong",),
    optional=("right", "severity", "since", "until", "note"),
    headings={
        "wrong": "错误表述 错误词 错词 错误用语 禁用词 敏感词",
        "right": "正确表述 建议表述 建议词 正确词 建议修改",
        "severity": "严重程度 等级 错误级别 错误等级",
        "since": "起用日期 启用日期 生效日期 起始日期",
        "until": "停用日期 失效日期 截止日期",
        "note": "备注 说明",
    },
    sheets="词库 自有词库 错误词库 错敏词库",
)
ORGANS = Table(
    "organs",
    required=("name", "until"),
    optional=("successor", "note"),
    headings={
        "name": "原机构名称 原名称 原名 机构名称 名称",
        "until": "停用日期 撤销日期 更名日期 截止日期",
        "successor": "现机构名称 现名称 现名 更名后名称",
        "note": "备注 说明 依据",
    },
    sheets="机构 机构名称 机构沿革",
)
LEADERS = Table(
    "leaders",
    required=("name", "title", "since"),
    optional=("until", "rank", "note"),
    headings={
        "name": "姓名",
        "title": "职务 现任职务",
        "since": "任职日期 任职时间 起始日期",
        "until": "免职日期 离任日期 截止日期",
        "rank": "排序 排名 次序",
        "note": "备注 说明",
    },
    sheets="领导 领导名单 领导信息",
)
WHITELIST = Table(
    "whitelist",
    required=("words",),
    optional=("site", "reason"),
    headings={
        "words": "词语 放行词 白名单词 内容",
        "site": REVIEWS.headings["target"] + " 网站 所属网站",
        "reason": "理由 原因 说明",
    },
    sheets="白名单",
)
WORDING = (LEXICON, ORGANS, LEADERS, WHITELIST)

SEVERITIES = spelled(
    {
        Severity.SERIOUS: "严重 严重错误 严重表述错误",
        Severity.TYPO: "一般 一般错误 错别字",
        Severity.HINT: "提示 建议",
    }
)


def own_word(row: Row) -> OwnWord:
    """Return the entry of a row; days that are left empty do not bound it."""
    wrong, right = row.text("wrong", required=True), row.text("right")
    if wrong and len(wrong) < 2:
        row.fault("wrong", f"is '{wrong}', a single character", "write the words in which it is wrong")
    if wrong and wrong == right:
        row.fault("right", f"is '{right}', as the wrong words", "mend one of the two")
    severity = row.choice("severity", SEVERITIES, Severity.TYPO)
    since, until = _days(row)
    return OwnWord(wrong, right, severity, since, until)


def organ(row: Row) -> Organ:
    """Return the organ of a row."""
    return Organ(row.text("name", required=True), row.day("until"), row.text("successor"))


def leader(row: Row) -> Leader:
    """Return who bore a title, and when."""
    since = row.day("since")
    until = row.day("until") if row.text("until") else date.max
    if date.min not in (since, until) and until < since:
        row.fault("until", f"is {until}, before {since}", "mend one of the two days")
    return Leader(
        row.text("name", required=True), row.text("title", required=True), since, until, row.whole("rank", None, 1, 999)
    )


def allowed(row: Row, targets: References | None) -> Allowed:
    """Return words that are let stand; `site` names an object of the register or is empty."""
    site = row.text("site")
    found = called(site, targets) if site and targets is not None else []
    if site and targets is not None and len(found) != 1:
        row.fault(
            "site", f"'{site}' names {len(found)} objects of the register", "write its code or id, or leave it empty"
        )
    return Allowed(row.text("words", required=True), found[0].id if len(found) == 1 else site)


def _days(row: Row) -> tuple[date, date]:
    since = row.day("since") if row.text("since") else date.min
    until = row.day("until") if row.text("until") else date.max
    if until < since:
        row.fault("until", f"is {until}, before {since}", "mend one of the two days")
    return since, until

"""The tables of a register: their fields, and the headings under which exports and hand-made sheets give them.

The Chinese headings are those of exports of the national reporting systems (全国政府网站信息报送系统,
全国政务新媒体信息报送系统), of the attachments of notices, and their usual variants.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from govcrawl.register.cells import folded

# What exports carry besides and no inspection asks for.
_LEFT_OUT = """
    序号 编号 省 省份 市 城市 部门 级别 网站级别 承办单位 主管单位 主管部门 负责人 网站负责人 分管负责人
    联系人 联系电话 办公电话 手机 手机号 电话 电子邮箱 邮箱 邮编 办公地址 地址 域名 网站域名 IP地址
    ICP备案号 ICP备案 备案号 公安备案号 公安机关备案号 公安机关备案编号 党政机关网站标识 统一社会信用代码
    开办时间 开设时间 创建时间 注册时间 更新时间 填报时间 上报时间 备案时间 审核状态 审核意见 填报单位 上报单位
    粉丝数 订阅数 关注数 认证情况 是否认证 认证状态 注册主体 二维码 登录邮箱 功能介绍 简介
"""


@dataclass(frozen=True)
class Table:
    """A table of the register: `required` and `optional` fields, each with its other headings."""

    name: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    headings: dict[str, str]  # field -> other headings, separated by blanks
    sheets: str  # names that a sheet of a workbook may have, besides that of the table

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields, in the order in which a new table is written."""
        return self.required + self.optional

    @cached_property
    def field_by_heading(self) -> dict[str, str]:
        """The field that a folded heading stands for; "" for headings that are left out."""
        known = {folded(heading): "" for heading in _LEFT_OUT.split()}
        for field in self.fields:
            for heading in (field, *self.headings.get(field, "").split()):
                known[folded(heading)] = field
        return known

    def field_of(self, heading: str) -> str | None:
        """Return the field that a heading stands for, "" for one to be left out, None for an unknown one.

        Marks for required cells and a remark in brackets make no difference (*网站标识码（10位）).
        A heading that begins with # belongs to the office and is left out.
        """
        text = folded(heading).strip("*:")
        if text.startswith("#"):
            return ""
        bare = re.sub(r"[(\[【].*", "", text)
        return self.field_by_heading.get(text, self.field_by_heading.get(bare))


SITES = Table(
    "sites",
    required=("name", "url", "kind", "county"),
    optional=("site_code", "sponsor", "render", "services", "status", "note"),
    headings={
        "name": "网站名称 政府网站名称 网站名 站点名称 频道名称 专栏名称 名称",
        "url": "首页网址 网站首页网址 首页地址 首页链接 首页URL 网站网址 网站地址 网站首页 主页地址 网址 链接",
        "kind": "网站类型 网站类别 网站种类 站点类型 类型 类别",
        "county": "所属地区 所属县区 所属县市区 所在地区 所属区域 所属区划 行政区划 地区 县区 区县 县市区 县(市、区)",
        "site_code": "网站标识码 政府网站标识码 标识码 网站标识编码",
        "sponsor": "主办单位 主办单位名称 网站主办单位 责任单位 单位名称 单位",
        "render": "采集方式 渲染方式",
        "services": "办事服务 有无办事服务 是否有办事服务 是否提供办事服务 是否有对外服务 对外服务",
        "status": "网站状态 运行状态 运行情况 状态",
        "note": "备注 说明",
    },
    sheets="网站 政府网站 网站台账 网站清单 网站列表 政府网站列表 政府网站清单",
)

ACCOUNTS = Table(
    "accounts",
    required=("platform", "name", "county"),
    optional=("account_id", "sponsor", "url", "mirror", "status", "registered", "note"),
    headings={
        "platform": "平台类型 第三方平台 第三方平台名称 所属平台 平台名称 平台 新媒体类型 新媒体平台 账号类型 类型",
        "name": "新媒体名称 政务新媒体名称 账号名称 帐号名称 名称",
        "county": SITES.headings["county"],
        "account_id": "账号 帐号 账号ID 账号标识 新媒体账号 微信号 平台账号",
        "sponsor": SITES.headings["sponsor"] + " 开办单位 开设单位",
        "url": "账号链接 账号主页 账号地址 主页链接 主页地址 主页网址 主页 链接 网址",
        "mirror": "采集地址 镜像地址 镜像",
        "status": "运营状态 运行状态 账号状态 运行情况 状态",
        "registered": "是否备案 备案状态 备案情况 是否登记 登记状态 是否报送 是否纳入报送系统",
        "note": SITES.headings["note"],
    },
    sheets="新媒体 政务新媒体 新媒体台账 政务新媒体台账 新媒体列表 政务新媒体列表 新媒体清单 账号",
)

COLUMNS = Table(
    "columns",
    required=("site", "column", "url"),
    optional=("class", "level", "cadence_days", "excluded"),
    headings={
        "site": "所属网站 网站 网站标识码 网站名称",
        "column": "栏目名称 栏目",
        "url": "栏目网址 栏目地址 栏目链接 栏目URL 网址 链接",
        "class": "栏目类别 栏目分类 栏目类型",
        "level": "栏目级别 栏目层级 层级 级别",
        "cadence_days": "更新周期 更新周期天数 更新频率",
        "excluded": "是否排除 排除 不检查",
    },
    sheets="栏目 栏目台账 栏目清单 栏目列表",
)

REVIEWS = Table(
    "reviews",
    required=("target", "code", "verdict", "reason", "reviewer", "date"),
    optional=("evidence", "points", "candidate", "period"),
    headings={
        "target": "检查对象 对象 网站名称 新媒体名称 名称",
        "code": "指标 指标代码 指标编号",
        "verdict": "结论 复核结论 复核结果 认定结果",
        "reason": "问题 存在问题 存在的问题 存在的主要问题 存在的突出问题 理由 原因",
        "reviewer": "复核人 复核人员 检查人",
        "date": "复核日期 复核时间 日期",
        "evidence": "证据 证据材料 佐证 佐证材料 依据",
        "points": "分值 得分 扣分 加分 扣分值",
        "candidate": "候选编号 候选",
        "period": "检查期 期次",
    },
    sheets="人工复核 复核 复核结果",
)

# Who brought a row, when, and out of what: every import says so on every row.
_PROVENANCE = ("source", "imported_by", "imported_on")
_OF_PROVENANCE = {
    "source": "来源 数据来源 导出系统 来源系统",
    "imported_by": "导入人 导出人 提供人",
    "imported_on": "导入日期 导出日期 导出时间 提供日期",
}
_OF_SITE = {"site": COLUMNS.headings["site"]}

MESSAGES = Table(
    "messages",
    required=("site", "asked", *_PROVENANCE),
    optional=("number", "subject", "replied", "replier", "valid", "due", "overdue", "topic"),
    headings={
        **_OF_SITE,
        **_OF_PROVENANCE,
        "asked": "留言时间 来信时间 写信时间 提问时间 提交时间 咨询时间 留言日期 来信日期",
        "number": "留言编号 信件编号 来信编号 受理编号 流水号 编号",
        "subject": "标题 留言标题 信件标题 来信标题 主题 留言主题",
        "replied": "答复时间 回复时间 办结时间 答复日期 回复日期 办结日期",
        "replier": "答复单位 回复单位 办理单位 承办单位 答复部门 回复部门",
        "valid": "是否有效 有效留言 有效",
        "due": "办理期限 答复期限 办理时限 截止时间 截止日期 应答复时间",
        "overdue": "是否超期 超期 是否逾期 逾期",
        "topic": "留言类型 信件类型 来信类型 诉求类型 类型 留言类别",
    },
    sheets="留言 网民留言 留言台账 信件 来信",
)

CORRECTIONS = Table(
    "corrections",
    required=("site", *_PROVENANCE),
    optional=("asked", "number", "subject", "replied", "replier", "valid", "evasive"),
    headings={
        **{field: MESSAGES.headings[field] for field in ("number", "subject", "replied", "replier", "valid")},
        **_OF_SITE,
        **_OF_PROVENANCE,
        "asked": "网民留言时间 找错时间 " + MESSAGES.headings["asked"],
        "evasive": "是否敷衍 是否推诿敷衍 推诿敷衍 答复敷衍",
    },
    sheets="找错 我为政府网站找错 找错留言 纠错",
)

PROBES = Table(
    "probes",
    required=("site", "visited", "opened", *_PROVENANCE),
    optional=("failure", "status", "seconds"),
    headings={
        **_OF_SITE,
        **_OF_PROVENANCE,
        "visited": "监测时间 访问时间 检测时间 拨测时间",
        "opened": "是否打开 是否可访问 能否打开 能否访问 访问结果 监测结果",
        "failure": "失败原因 不能访问原因 打不开原因 异常原因",
        "status": "HTTP状态码 状态码 返回码",
        "seconds": "用时 响应时间 打开时间 用时秒 耗时",
    },
    sheets="可用性监测 可用性 拨测 访问监测",
)

LAST_POSTS = Table(
    "last_posts",
    required=("account", "newest", *_PROVENANCE),
    optional=("platform", "title", "url"),
    headings={
        **_OF_PROVENANCE,
        "account": ACCOUNTS.headings["name"] + " 账号 帐号 账号ID",
        "newest": "最近更新时间 最近发文时间 最后更新时间 最后发文时间 最近更新日期 最后更新日期 最近发布时间",
        "imported_on": "查看日期 监测日期 检查日期 " + _OF_PROVENANCE["imported_on"],
        "platform": ACCOUNTS.headings["platform"],
        "title": "最近发文标题 最新标题 标题",
        "url": "最近发文链接 文章链接 链接 网址",
    },
    sheets="最近更新 最后更新 最近发文 发文情况",
)

SCREENSHOTS = Table(
    "screenshots",
    required=("target", "file", *_PROVENANCE),
    optional=("code", "note"),
    headings={
        "target": REVIEWS.headings["target"],
        "file": "截图文件 文件名 文件 截图",
        "source": "截图来源 " + _OF_PROVENANCE["source"],
        "imported_by": "截图人 取证人 " + _OF_PROVENANCE["imported_by"],
        "imported_on": "截图日期 截图时间 取证日期 " + _OF_PROVENANCE["imported_on"],
        "code": REVIEWS.headings["code"],
        "note": "说明 截图说明 备注",
    },
    sheets="截图 截图清单 取证",
)

IMPORTS = (MESSAGES, CORRECTIONS, PROBES, LAST_POSTS, SCREENSHOTS)

WAIVERS = Table(
    "waivers",
    required=("target", "code", "reason", "approver", "granted", "expires"),
    optional=(),
    headings={
        "target": REVIEWS.headings["target"],
        "code": REVIEWS.headings["code"],
        "reason": "豁免理由 豁免原因 理由 原因",
        "approver": "批准人 审批人 批准单位",
        "granted": "批准日期 生效日期",
        "expires": "有效期至 截止日期 到期日期",
    },
    sheets="豁免 豁免清单",
)

PAST_FAULTS = Table(
    "past_faults",
    required=("period", "target", "code", "reason"),
    optional=("source",),
    headings={
        "period": "检查期 期次",
        "target": REVIEWS.headings["target"],
        "code": REVIEWS.headings["code"],
        "reason": REVIEWS.headings["reason"],
        "source": "出处 来源 通报",
    },
    sheets="往期问题 上期问题 通报问题",
)

TABLES = (SITES, ACCOUNTS, COLUMNS, REVIEWS, *IMPORTS, WAIVERS, PAST_FAULTS)

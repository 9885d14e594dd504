"""The words that cells of a register are filled with, in every spelling that is understood."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from govcrawl.model.finding import Verdict
from govcrawl.model.target import AccountStatus, Render, SiteKind, SiteStatus
from govcrawl.register.cells import folded

Word = TypeVar("Word", bound=StrEnum)


def spelled(others: Mapping[Word, str]) -> dict[str, Word]:
    """Return what each spelling stands for: the word itself and its other forms, separated by blanks."""
    return {folded(word): value for value, words in others.items() for word in (value.value, *words.split())}


KINDS = spelled(
    {
        SiteKind.PORTAL: "门户网站 政府门户网站 政府门户 门户 主站",
        SiteKind.DEPARTMENT_SITE: "部门网站 市直部门网站 独立站点 独立网站 市直部门独立站点 部门独立站点 政府部门网站",
        SiteKind.SUB_CHANNEL: "子频道 频道 部门子频道 市直部门子频道 子站 子网站",
        SiteKind.DISCLOSURE_SECTION: "信息公开专栏 政府信息公开专栏 部门信息公开专栏 信息公开平台 专栏",
    }
)
SITE_STATUSES = spelled(
    {
        SiteStatus.OPERATING: "正常运行 正常 运行 运行中 在运行 在线 在用",
        SiteStatus.SUSPENDED: "临时下线 暂停 暂停运行 例行整改 暂停服务",
        SiteStatus.CLOSED: "关停 已关停 永久下线 已下线 下线 注销 已注销 关闭 已关闭",
    }
)
ACCOUNT_STATUSES = spelled(
    {
        AccountStatus.OPERATING: "正常运营 正常运行 正常 运营 运营中 运行 运行中 在运行 在线 在用",
        AccountStatus.CLOSING: "关停中 注销中 正在注销 申请注销 申请关停 待注销",
        AccountStatus.CLOSED: "关停 已关停 注销 已注销 关闭 已关闭",
    }
)
RENDERS = spelled({Render.AUTO: "自动", Render.JS: "浏览器 脚本"})
VERDICTS = spelled(
    {
        Verdict.PASS: "合格 通过 符合 无问题 不属实",
        Verdict.FAIL: "不合格 不通过 不符合 有问题 属实",
        Verdict.NOT_OBSERVED: "未采集 未检查 未监测到",
        Verdict.NOT_APPLICABLE: "不适用",
        Verdict.NEEDS_REVIEW: "待复核 待定 需复核",
    }
)
# 市直部门: objects run by the city itself.
MUNICIPAL_SPELLINGS = {"municipal", "市直", "市直部门", "市直单位", "市本级", "市级", "市级部门", "本级"}
# Why a visit of another monitor failed, by the short names of govcrawl.rules.remedies; http_404 is known, too.
FAILURES = {
    folded(word): failure
    for failure, words in {
        "dns": "域名无法解析 域名解析失败 DNS解析失败",
        "refused": "连接被拒绝 拒绝连接",
        "reset": "连接被中断 连接中断 连接被重置 连接重置",
        "timeout": "访问超时 超时 连接超时 响应超时",
        "cut_off": "传输中断",
        "connection": "连接失败 无法连接",
        "redirect_loop": "重定向次数过多 循环跳转",
        "tls": "证书错误 握手失败 HTTPS握手失败 SSL错误",
        "unreachable": "网络不可达",
        "redirected_away": "跳转到其他地址 跳转异常",
        "empty_answer": "返回空页面 空白页",
        "too_large": "页面过大",
        "blocked": "被拦截 防火墙拦截 防护拦截 被防护或验证页面拦截",
        "offline": "监测端断网",
        "our_error": "监测端故障 监测程序出错",
    }.items()
    for word in (failure, *words.split())
}

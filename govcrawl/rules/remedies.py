"""What can be done where a page did not open, and whom the failure speaks of: the site, nobody for certain, or us."""

from dataclasses import dataclass
from enum import Enum, auto


class Blame(Enum):
    """Whose failure it is. Only SITE is ever charged."""

    SITE = auto()
    DOUBTFUL = auto()  # a visitor's browser may still have opened the page, or not: a person has to look
    OURS = auto()  # a firewall, robots.txt or our own side: it was no visit


@dataclass(frozen=True, slots=True)
class Remedy:
    """Whom a failure speaks of and what the site's office (or the inspector) does about it, in Chinese."""

    blame: Blame
    text: str


REMEDIES = {
    "dns": Remedy(Blame.SITE, "核对域名解析记录和域名有效期，联系域名注册服务机构恢复解析"),
    "refused": Remedy(Blame.SITE, "检查网站服务进程是否运行、80/443端口是否开放，核对负载均衡和防火墙配置"),
    "reset": Remedy(Blame.SITE, "检查网站服务和前端代理的运行日志，排查服务重启、连接数超限或链路设备中断连接"),
    "timeout": Remedy(Blame.SITE, "检查服务器负载、数据库和出口带宽，优化首页加载，必要时扩容或启用内容分发"),
    "cut_off": Remedy(Blame.SITE, "检查页面输出是否中断、声明长度与实际是否一致，排查代理缓存故障"),
    "connection": Remedy(Blame.SITE, "检查网站服务和网络链路，查看对应时间的运行日志"),
    "redirect_loop": Remedy(Blame.SITE, "检查首页跳转配置，消除循环跳转"),
    "closed_site": Remedy(Blame.SITE, "删除指向已关停网站的链接，或改为其业务的承接网站"),
    "parked": Remedy(Blame.SITE, "删除或更换该链接；域名原属本单位的，核对是否已按规定注销"),
    "taken_over": Remedy(Blame.SITE, "立即删除该链接并排查全站同一域名的链接；留存截图，按安全事件处置流程报告"),
    "tls": Remedy(Blame.DOUBTFUL, "检查HTTPS证书链、有效期和加密套件，停用过时协议；并用常用浏览器人工核对"),
    "unreachable": Remedy(Blame.DOUBTFUL, "核对网站所在网络的路由；更换采集网络后复测"),
    "redirected_away": Remedy(Blame.DOUBTFUL, "核对首页跳转去向；网址已变更的及时更新台账和全国政府网站信息报送系统"),
    "empty_answer": Remedy(Blame.DOUBTFUL, "检查首页是否输出空白；并用常用浏览器人工核对"),
    "too_large": Remedy(Blame.DOUBTFUL, "首页体积过大，压缩首页内容；并用常用浏览器人工核对"),
    "outage_page": Remedy(Blame.DOUBTFUL, "首页为维护提示；核对是否已报备临时下线，恢复后复测"),
    "closed_notice": Remedy(Blame.DOUBTFUL, "首页为关停或迁移提示；核对台账状态和登记网址"),
    "error_page": Remedy(
        Blame.DOUBTFUL, "首页返回200但内容为报错信息，查看应用和数据库日志并修复；并用常用浏览器人工核对"
    ),
    "default_page": Remedy(Blame.DOUBTFUL, "首页为服务器默认页，检查站点绑定和网站程序"),
    "parked_domain": Remedy(Blame.DOUBTFUL, "首页为域名停放或未备案提示；核对域名有效期、解析和备案"),
    "login_wall": Remedy(Blame.DOUBTFUL, "首页要求登录；核对登记网址是否为公开首页"),
    "blocked": Remedy(Blame.OURS, "请网站运维单位将监测地址加入防护白名单后复测"),
    "robots": Remedy(Blame.OURS, "请网站运维单位在 robots.txt 中允许访问首页后复测"),
    "offline": Remedy(Blame.OURS, "检查采集端网络后复测"),
    "proxy": Remedy(Blame.OURS, "检查采集端代理（http_proxy）后复测"),
    "our_error": Remedy(Blame.OURS, "查看采集日志后复测"),
}
_STATUSES = (
    ((404, 410), Remedy(Blame.SITE, "首页地址不存在，核对登记网址和网站首页文件")),
    (range(500, 600), Remedy(Blame.SITE, "网站程序出错，查看对应时间的应用和数据库日志并修复")),
    ((407,), REMEDIES["proxy"]),
    ((401, 403, 412, 429, 451), REMEDIES["blocked"]),
    (range(300, 400), REMEDIES["redirected_away"]),
    (range(400, 500), Remedy(Blame.DOUBTFUL, "网站拒绝了监测请求，用常用浏览器人工核对后检查访问规则")),
)


def remedy(failure: str) -> Remedy:
    """Return the remedy for a failure by its short name; a name that is not known is our own fault."""
    status = failure.removeprefix("http_")
    if status != failure and status.isdigit():
        return next((found for codes, found in _STATUSES if int(status) in codes), REMEDIES["our_error"])
    return REMEDIES.get(failure, REMEDIES["our_error"])

"""Pages that stand in the place of the one that was asked for: they say nothing of a site's columns or articles.

A firewall or captcha is not among them (`govcrawl.spiders.failures`), nor what stands before posts of an account
(`govcrawl.platforms.blocked`). Each has a name that reports translate; none is ever taken for a blank column.
"""

import re

from govcrawl.cms.document import parsed
from govcrawl.cms.foreign_use import FOR_SALE
from govcrawl.model.page import Page

LARGEST = 60_000  # characters of markup
LONGEST = 1_500  # characters of title and visible text above which a page has content of its own
MOST_LINKS = 10  # links above which it has

_PASSWORD = re.compile(r"<input\b[^>]{0,500}type\s{0,3}=\s{0,3}[\"']?password", re.IGNORECASE)
_LOGIN = re.compile(r"登[录陆]|身份认证|单点认证|sign ?in|log ?in", re.IGNORECASE)
# What makes a short page one all the same: an article (about a maintenance, say), a frame, a script, a stub, and the
# answer of a row interface that has no row.
_ARTICLE = re.compile(
    r"发布(?:时间|日期)|来源\s{0,3}[:：]|ArticleTitle|TRS_Editor|(?:19|20)\d\d年\d{1,2}月\d{1,2}日", re.IGNORECASE
)
_LOADS = re.compile(r"<(?:script|i?frame|frameset|object|embed|img|datastore|meta[^>]{0,100}refresh)\b", re.IGNORECASE)

# Most specific first; the words are looked for in the title and the visible text together.
_NAMES = tuple(
    (name, re.compile(words, re.IGNORECASE))
    for name, words in (
        (
            "parked_domain",
            rf"{FOR_SALE.pattern}|域名(?:已|即将)?(?:过期|到期)|网站.{{0,10}}未备案|未(?:取得|完成).{{0,6}}备案.{{0,20}}(?:无法|不能|暂停|阻断)",
        ),
        (
            "default_page",
            r"Welcome to (?:nginx|OpenResty|CentOS|tengine)|IIS Windows Server|Apache2? .{0,30}Default Page"
            r"|Test Page for the"
            r"|(?:^|\s)It works!|站点创建成功|没有找到站点|Apache Tomcat/\d.{0,80}successfully installed|宝塔",
        ),
        (
            "error_page",
            r"HTTP Status [45]\d\d|HTTP 错误 [45]\d\d|Server Error in '|应用程序中的服务器错误|Bad Gateway"
            r"|Service (?:Temporarily )?Unavailable"
            r"|Gateway Time-?out|Internal Server Error|服务器内部错误|数据库(?:连接)?(?:失败|错误|出错)|\bORA-\d{5}"
            r"|java\.\w{1,20}\.\w{0,30}Exception"
            r"|Fatal error: .{0,200} on line \d",
        ),
        (
            "closed_notice",
            r"(?:本|该)(?:网站|站点|系统|平台).{0,10}(?:已|于).{0,14}(?:关停|关闭|下线|停止(?:运行|服务))|(?:网站|站点).{0,6}已(?:迁移|合并|整合)(?:至|到)",
        ),
        (
            "outage_page",
            r"(?:网站|系统|平台|服务器?|门户|站点|页面)(?:正在|目前)?(?:进行)?.{0,4}(?:升级|维护|改版|检修|割接|迁移)(?:改造|维护|升级)?(?:中|期间|公告|[，,。!！]|$)"
            r"|正在(?:升级|维护|检修|改版|割接)|(?:升级|维护)(?:维护|改造)?中|暂停(?:对外)?(?:访问|服务)|暂时无法(?:访问|打开|提供服务)|请稍后(?:再试|访问|重试)"
            r"|under maintenance|(?:site|system) (?:is )?(?:down|being upgraded)",
        ),
    )
)


def stands_in(page: Page) -> str:
    """Return the name of what an answer with status 200 is in place of a page of the site, or an empty string.

    Names: outage_page, closed_notice, error_page, default_page, parked_domain, login_wall, empty_answer. Only short
    markup without an article of its own is ever named.
    """
    text = page.text
    if "<" not in text or len(text) > LARGEST or (small := text.count("<a ")) > MOST_LINKS:
        return ""
    if small + text.count("<A ") > MOST_LINKS:
        return ""
    document = parsed(page)
    words = " ".join(" ".join((document.title, *document.texts)).split())
    if not words:
        return "" if _LOADS.search(text) else "empty_answer"
    if len(words) > LONGEST or _ARTICLE.search(text):
        return ""
    if _PASSWORD.search(text) and _LOGIN.search(words[:300]):
        return "login_wall"
    return next((name for name, pattern in _NAMES if pattern.search(words)), "")

"""Why a page was not seen: one short name a reason, so that no site is blamed for what is ours."""

import re

from OpenSSL.SSL import Error as TlsError
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from selectolax.lexbor import LexborHTMLParser
from twisted.internet.error import ConnectError, ConnectionClosed

# Most specific first. The names are kept in snapshots and facts; reports translate them.
_BY_EXCEPTION: tuple[tuple[type[BaseException], str], ...] = (
    (CannotResolveHostError, "dns"),
    (DownloadConnectionRefusedError, "refused"),
    (DownloadTimeoutError, "timeout"),
    (ResponseDataLossError, "cut_off"),
    (DownloadCancelledError, "too_large"),
    (TunnelError, "proxy"),
    (ConnectError, "unreachable"),
    (DownloadFailedError, "connection"),
)
# What the framework says where it drops a request or an answer itself.
_BY_WORDS = (
    ("Forbidden by robots.txt", "robots"),
    ("max redirections reached", "redirect_loop"),
    ("exceeded DOWNLOAD_MAXSIZE", "too_large"),  # a small body that unpacks to a huge one
)
# What lies below a connection that failed after it was opened.
_BY_CAUSE: tuple[tuple[type[BaseException], str], ...] = ((TlsError, "tls"), (ConnectionClosed, "reset"))

# Marks of an answer that speaks for a firewall, a captcha or a login and not for the site. A page with a real
# list may name such words in a title, so they count only on short pages (see OBSTACLE_TEXT_LIMIT).
_OBSTACLE = re.compile(
    r"安全验证|人机验证|请完成验证|滑动验证|验证码后继续|访问验证|拖动滑块"
    r"|您的(?:访问|请求)(?:被|已被|可能)|访问被(?:拒绝|拦截|阻断)|请求被(?:拒绝|拦截|阻断)|疑似(?:黑客|网络)?攻击"
    r"|创宇盾|安全狗|云防护|云锁|网站防火墙|Web应用防火墙|玄武盾|安域|D盾|360网站卫士|加速乐"
    r"|访问过于频繁|操作过于频繁|请求过于频繁"
    r"|Checking your browser|Access Denied|Request blocked|captcha",
    re.IGNORECASE,
)
_SCRIPT_CHALLENGE = re.compile(
    r"__jsl_clearance|\$_ts\b|_\$[a-zA-Z0-9]{2}\s*=|acw_sc__v2|document\.cookie\s*=[^;]{0,500};.{0,500}location", re.S
)
OBSTACLE_TEXT_LIMIT = 1500  # characters of visible text above which a page counts as content
OBSTACLE_LINK_LIMIT = 10  # links above which it does


def failure_of(error: BaseException) -> str:
    """Return the name of the reason why a request brought no answer."""
    if isinstance(error, IgnoreRequest):
        text = str(error)
        return next((name for words, name in _BY_WORDS if words in text), text or "refused_by_us")
    if isinstance(error, DownloadFailedError):
        below = [failure.value for failure in getattr(error.__cause__, "reasons", ())]
        for kind, name in _BY_CAUSE:
            if any(isinstance(cause, kind) for cause in below):
                return name
    return next((name for kind, name in _BY_EXCEPTION if isinstance(error, kind)), "") or _failure_of_browser(error)


def _failure_of_browser(error: BaseException) -> str:
    from playwright.async_api import Error, TimeoutError  # half a second, and most crawls need no browser

    if isinstance(error, TimeoutError):
        return "timeout"
    return "browser" if isinstance(error, Error) else "our_error"


def failure_of_answer(status: int, text: str, *, told_to_wait: bool = False) -> str:
    """Return why an answer is not the page that was asked for, or an empty string where it is.

    `status` is the HTTP status, `text` the decoded body; `told_to_wait` says that a Retry-After came with it. A
    firewall, a captcha or a limit of requests is `blocked` and never a fault of the site's content (fact sheet, V2:
    "blocked" is not "down").
    """
    if obstacle(text):
        return "blocked"
    if status in (401, 403, 412, 429) or (status == 503 and told_to_wait):
        return "blocked"
    if status >= 300:
        return f"http_{status}"
    if len(text.strip()) < 2:
        return "empty_answer"
    return ""


def obstacle(text: str) -> bool:
    """Tell whether a page is a firewall, captcha or script challenge in front of the real one."""
    if len(text) > 60_000 or text.count("<a ") > OBSTACLE_LINK_LIMIT:
        return False
    tree = LexborHTMLParser(text)  # a pattern for scripts would cost the square of how many nobody closes
    tree.strip_tags(["script", "style"], recursive=True)
    visible = " ".join(tree.root.text(separator=" ").split()) if tree.root else ""
    if len(visible) > OBSTACLE_TEXT_LIMIT:
        return False
    return bool(_OBSTACLE.search(visible)) or (len(visible) < 40 and bool(_SCRIPT_CHALLENGE.search(text)))

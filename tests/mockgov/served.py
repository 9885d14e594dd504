"""What can be put behind the proxy, each at its host and base: a site, an account's mirror, a folder of saved pages."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from tests.mockgov.answer import Answer, simple
from tests.mockgov.dialects import dressed
from tests.mockgov.dialects.template import Template
from tests.mockgov.feeds import feed
from tests.mockgov.nouns import Fault, MockAccount, MockSite

FIREWALL = """网站防火墙提示：您的访问请求可能对网站造成威胁，已被云防护节点拦截。
拦截编号：simulated-0001。如是误拦，请联系网站管理员并提供上述编号。"""
CAPTCHA = '请完成安全验证后继续访问：<input name="captcha" placeholder="请输入验证码"> 点击按钮进行人机识别'
TYPES = {"html": "text/html; charset=utf-8", "xml": "text/xml; charset=utf-8", "json": "application/json"}


class Served(Protocol):
    """A part of the web: everything below `base` of `host`."""

    host: str
    base: str

    def answer(self, path: str) -> Answer | None:
        """Return the answer to a path with its query, or None where there is no such page."""


@dataclass
class SiteServed:
    """A mock site in its dialect, misbehaving as it declares."""

    site: MockSite

    def __post_init__(self) -> None:
        self.host, self.base = self.site.host, self.site.base

    @cached_property
    def template(self) -> Template:
        """The site's pages, made when the first one is asked for."""
        return dressed(self.site)

    def answer(self, path: str) -> Answer | None:
        """Answer a page, or the fault instead of it."""
        match self.site.fault:
            case Fault.SERVER_ERROR:
                return simple("500", "服务器内部错误", status=500)
            case Fault.REDIRECT:
                return Answer(status=302, headers={"Location": self.site.redirect_to})
            case Fault.FIREWALL:
                return simple("访问被拦截", FIREWALL)
            case Fault.CAPTCHA:
                return simple("安全验证", CAPTCHA, status=403)
            case Fault.TIMEOUT | Fault.REFUSED | Fault.RESET:
                return Answer(fault=self.site.fault)
        found = self.template.answer(path)
        if found is None and self.site.fault is Fault.SOFT_404:
            return simple("页面不存在", "抱歉，您访问的页面不存在或已被删除。")
        if found and self.site.fault is Fault.SLOW_BODY:
            return Answer(found.body, found.content_type, found.status, found.headers, Fault.SLOW_BODY)
        return found


@dataclass
class AccountServed:
    """The mirror of an account: one address."""

    account: MockAccount

    def __post_init__(self) -> None:
        parts = urlsplit(self.account.mirror)
        self.host = parts.hostname or ""
        self.base = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    def answer(self, path: str) -> Answer | None:
        """Answer the posts, or the fault instead of them."""
        match self.account.fault:
            case Fault.SERVER_ERROR:
                return simple("500", "服务器内部错误", status=500)
            case Fault.CAPTCHA | Fault.FIREWALL:
                return simple("环境异常", "当前环境异常，完成验证后即可继续访问。")
            case Fault.TIMEOUT | Fault.REFUSED | Fault.RESET:
                return Answer(fault=self.account.fault)
        return feed(self.account) if path == self.base else None


@dataclass
class FolderServed:
    """Saved pages under a host name, byte for byte: file `a__b__c.html` is path `/a/b/c.html`."""

    folder: Path
    host: str
    base: str = "/"

    @cached_property
    def files(self) -> dict[str, Path]:
        """Every path and its file; a directory is its index.html."""
        if not self.folder.is_dir():
            raise FileNotFoundError(f"{self.folder}: no such folder; give the folder of saved pages of {self.host}")
        found = {"/" + file.name.replace("__", "/"): file for file in sorted(self.folder.iterdir())}
        return found | {
            path.removesuffix("index.html"): file for path, file in found.items() if path.endswith("/index.html")
        }

    def answer(self, path: str) -> Answer | None:
        """Answer the bytes of the file."""
        if (file := self.files.get(path.split("?")[0])) is None:
            return None
        return Answer(file.read_bytes(), TYPES.get(file.suffix[1:], TYPES["html"]))


def mirror_site(folder: Path, host: str) -> FolderServed:
    """Serve a folder of saved pages under a host name."""
    return FolderServed(folder, host)

"""Accounts that a page shows: by the addresses it links to, by the captions of QR codes, by a search's answer."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from selectolax.lexbor import LexborHTMLParser

from govcrawl.model.page import Page
from govcrawl.model.platform_names import SPELLINGS, canonical
from govcrawl.platforms.jsontext import json_of, objects, text_of
from govcrawl.platforms.sogou import ACCOUNT_ROWS, line_of, subject_of

_NO_ACCOUNT = "(?!share|login|signup|page/|ttarticle|detail|status)"
# Host and path of an account's own page -> platform; the group is its id. What only shares a page is none.
_ADDRESSES = tuple(
    (platform, re.compile(pattern))
    for platform, pattern in (
        ("新浪微博", rf"^(?:www\.|m\.|e\.)?weibo\.(?:com|cn)/(?:u/|n/|p/)?{_NO_ACCOUNT}([\w一-龥%-]{{3,40}})/?$"),
        ("今日头条", r"^(?:www\.)?toutiao\.com/c/user/(?:token/)?([\w%=-]{5,120})"),
        ("抖音", r"^(?:www\.)?douyin\.com/user/([\w.=-]{5,120})"),
        ("快手", r"^(?:www\.|live\.)?kuaishou\.com/(?:profile|u)/([\w-]{3,60})"),
        ("百家号", r"^(?:author\.baidu\.com/home|baijiahao\.baidu\.com/u\?app_id=)[/]?([\w-]{5,60})"),
        ("企鹅号", r"^(?:page\.)?om\.qq\.com/page/([\w-]{5,60})"),
        ("大鱼号", r"^a\.mp\.uc\.cn/media(?:\.html)?\?mid=([\w-]{5,60})"),
        ("南方号", r"^static\.nfapp\.southcn\.com/(?:media|nfh)/(\w{2,40})"),
        ("澎湃号", r"^(?:www\.|m\.)?thepaper\.cn/user_?(?:detail)?[_/](\d{3,20})"),
        ("百度贴吧", r"^tieba\.baidu\.com/f\?kw=([^&]{2,60})"),
        ("哔哩哔哩", r"^space\.bilibili\.com/(\d{3,20})"),
        ("小红书", r"^(?:www\.)?xiaohongshu\.com/user/profile/(\w{5,60})"),
        ("知乎", r"^(?:www\.)?zhihu\.com/(?:org|people)/([\w-]{2,60})"),
    )
)  # fmt: skip
_WORDS = sorted(
    {word for name, own in SPELLINGS.items() for word in (name, *own) if len(word) > 1 and not word.isascii()},
    key=len,
    reverse=True,
)
_PLATFORM = "|".join(map(re.escape, _WORDS))
_NAME = r"[\u4e00-\u9fff\w·]{2,20}"
# 微信公众号：甲县发布, “甲县发布”微信公众号, and captions such as 甲县发布微信公众号二维码.
_CAPTIONS = (
    re.compile(rf"(?P<platform>{_PLATFORM})(?:名称|账号|号)?[:：]\s*[“\"「]?@?(?P<name>{_NAME})"),
    re.compile(rf"[“\"「](?P<name>{_NAME})[”\"」](?:的)?(?:官方)?(?P<platform>{_PLATFORM})"),
)
_ALT = re.compile(
    rf"^(?:关注|扫码关注|扫一扫)?[“\"「]?(?P<name>{_NAME}?)[”\"」]?(?:官方)?(?P<platform>{_PLATFORM})(?:二维码)?$"
)
_NO_NAME = frozenset(("官方", "关注", "扫码", "政务", "手机", "移动", "更多", "我们", "本站", "扫码关注", "关注我们"))


@dataclass(frozen=True, slots=True)
class AccountShown:
    """An account as a page shows it; what it does not tell stays empty."""

    platform: str
    name: str = ""
    account_id: str = ""
    address: str = ""
    subject: str = ""


def linked_accounts(links: Iterable[tuple[str, str]]) -> tuple[AccountShown, ...]:
    """Return the accounts among links, given as address and anchor, each address once."""
    found = {url: shown for url, anchor in links if (shown := _of_address(url, anchor))}
    return tuple(found.values())


def named_accounts(page: Page) -> tuple[AccountShown, ...]:
    """Return the accounts that captions name beside their platform."""
    tree = LexborHTMLParser(page.text)
    for node in tree.css("script, style"):
        node.decompose()
    text = " ".join(tree.body.text(separator=" ").split()) if tree.body else ""
    alts = [node.attributes.get("alt") or node.attributes.get("title") or "" for node in tree.css("img")]
    matches = [match for caption in _CAPTIONS for match in caption.finditer(text)]
    matches += [match for alt in alts if (match := _ALT.match(alt.strip()))]
    named = ((canonical(match["platform"]), match["name"]) for match in matches)
    return tuple(
        AccountShown(*it) for it in dict.fromkeys(named) if it[0] and it[1] not in _NO_NAME and not canonical(it[1])
    )


def searched_accounts(page: Page, platform: str) -> tuple[AccountShown, ...]:
    """Return the accounts that a search's answer lists: Sogou's rows, or JSON rows that tell a name and a holder."""
    value = json_of(page.text)
    if value is not None:
        return tuple(_of_row(row, platform) for row in objects(value) if _key(row, _NAMES) and _key(row, _SUBJECTS))
    return tuple(_of_sogou(LexborHTMLParser(page.text), platform))


_NAMES = ("name", "nickname", "screen_name", "account", "账号")
_SUBJECTS = ("verified_subject", "verified_reason", "verified_content", "subject", "认证主体")
_IDS = ("account_id", "user_name", "uid", "user_id", "id")
_URLS = ("url", "profile_url", "link")


def _of_address(url: str, anchor: str) -> AccountShown | None:
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    kept = next((f"?{key}={query[key][0]}" for key in ("kw", "mid", "app_id") if key in query), "")
    place = f"{(parts.hostname or '').lower()}{parts.path}{kept}"
    for platform, pattern in _ADDRESSES:
        if match := pattern.match(place):
            return AccountShown(platform, anchor, match[1], url)
    return None


def _of_row(row: dict[str, object], platform: str) -> AccountShown:
    own = canonical(text_of(row.get("platform"))) or platform
    return AccountShown(own, _key(row, _NAMES), _key(row, _IDS), _key(row, _URLS), _key(row, _SUBJECTS))


def _key(row: dict[str, object], keys: tuple[str, ...]) -> str:
    return next((text for key in keys if (text := text_of(row.get(key)))), "")


def _of_sogou(tree: LexborHTMLParser, platform: str) -> Iterator[AccountShown]:
    for row in tree.css(ACCOUNT_ROWS):
        name, number = row.css_first('a[uigs^="account_name"]'), row.css_first('label[name="em_weixinhao"]')
        yield AccountShown(platform, line_of(name), line_of(number), "", subject_of(row))

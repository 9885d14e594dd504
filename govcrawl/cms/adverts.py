"""Candidates of commercial advertising on a page (fact sheet G10): few and likely, for a person looks at each."""

import re
from collections.abc import Iterator, Set
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from govcrawl.cms.document import Document, parsed
from govcrawl.cms.page_links import IMAGE, can_be_asked, page_links
from govcrawl.model.outward import AdvertPlace, AdvertRead
from govcrawl.model.page import Page

LONGEST_WORDS = 60  # characters of a candidate that are kept
LONGEST_BLOCK = 200  # characters of a floating block; a longer one is a part of the page
# Hosts and what is below them: they serve advertisements and nothing else.
_NETWORKS = (
    ".pos.baidu.com",
    ".cpro.baidu.com",
    ".cpro.baidustatic.com",
    ".union.baidu.com",
    ".doubleclick.net",
    ".googlesyndication.com",
    ".googleadservices.com",
    ".s.click.taobao.com",
    ".alimama.com",
    ".tanx.com",
    ".union-click.jd.com",
    ".gdt.qq.com",
    ".mediav.com",
    ".lianmeng.360.cn",
    ".union.sogou.com",
    ".adsame.com",
    ".taboola.com",
)
_COMMERCIAL = re.compile(
    r"^(?:广告|推广)$|广告(?:位|招租|招商|合作|推广|投放)|商业推广|招商(?:加盟|热线|代理)|加盟热线|诚招(?:代理|加盟)"
    r"|特价|促销|秒杀|优惠券|包邮|限时(?:抢购|特惠|优惠)|立即(?:购买|抢购|下单)|点击购买|低至\S{1,2}折|楼盘开盘"
)
# Words of an office about trade, not of the trade.
_OFFICIAL = re.compile(
    r"公告|公示|通知|通报|监管|整治|打击|查处|提示|警惕|防范|曝光|消费券|助农|扶贫|方案|意见|办法|规定"
)
_NAMES = (
    "piaofu",
    "piaochuang",
    "xuanfu",
    "duilian",
    "couplet",
    "floatad",
    "float_ad",
    "float-ad",
    "popup",
    "guanggao",
)
_FLOATING = ", ".join(
    [f"[{name}*='{word}' i]" for word in _NAMES for name in ("class", "id")] + ["[style*='fixed' i]", "[id^='ad_']"]
)


def adverts_of(page: Page, away: Set[str]) -> tuple[AdvertRead, ...]:
    """Return the candidates of a page, each address once; `away` are the addresses of its links that leave."""
    document = parsed(page)
    found: dict[str, AdvertRead] = {}
    for advert in (*_of_networks(document), *_floating(document, away), *_of_words(page, away)):
        found.setdefault(advert.url, advert)
    return tuple(found.values())


def is_commercial(words: str) -> bool:
    """Tell whether words are those of an advertisement, and not of an office that speaks of advertising."""
    return bool(_COMMERCIAL.search(words)) and not _OFFICIAL.search(words)


def _of_networks(document: Document) -> Iterator[AdvertRead]:
    for node in document.tree.css("a[href], iframe[src], script[src]"):
        url = document.absolute(node.attributes.get("href" if node.tag == "a" else "src") or "")
        if can_be_asked(url) and f".{urlsplit(url).hostname}".endswith(_NETWORKS):
            yield AdvertRead(url, _words(node), AdvertPlace.NETWORK)


def _floating(document: Document, away: Set[str]) -> Iterator[AdvertRead]:
    for block in document.tree.css(_FLOATING):
        if len(words := _words(block)) <= LONGEST_BLOCK and is_commercial(words):
            for link in block.css("a[href]"):
                if (url := document.absolute(link.attributes.get("href") or "")) in away:
                    yield AdvertRead(url, words[:LONGEST_WORDS], AdvertPlace.FLOATING)


def _of_words(page: Page, away: Set[str]) -> Iterator[AdvertRead]:
    for link in page_links(page):
        if link.kind != IMAGE and link.url in away and is_commercial(link.anchor):
            yield AdvertRead(link.url, link.anchor, AdvertPlace.LINK)


def _words(node: LexborNode) -> str:
    """Return the text of an element and the names of its pictures."""
    if node.tag == "script":
        return ""
    names = [picture.attributes.get("alt") or "" for picture in node.css("img[alt]")]
    return " ".join(" ".join([node.text(deep=True), *names]).split())

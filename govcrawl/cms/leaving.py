"""Links that leave the register and government, and the prompt that should stand before them (fact sheet G11)."""

import re
from urllib.parse import urlsplit

from govcrawl.cms.adverts import adverts_of
from govcrawl.cms.document import parsed
from govcrawl.cms.page_links import IMAGE, PageLink, can_be_asked, page_links
from govcrawl.model.outward import LinkAway, OutwardRead
from govcrawl.model.page import Page

MOST_HOSTS = 60  # whose first link is kept
# Government, and what every government site has to link: the registrar's badge and the platform of 找错.
_GOVERNMENT = (".gov.cn", ".政务", ".xn--zfr164b", ".conac.cn", ".kaipuyun.cn")
_CORRECTION_HOST = "121.43.68.40"
_PROMPT = re.compile(
    r"(?:即将|将要|正要|正在|准备)离开[^<>\n;)]{0,40}|您(?:打开|点击|访问)的是外部链接[^<>\n;)]{0,20}"
    r"|\\u5373\\u5c06\\u79bb\\u5f00",  # the same as some scripts write it: 即将离开
    re.IGNORECASE,
)
LONGEST_PROMPT = 60  # characters of a prompt that are kept


def outward_links(page: Page, own: frozenset[str]) -> OutwardRead:
    """Read where a page leads out of government.

    Args:
        page: The decoded home page.
        own: The hosts of the register, which nobody leaves by a link between them.

    Returns:
        Links, prompt and candidates of advertising. What files of scripts do is not known here: `scripted` tells that
        there are any. Source: 国办发〔2017〕47号; fact sheet G10, G11.
    """
    away = [link for link in page_links(page) if link.kind != IMAGE and leaves(link.url, own)]
    hosts: dict[str, PageLink] = {}
    for link in away:
        hosts.setdefault(urlsplit(link.url).hostname or "", link)
    prompt = _PROMPT.search(page.text)
    return OutwardRead(
        tuple(LinkAway(link.url, link.anchor) for link in list(hosts.values())[:MOST_HOSTS]),
        len(away),
        prompt[0].strip(" '\"")[:LONGEST_PROMPT] if prompt else "",
        bool(parsed(page).tree.css_first("script[src]")),
        adverts_of(page, {link.url for link in away}),
    )


def leaves(url: str, own: frozenset[str]) -> bool:
    """Tell whether an address is neither of the register's hosts nor of government."""
    host = (urlsplit(url).hostname or "") if can_be_asked(url) else ""
    return bool(host) and host not in own and host != _CORRECTION_HOST and not f".{host}".endswith(_GOVERNMENT)

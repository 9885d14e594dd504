"""Page tags (页面标签): the metas that 网页设计规范 asks for, and whether each holds what it should (sheet 3.2)."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import urlsplit

from govcrawl.cms.footer import code_fault
from govcrawl.model.marks import MarkFault, TagRead

SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE_TAGS = ("ArticleTitle", "PubDate", "ContentSource")
OTHER_TAGS = ("Keywords", "Author", "Description", "Image", "Url")
TAGS = SITE_TAGS + COLUMN_TAGS + ARTICLE_TAGS + OTHER_TAGS

_MOMENT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:\s+|T)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_IDENTIFIER = re.compile(r"\d+|[0-9a-f]{16,}|[\w-]{30,}", re.ASCII | re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"(?:政府)?网站(?:名称|域名|标识码)|栏目(?:名称|描述|简介|关键[词字]|类[别型])|文章标题|(?:发布)?(?:日期|时间)"
    r"|(?:内容|信息)?来源|标题|undefined|null|none|test|\$\{.*|\{\{.*|<.*"
)
Fault = tuple[MarkFault, str]
_SOUND: Fault = (MarkFault.SOUND, "")


def read_tags(metas: Mapping[str, str], url: str | None) -> tuple[TagRead, ...]:
    """Return the tags of a page in the order of the specification.

    Args:
        metas: Contents of the metas by lower-case name.
        url: Address of the page, for SiteDomain; None where it is not known.
    """
    found = []
    for name in TAGS:
        content = metas.get(name.lower())
        if content is None:
            continue
        fault, why = _fault(name, content, metas, url)
        found.append(TagRead(name, content[:200], fault, why))
    return tuple(found)


def _fault(name: str, content: str, metas: Mapping[str, str], url: str | None) -> Fault:
    if not content:
        return MarkFault.EMPTY, "empty"
    if _PLACEHOLDER.fullmatch(content):
        return MarkFault.WRONG, "placeholder"
    judge = _FAULTS.get(name)
    return judge(content, metas, url) if judge else _SOUND


def _name(content: str, metas: Mapping[str, str], url: str | None) -> Fault:
    return (MarkFault.WRONG, "is_an_identifier") if _IDENTIFIER.fullmatch(content) else _SOUND


def _column_name(content: str, metas: Mapping[str, str], url: str | None) -> Fault:
    # The home page may be called by the site's name in a tag of columns, a column or an article may not.
    if content == metas.get("articletitle"):
        return MarkFault.WRONG, "is_the_title"
    if content == metas.get("sitename") and metas.get("articletitle"):
        return MarkFault.WRONG, "is_the_site"
    return _SOUND


def _code(content: str, metas: Mapping[str, str], url: str | None) -> Fault:
    return code_fault(content.strip().lower())


def _domain(content: str, metas: Mapping[str, str], url: str | None) -> Fault:
    hosts = [
        urlsplit(each if "//" in each else f"//{each}").hostname or "" for each in re.split(r"[,;，；\s]+", content)
    ]
    hosts = [host for host in hosts if host]
    if not hosts or not all(_HOST.fullmatch(host) for host in hosts):
        return MarkFault.MALFORMED, "no_domain"
    here = urlsplit(url or "").hostname
    if here and not any(_same_site(host, here) for host in hosts):
        return MarkFault.WRONG, "other_domain"
    return _SOUND


def _same_site(named: str, here: str) -> bool:
    named, here = named.removeprefix("www."), here.removeprefix("www.")
    return named == here or here.endswith(f".{named}") or named.endswith(f".{here}")


def _moment(content: str, metas: Mapping[str, str], url: str | None) -> Fault:
    match = _MOMENT.fullmatch(content)
    if not match:
        return MarkFault.MALFORMED, "no_date"
    try:
        date(*map(int, match.groups()))
    except ValueError:
        return MarkFault.MALFORMED, "no_date"
    return _SOUND


def _article_title(content: str, metas: Mapping[str, str], url: str | None) -> Fault:
    return (MarkFault.WRONG, "is_the_site") if content == metas.get("sitename") else _SOUND


_FAULTS: dict[str, Callable[[str, Mapping[str, str], str | None], Fault]] = {
    "SiteName": _name,
    "SiteDomain": _domain,
    "SiteIDCode": _code,
    "ColumnName": _column_name,
    "ColumnType": _name,
    "ArticleTitle": _article_title,
    "PubDate": _moment,
    "ContentSource": _name,
}

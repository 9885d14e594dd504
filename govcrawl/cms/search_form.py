"""The search of a site (站内搜索): its form, or the link to the page that has it, and what a page of results shows.

Source: fact sheet 1.4 D6 and 3 G17.
"""

import re

from selectolax.lexbor import LexborNode

from govcrawl.cms.addresses import canonical
from govcrawl.cms.document import parsed, plain
from govcrawl.cms.page_links import can_be_asked
from govcrawl.model.page import Page
from govcrawl.model.search import SearchPlace, SearchRead

_FIELD = re.compile(r"search|keyword|^(?:q|k|wd|kw|key|query|words?|qt|searchword|title|sword)$", re.IGNORECASE)
_CALLED = re.compile(r"^\W*(?:站内|全站|本站|网站|智能|高级|全文)?(?:搜索|检索|搜一搜|搜一下|智搜)\W*$")
_SPEAKS = re.compile(r"search|搜索|检索|搜一搜|智搜|请输入", re.IGNORECASE)
_ELSEWHERE = re.compile(r"login|denglu|mail|subscribe", re.IGNORECASE)
_BY_SCRIPT = re.compile(r"^\s*(?:$|#|javascript:|about:)", re.IGNORECASE)
_GB = re.compile(r"charset\s*=\s*[\"']?\s*gb", re.IGNORECASE)
_SENDS = "input[type=submit], input[type=image], button:not([type]), button[type=submit]"
LONGEST_COMPARED = 16  # characters of a title: results cut long ones


def read_search(page: Page) -> SearchRead:
    """Return the search that a page shows: its form, else a link to it, else whether anything speaks of one."""
    document = parsed(page)
    charset = "gb18030" if _GB.search(f"{page.content_type} {page.text[:2000]}") else "utf-8"
    scripted = None
    for form in document.tree.css("form"):
        if (field := _field(form)) is None:
            continue
        action = form.attributes.get("action")
        if "action" in form.attributes and _BY_SCRIPT.match(action or "") and form.attributes.get("onsubmit"):
            scripted = SearchRead(SearchPlace.BY_SCRIPT)
            continue
        if (action or "").lower().startswith("javascript:"):
            scripted = SearchRead(SearchPlace.BY_SCRIPT)
            continue
        url = document.absolute(action or page.url or "")
        if can_be_asked(url) and not _ELSEWHERE.search(url):
            post = (form.attributes.get("method") or "").strip().lower() == "post"
            scripts = bool(form.attributes.get("onsubmit") or form.css("[onclick], [onkeydown], [onkeypress]"))
            # Nothing that sends it, or no address to send it to: then a script of the page does both.
            sends = (action or "").strip("# ") and form.css(_SENDS)
            scripts = scripts or (not sends and "<script" in page.text)
            return SearchRead(SearchPlace.HERE, url, field, _others(form), post, charset, scripts)
    for anchor in document.tree.css("a[href], area[href]"):
        words = anchor.text(deep=True) or anchor.attributes.get("title") or ""
        url = document.absolute(anchor.attributes.get("href") or "")
        if _CALLED.match(words) and can_be_asked(url):
            return SearchRead(SearchPlace.LINKED, url)
    if scripted or _SPEAKS.search(page.text):
        return scripted or SearchRead(SearchPlace.BY_SCRIPT)
    more = document.tree.css_first("script[src], iframe[src], frame[src]")
    return SearchRead(SearchPlace.NOT_SHOWN if more else SearchPlace.MISSING)


def shows_title(page: Page, title: str, url: str) -> bool:
    """Tell whether a page of results shows an article: a link that leads there, or one with its title."""
    wanted, address = plain(title)[:LONGEST_COMPARED], canonical(url)
    document = parsed(page)
    for element in document.elements:
        if element.tag == "a" and (href := element.attributes.get("href")):
            words = plain(f"{element.attributes.get('title') or ''} {document.text(element)}")
            if wanted in words or canonical(document.absolute(href)) == address:
                return True
    return False


def _field(form: LexborNode) -> str | None:
    """Return the name of the field that takes the words, or None where the form is no search."""
    inputs = form.css("input[name]")
    if any((it.attributes.get("type") or "").lower() in ("password", "file") for it in inputs) or form.css("textarea"):
        return None
    texts = [it for it in inputs if (it.attributes.get("type") or "text").lower() in ("text", "search")]
    called = [it for it in texts if _FIELD.search(it.attributes.get("name") or "")]
    hinted = [
        it for it in texts if _SPEAKS.search(it.attributes.get("placeholder") or it.attributes.get("value") or "")
    ]
    found = called or hinted or (texts if len(texts) == 1 and _SPEAKS.search(form.html or "") else [])
    return (found[0].attributes.get("name") or None) if found else None


def _others(form: LexborNode) -> tuple[tuple[str, str], ...]:
    hidden = form.css("input[type=hidden][name]")
    chosen = form.css("input[type=radio][checked][name]")
    selects = [(it.attributes.get("name") or "", _option(it)) for it in form.css("select[name]")]
    pairs = [(it.attributes.get("name") or "", it.attributes.get("value") or "") for it in [*hidden, *chosen]]
    return tuple((name, value) for name, value in [*pairs, *selects] if name)


def _option(select: LexborNode) -> str:
    option = select.css_first("option[selected]") or select.css_first("option")
    return (option.attributes.get("value") or "") if option else ""

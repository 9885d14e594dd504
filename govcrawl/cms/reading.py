"""One pass over a page: its kind, its list, its article, its links to columns, and which CMS made it."""

import json
import re
from collections.abc import Container
from dataclasses import replace
from functools import cache
from typing import Any

from govcrawl.cms.article import ArticleFound, read_article, title_of
from govcrawl.cms.candidates import Candidates, Tier, merged
from govcrawl.cms.discovery import column_links
from govcrawl.cms.document import Document, parsed
from govcrawl.cms.kinds import LEAST_ROWS, is_plain_article, is_plain_list, kind_of_page
from govcrawl.cms.listing import NO_LIST, BlocksRead, listing_of, read_blocks
from govcrawl.cms.marks import read_marks
from govcrawl.cms.records import json_entries, record_rows, rows_html, script_entries, total_of
from govcrawl.cms.rows import Block, dated_blocks
from govcrawl.cms.stamps import Stamp, stamps_of
from govcrawl.cms.titles import Anchors
from govcrawl.cms.vendor import Vendor, vendor_of
from govcrawl.model.observation import Observation
from govcrawl.model.page import Page
from govcrawl.model.reading import ListRead, PageKind, PageRead

_REFRESH = re.compile(r"^\s*\d{1,3}\s*[;,]\s*url\s*=\s*['\"]?([^'\"\s]{1,500})", re.IGNORECASE)
_LOCATION = re.compile(
    r"(?:window\.|self\.|top\.|document\.|parent\.)?location(?:\.href|\.replace\()?\s{0,3}[=(]\s{0,3}[\"']([^\"'\s]{1,300})[\"']"
)
_LONGEST_STUB = 400  # characters of visible text; a page with more is not a mere redirection


def read_page(
    page: Page,
    *,
    column_name: str = "",
    home: bool = False,
    dates_only: bool = False,
    known: Container[str] | None = (),
) -> PageRead:
    """Read everything that one page tells.

    Args:
        page: The decoded page: HTML, or the XML or JSON answer of a list interface.
        column_name: What the link to the page called it, where it came from one.
        home: The caller knows that it is a site's home page, whatever its address (子频道).
        dates_only: Leave out the links to columns and the marks, a third of the work.
        known: Canonical addresses of columns that the caller has already, to be left out of the links; None leaves out
            all links to columns.

    Returns:
        What was read; where a date is missing, `reason` (and that of the entry) says why.
    """
    if answer := _answer(page):
        return answer
    document = parsed(page)
    vendor = vendor_of(document)
    if refresh := _refresh(document):
        return PageRead(PageKind.OTHER, vendor.name, document.title, refresh_to=refresh, reason="meta_refresh")
    stamps = stamps_of(document)
    anchors = Anchors(document)
    blocks = dated_blocks(document, stamps, anchors)
    article = cache(lambda: _article_of(document, vendor, stamps, blocks))
    if not home and is_plain_article(document):
        blocks = merged(document, blocks)
        kind, found = PageKind.ARTICLE, NO_LIST
    else:
        candidates = Candidates(document, blocks, anchors, column_name)
        found = _list_of(document, vendor, candidates)
        kind = PageKind.HOME if home else kind_of_page(document, found, candidates, article)
    listing = found.listing
    if kind is PageKind.HOME:
        boxes = read_blocks(document, Candidates(document, blocks, anchors, column_name), home=True).listing
        listing = boxes if boxes.newest or not listing.newest else listing
    # Most pages of a crawl are lists: nothing of them has to be read as an article.
    listed = kind in (PageKind.HOME, PageKind.LIST)
    own_title = kind is PageKind.HOME or is_plain_list(document, found)
    seen = None if listed else article().article
    metas = document.metas
    return PageRead(
        kind,
        vendor.name,
        document.title if own_title else title_of(document)[0] or document.title,
        listing if listed or (kind is PageKind.MESSAGE_BOARD and listing.entries) else None,
        seen,
        metas.get("columnname", ""),
        metas.get("columntype", ""),
        () if dates_only or known is None else column_links(document, known=known),
        reason=seen.published.reason if seen else listing.reason,
        marks=None if dates_only else read_marks(document),
    )


def _list_of(document: Document, vendor: Vendor, candidates: Candidates) -> BlocksRead:
    """Return the list of a page, whether it stands in its boxes, in a record for its script, or elsewhere."""
    found = read_blocks(document, candidates)
    listing, tier = found.listing, found.tier
    # Records that the page carries for its script are its list, whatever box is printed beside them.
    unsure = (tier < Tier.PAGED or len(listing.entries) < LEAST_ROWS) and not found.named
    own = (_rows_of_records(document) or vendor.listing(document)) if unsure else None
    if own and len(own.entries) >= len(listing.entries):
        listing, tier = own, Tier.PAGED
    if not listing.entries and (sources := vendor.data_sources(document)):
        sources = tuple(dict.fromkeys((*sources, *listing.data_sources)))
        listing = ListRead(Observation.NOT_OBSERVABLE, reason="rows_by_script", data_sources=sources)
    return BlocksRead(listing, tier, found.named)


def _article_of(document: Document, vendor: Vendor, stamps: list[Stamp], blocks: list[Block]) -> ArticleFound:
    found = read_article(document, stamps, blocks)
    if not found.article.published.day and (published := vendor.published(document)):
        return found._replace(article=replace(found.article, published=published))
    return found


def entries_of(page: Page) -> ListRead:
    """Return the list of a page or of a data answer."""
    return read_page(page, dates_only=True).listing or NO_LIST.listing


def _refresh(document: Document) -> str:
    """Return where a stub sends its reader, or an empty string."""
    if sum(map(len, document.texts)) > _LONGEST_STUB or len(document.tree.css("a[href]")) > 3:
        return ""
    if match := _REFRESH.match(document.metas.get("refresh", "")):
        return document.absolute(match[1])
    for code in document.codes:
        if len(code) < 2_000 and (match := _LOCATION.search(code)) and "function" not in code[: match.start()]:
            return document.absolute(match[1])
    return ""


def _rows_of_records(document: Document) -> ListRead | None:
    """Return the list that the page carries in a script: 大汉 datastores, JSON lists."""
    for script in document.scripts:
        if "<record" in script.code and (html := rows_html(script.code)):
            return _of_records(document.page, html)
    if "<record" in document.page.text and "CDATA" in document.page.text and (html := rows_html(document.page.text)):
        return _of_records(document.page, html)
    entries = script_entries(document)
    return listing_of(tuple(entries)) if len(entries) > 1 else None


def _of_records(page: Page, html: str) -> ListRead:
    inner = Document(Page(html, page.captured_at, page.url))
    anchors = Anchors(inner)
    candidates = Candidates(inner, dated_blocks(inner, stamps_of(inner), anchors), anchors)
    return read_blocks(inner, candidates, home=True).listing


def _answer(page: Page) -> PageRead | None:
    """Read the answer of a list interface: XML records, JSON, JSONP; None where the page is HTML."""
    start = page.text[:400].lstrip("﻿ \r\n\t").lower()
    if start.startswith(("<html", "<!doctype html")):
        return None
    records = "<datastore" in start or "<recordset" in start or start.startswith("<?xml")
    if records and "<record>" in page.text.lower():
        html = rows_html(page.text)
        listing = _of_records(page, html) if html else ListRead(Observation.BLANK, reason="blank")
        return PageRead(PageKind.LIST, "hanweb", listing=listing, reason=listing.reason)
    if "<datastore" in start and not record_rows(page.text):
        return PageRead(PageKind.LIST, "hanweb", listing=ListRead(Observation.BLANK, reason="blank"), reason="blank")
    if start[:1] in ("{", "[") or re.match(r"[\w.$]{1,60}\(\s*[{\[]", start):
        return _json_answer(page)
    return None


def _json_answer(page: Page) -> PageRead | None:
    text = page.text.strip().lstrip("﻿")
    if text[:1] not in "{[":
        text = text[text.index("(") + 1 : text.rfind(")")]
    try:
        value: Any = json.loads(text)
    except ValueError:
        return None
    document = Document(Page("", page.captured_at, page.url))
    entries = json_entries(document, value)
    if entries:
        listing = listing_of(tuple(entries))
    elif (html := _html_within(value)) is not None:
        listing = _of_records(page, html)
    else:
        blank = total_of(value) == 0
        listing = ListRead(
            Observation.BLANK if blank else Observation.NOT_OBSERVABLE, reason="blank" if blank else "no_list"
        )
    return PageRead(PageKind.LIST, "json", listing=listing, reason=listing.reason)


def _html_within(value: Any) -> str | None:
    """Return the longest HTML fragment that a JSON answer carries."""
    found = [text for text in _strings(value) if "<a" in text.lower()]
    return max(found, key=len) if found else None


def _strings(value: Any, depth: int = 0) -> list[str]:
    if isinstance(value, str):
        return [value]
    if depth > 6 or not isinstance(value, dict | list):
        return []
    inner = value.values() if isinstance(value, dict) else value
    return [text for each in list(inner)[:500] for text in _strings(each, depth + 1)]

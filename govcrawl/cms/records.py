"""Rows that a page or an answer carries as records: 大汉 jpage XML with CDATA, JSON lists."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from govcrawl.cms.document import Document
from govcrawl.dates import find_date, from_epoch
from govcrawl.model.reading import DateRead, Entry

_TITLE_KEYS = (
    "title", "articletitle", "infotitle", "doctitle", "name", "subject", "bt", "vc_title", "headline", "showtitle",
    "linktitle", "wbtitle", "maintitle",
)  # fmt: skip
_DATE_KEYS = (
    "display_publish_time", "pubdate", "publishdate", "publish_date", "publishtime", "publish_time", "pubtime",
    "releasedate", "releasetime", "docreltime", "docpubtime", "publishedtime", "publishedtimestr", "publishdatestr",
    "infodate", "infodatestr", "webdate", "fbsj", "fbrq", "date", "time", "createdate", "createtime", "create_time",
    "created_at", "crtime", "wbdate", "deploytime", "showdate", "c_deploytime", "firstpublishtime", "savedate",
    "addtime", "updatetime",
)  # fmt: skip
_LINK_KEYS = (
    "url", "link", "href", "docpuburl", "puburl", "articleurl", "linkurl", "infourl", "visiturl", "pageurl",
    "staticurl", "post_url", "detailurl",
)  # fmt: skip
_PIN_KEYS = ("istop", "is_top", "top", "ontop")
_ASSIGNED = re.compile(r"(?:=|:|\()\s{0,4}(?=[\[{]\s{0,9}[\[{\"]|'?[\[{])")
_TAGS = re.compile(r"<[^<>]{0,300}>")
_MOST_RECORDS = 2_000


def record_rows(xml: str) -> list[str]:
    """Return the HTML of the records of a datastore."""
    rows = []
    for piece in xml.split("<record>")[1 : _MOST_RECORDS + 1]:
        row = piece.partition("</record>")[0].strip().removeprefix("<![CDATA[").removesuffix("]]>")
        rows.append(unescape(row) if "&lt;" in row else row)
    return rows


def rows_html(xml: str) -> str:
    """Return a page of the records, one element each, for the reader of rows."""
    rows = "".join(f'<div class="record">{row}</div>' for row in record_rows(xml))
    return f'<html><body><div class="recordset">{rows}</div></body></html>' if rows else ""


def json_entries(document: Document, value: Any) -> list[Entry]:
    """Return the entries of the longest list of records with titles within a JSON value."""
    lists = sorted(_lists(value), key=len, reverse=True)
    for records in lists:
        entries = [entry for record in records if (entry := _entry(document, record))]
        if len(entries) * 2 > len(records):
            return entries
    return []


def script_entries(document: Document) -> list[Entry]:
    """Return the entries of a JSON list that a script of the page holds (`listData = {...}`)."""
    decoder = json.JSONDecoder()
    best: list[Entry] = []
    for code in document.codes:
        lowered = code.lower()
        if not any(key in lowered for key in ("title", "subject")) or not any(
            key in lowered for key in ("date", "time", "fbsj")
        ):
            continue
        end = tries = 0
        for match in _ASSIGNED.finditer(code):
            if match.end() < end or tries > 30:
                continue
            tries += 1
            try:
                value, end = decoder.raw_decode(code, match.end())
            except ValueError:
                continue
            entries = json_entries(document, value)
            if len(entries) > len(best):
                best = entries
    return best


def total_of(value: Any) -> int:
    """Return the number of records that an answer tells of, or -1."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if (
                key.lower()
                in ("total", "totalcount", "count", "recordcount", "totalrecord", "totalrecords", "rowcount")
                and str(inner).isdigit()
            ):
                return int(inner)
        return max((total_of(inner) for inner in value.values() if isinstance(inner, dict)), default=-1)
    return -1


def _lists(value: Any, depth: int = 0) -> Iterator[list[dict[str, Any]]]:
    if depth > 8:
        return
    if isinstance(value, list):
        records = [item for item in value[:_MOST_RECORDS] if isinstance(item, dict)]
        if records and any(_field(record, _TITLE_KEYS) for record in records[:5]):
            yield records
        for item in value[:200]:
            yield from _lists(item, depth + 1)
    elif isinstance(value, dict):
        for inner in value.values():
            if isinstance(inner, str) and inner[:1] in "[{" and len(inner) < 2_000_000:
                try:
                    inner = json.loads(inner)
                except ValueError:
                    continue
            yield from _lists(inner, depth + 1)


def _field(record: dict[str, Any], keys: tuple[str, ...]) -> Any:
    lowered = {key.lower(): value for key, value in record.items()}
    return next((lowered[key] for key in keys if lowered.get(key)), None)


def _entry(document: Document, record: dict[str, Any]) -> Entry | None:
    title = _field(record, _TITLE_KEYS)
    if not isinstance(title, str) or not title.strip():
        return None
    link = _field(record, _LINK_KEYS)
    if isinstance(link, list):
        link = link[0] if link else ""
    url = document.absolute(link) if isinstance(link, str) and link else ""
    pinned = str(_field(record, _PIN_KEYS) or "").lower() in ("1", "true", "y")
    return Entry(" ".join(unescape(_TAGS.sub("", title)).split()), url, _published(document, record), pinned)


def _published(document: Document, record: dict[str, Any]) -> DateRead:
    captured_at = document.page.captured_at
    lowered = {key.lower(): value for key, value in record.items()}
    for key in _DATE_KEYS:
        value = lowered.get(key)
        if isinstance(value, bool) or not value:
            continue
        place = f"json {key}"
        if isinstance(value, int) or (isinstance(value, str) and value.isdigit() and len(value) in (10, 13)):
            return from_epoch(value, captured_at, place)
        if isinstance(value, str) and (read := find_date(value, captured_at, place)).raw:
            return read
    return DateRead(reason="no_date")

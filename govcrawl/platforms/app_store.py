"""Applications (APP): the store's answer or page tells when the newest version came out.

Source: fact sheet part 6 (iTunes Lookup); Android stores differ and are read by their labels.
"""

import re

from selectolax.lexbor import LexborHTMLParser

from govcrawl.model.observation import Observation
from govcrawl.model.page import Page
from govcrawl.model.post import FeedRead, Post
from govcrawl.platforms.feed import feed_of
from govcrawl.platforms.jsontext import json_of, objects, text_of
from govcrawl.platforms.moments import read_moment

PLATFORM = "APP"

_STORE_PAGE = re.compile(r"版本(?:号|信息|更新)?[:：\s]|当前版本|应用(?:宝|市场|商店)")
_LABEL = re.compile(r"(?:更新(?:时间|日期|于)|最近更新|最后更新|版本日期|发布(?:时间|日期))\s*[:：]?\s*")
_DATE = re.compile(r"20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?")


def matches(page: Page) -> bool:
    """Tell whether a page is the answer of the iTunes lookup or a store's page of an application."""
    if '"resultCount"' in page.text and json_of(page.text) is not None:
        return True
    head = page.text[:400_000]
    return ".apk" in head or "SoftwareApplication" in head or "MobileApplication" in head or "itunes.apple.com" in head


def read(page: Page) -> FeedRead:
    """Read the newest version. An answer that knows no such application is blank: `no_such_application`."""
    answer = json_of(page.text)
    if answer is None:
        return _store_page(page)
    found = [row for row in objects(answer) if "currentVersionReleaseDate" in row]
    if not found:
        return FeedRead(Observation.BLANK, PLATFORM, reason="no_such_application")
    versions = [
        Post(
            f"{text_of(row.get('trackName'))} {text_of(row.get('version'))}".strip(),
            text_of(row.get("trackViewUrl")),
            read_moment(row["currentVersionReleaseDate"], page.captured_at, "currentVersionReleaseDate"),
            id=text_of(row.get("trackId")),
            account=text_of(row.get("trackName")),
        )
        for row in found
    ]
    return feed_of(
        page,
        versions,
        platform=PLATFORM,
        account_name=text_of(found[0].get("trackName")) if len(found) == 1 else "",
        verified_subject=text_of(found[0].get("sellerName")) if len(found) == 1 else "",
    )


def _store_page(page: Page) -> FeedRead:
    tree = LexborHTMLParser(page.text)
    heading = tree.css_first("h1") or tree.css_first("title")
    name = " ".join(heading.text().split()) if heading else ""
    for node in tree.css("script, style"):
        node.decompose()
    text = " ".join(tree.body.text(separator=" ").split()) if tree.body else ""
    label = _LABEL.search(text)
    found = _DATE.match(text, label.end()) if label else None
    version = Post(name, page.url or "", read_moment(found[0] if found else "", page.captured_at, "version date"))
    return feed_of(page, [version], platform=PLATFORM, account_name=name)

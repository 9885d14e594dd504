"""A home page that is only a way in (导航页): it leads to columns and shows no information of its own (V3, D3).

It is called so only where nothing speaks against it: no row, no day in its text, little prose, no frame and no script
that asks for more. Any other home page is judged for itself. Source: fact sheet 1.2 V3.
"""

import re
from urllib.parse import urlsplit

from govcrawl.cms.document import parsed
from govcrawl.cms.page_links import PAGE, page_links
from govcrawl.cms.relations import loads_by_script
from govcrawl.model.page import Page
from govcrawl.model.reading import PageRead

LEAST_LINKS = 3  # to pages of its own host
MOST_PROSE = 300  # characters of text that are no link
_CLOCK = re.compile(r"(?:今天|今日|现在|当前|北京时间|时间)[^\d]{0,8}\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?")
_DAY = re.compile(r"(?:20)?\d\d[年./-]\d{1,2}(?:[月./-]\d{1,2}日?)|(?<!\d)\d\d-\d\d(?!\d)|\d{1,2}月\d{1,2}日")


def only_leads_on(page: Page, reading: PageRead) -> bool:
    """Tell whether a home page is only a way in; False in every doubt."""
    listing = reading.listing
    if listing is None or listing.entries or listing.data_sources or listing.reason != "no_list":
        return False
    document = parsed(page)
    if loads_by_script(page) or document.tree.css_first("iframe, frame"):
        return False
    inside = {index for it in document.elements if it.tag == "a" for index in range(it.first_text, it.last_text)}
    prose = [text for index, text in enumerate(document.texts) if index not in inside]
    if sum(len(text.strip()) for text in prose) > MOST_PROSE or _DAY.search(_CLOCK.sub("", " ".join(document.texts))):
        return False
    own = urlsplit(page.url or "").hostname
    links = {it.url for it in page_links(page) if it.kind == PAGE and urlsplit(it.url).hostname == own}
    return len(links) >= LEAST_LINKS

"""How account mirrors are read: one platform a file, chosen by what the page holds and never by its address."""

from dataclasses import replace

from govcrawl.model.page import Page
from govcrawl.model.platform_names import canonical
from govcrawl.model.post import FeedRead
from govcrawl.platforms import html_list, json_list, rss
from govcrawl.platforms.feed import of_account, unseen

# The surest marks first; the generic forms last.
_READERS = (rss, json_list, html_list)


def read_feed(page: Page, platform: str = "", account: str = "") -> FeedRead:
    """Read the posts of an account from a mirror page, an API answer or a saved file (N2).

    `platform` (any spelling) and `account` are what the register says: the platform is kept where the page itself
    does not tell it, the account picks its posts where a page shows several.
    """
    for reader in _READERS:
        if reader.matches(page):
            feed = of_account(reader.read(page), account, page)
            return feed if feed.platform else replace(feed, platform=canonical(platform) or platform)
    return unseen("no_known_form", platform=canonical(platform) or platform)

"""How account mirrors are read: one platform a file, chosen by what the page holds and never by its address."""

from collections.abc import Sequence
from dataclasses import replace

from govcrawl.model.page import Page
from govcrawl.model.platform_names import canonical
from govcrawl.model.post import FeedRead
from govcrawl.platforms import (
    app_store,
    blocked,
    douyin,
    html_list,
    json_list,
    rss,
    script_state,
    sogou,
    toutiao,
    wechat,
    weibo_mobile,
    weibo_wap,
)
from govcrawl.platforms.feed import feed_of, of_account, unseen

# The surest marks first; the generic forms last.
_READERS = (rss, wechat, sogou, weibo_wap, weibo_mobile, toutiao, douyin, app_store, json_list, script_state, html_list)


def read_feed(page: Page, platform: str = "", account: str = "") -> FeedRead:
    """Read the posts of an account from a mirror page, an API answer or a saved file (N2).

    `platform` (any spelling) and `account` are what the register says: the platform is kept where the page itself
    does not tell it, the account picks its posts where a page shows several. A login, a captcha or a refusal is
    `not_observed` and never "no update".
    """
    reader = next((reader for reader in _READERS if reader.matches(page)), None)
    feed = of_account(reader.read(page), account, page) if reader else unseen("no_known_form")
    if not feed.newest and (obstacle := blocked.reason_of(page)):
        feed = unseen(obstacle, platform=feed.platform, account_name=feed.account_name)
    return feed if feed.platform else replace(feed, platform=canonical(platform) or platform)


def read_feed_pages(pages: Sequence[Page], platform: str = "", account: str = "") -> FeedRead:
    """Read several pages of one list as one, newest page first: a year on one page may prove those of another.

    What an account says of itself is that of the first page with posts; `next_pages` are those of the last page.
    """
    feeds = [read_feed(page, platform, account) for page in pages]
    seen = [feed for feed in feeds if feed.posts]
    if len(feeds) < 2 or not seen:
        return feeds[0] if feeds else unseen("no_known_form", platform=canonical(platform) or platform)
    last = max(pages, key=lambda page: page.captured_at)
    posts = {post.id or post.url or (post.title, post.published.raw): post for feed in seen for post in feed.posts}
    together = feed_of(last, tuple(posts.values()))
    return replace(
        seen[0],
        state=together.state,
        posts=together.posts,
        newest=together.newest,
        reason=together.reason,
        next_pages=feeds[-1].next_pages if feeds[-1].posts else (),
    )

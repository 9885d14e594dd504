"""How the posts that a reader found become a feed: years proven, the future refused, the newest chosen."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from govcrawl.model.observation import Observation
from govcrawl.model.page import Page
from govcrawl.model.post import FeedRead, Post, newest_of, refuse_future
from govcrawl.platforms.moments import prove_years


def feed_of(page: Page, posts: Sequence[Post], **facts: Any) -> FeedRead:
    """Return the feed of a page whose frame is there; `facts` are further fields of `FeedRead`.

    Where there is no newest post, `reason` is `no_posts`, `only_pinned_posts`, `all_after_capture` or the reason
    why the first post has no date.
    """
    posts = refuse_future(prove_years(posts, page.captured_at), page.captured_at)
    newest = newest_of(posts)
    if newest:
        return FeedRead(Observation.DATED, posts=posts, newest=newest, **facts)
    if not posts:
        return FeedRead(Observation.BLANK, **{"reason": "no_posts", **facts})
    loose = [post for post in posts if not post.pinned]
    reason = loose[0].published.reason if loose else "only_pinned_posts"
    return FeedRead(Observation.UNDATED, posts=posts, reason=reason, **facts)


def unseen(reason: str, state: Observation = Observation.NOT_OBSERVED, **facts: Any) -> FeedRead:
    """Return a feed that was not seen, with the short name of why."""
    return FeedRead(state, reason=reason, **facts)


def of_account(feed: FeedRead, account: str, page: Page) -> FeedRead:
    """Keep the posts of one account where a page (a search answer) shows those of several.

    Without a name such a page tells nothing for certain: `several_accounts`. `account` is the name in the register.
    """
    shown = {post.account for post in feed.posts if post.account}
    if account and shown and account not in shown:
        return unseen("another_account", platform=feed.platform, account_name="、".join(sorted(shown)))
    if len(shown) < 2:
        return feed
    if not account:
        return replace(feed, state=Observation.UNDATED, newest=None, account_name="", reason="several_accounts")
    posts = [post for post in feed.posts if post.account == account]
    return feed_of(page, posts, platform=feed.platform, account_name=account)

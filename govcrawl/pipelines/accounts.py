"""What one mirror showed of an account, as facts. Nothing is judged here."""

from datetime import timedelta

from govcrawl.items import FeedItem
from govcrawl.model.fact import AccountSeen, CommentSeen, Fact, FeedSeen, PostSeen, SourceAsked
from govcrawl.model.fact.post import LOOK_BACK_DAYS
from govcrawl.model.masking import masked, masked_subject
from govcrawl.model.observation import Observation
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.reading import DateRead

MOST_POSTS = 200  # of one source
LONGEST_TITLE, LONGEST_COMMENT = 100, 200  # characters
ITSELF = ("name", "account_id", "verified_subject", "menu", "replies_open")


def account_seen(item: FeedItem) -> tuple[Fact, ...]:
    """Return what one mirror showed of an account: its newest post, its posts of the look-back, comments, itself."""
    feed, seen = item.feed, feed_seen(item)
    facts: list[Fact] = [seen]
    if item.asked:
        facts.append(SourceAsked(item.target_id, item.source, seen.seen_at, _was_read(seen), seen.reason))
    if feed is None:
        return tuple(facts)
    about = {"target_id": item.target_id, "url": item.source, "seen_at": seen.seen_at, "snapshot": seen.snapshot}
    since = seen.seen_at.astimezone(CHINA_TIME).date() - timedelta(days=LOOK_BACK_DAYS)
    facts += [
        PostSeen(
            published=post.published.day,
            published_raw=post.published.raw,
            moment=post.published.moment,
            title=masked(post.title)[:LONGEST_TITLE],
            post_url=post.url,
            original=post.original,
            pinned=post.pinned,
            comments=post.comments,
            replies_open=post.replies_open,
            **about,  # type: ignore[arg-type]
        )
        for post in feed.posts[:MOST_POSTS]
        if post.published.day and post.published.day >= since
    ]
    inline = [(item.snapshot, comment) for comment in feed.comments]
    facts += [
        CommentSeen(
            item.target_id,
            snapshot.url,
            snapshot.seen_at,
            masked_subject(comment.text)[:LONGEST_COMMENT],
            snapshot.id,
            comment.published.day,
        )
        for snapshot, comment in [*inline, *item.comments]
        if comment.text and comment.author != feed.account_name
    ]
    itself = (feed.account_name, feed.account_id, feed.verified_subject, feed.menu, feed.replies_open)
    return (*facts, AccountSeen(**about, **dict(zip(ITSELF, itself, strict=True))))  # type: ignore[arg-type]


def feed_seen(item: FeedItem) -> FeedSeen:
    """Return the newest post that one mirror showed of an account."""
    feed = item.feed
    newest = feed.newest if feed else None
    read = newest.published if newest else DateRead()
    days = [post.published.day for post in feed.posts if post.published.day and not post.pinned] if feed else []
    return FeedSeen(
        target_id=item.target_id,
        url=item.source,  # of two mirrors that show the same newest post each is kept
        source=item.source,
        state=feed.state if feed else Observation.NOT_OBSERVED,
        seen_at=item.snapshot.seen_at,
        snapshot=item.snapshot.id,
        newest=read.day,
        newest_raw=read.raw,
        newest_title=masked(newest.title)[:LONGEST_TITLE] if newest else "",
        newest_url=newest.url if newest else "",
        posts=len(feed.posts) if feed else 0,
        reason=item.failure or (feed.reason if feed else ""),
        oldest=min(days, default=None),
    )


def _was_read(seen: FeedSeen) -> bool:
    return seen.state not in (Observation.NOT_OBSERVED, Observation.NOT_OBSERVABLE)

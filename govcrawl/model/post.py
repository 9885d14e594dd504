"""What a mirror shows of a new-media account (政务新媒体): its posts, and the newest of them (N2)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from govcrawl.model.observation import Observation
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.reading import DateRead


@dataclass(frozen=True, slots=True)
class Post:
    """One post of an account. `original` is False for a repost and None where the source does not tell.

    `id` is the platform's own number; `comments` how many there are, None where not told; `account` who posted,
    where one page shows several accounts; `replies_open` whether visitors may comment, None where not told.
    """

    title: str
    url: str
    published: DateRead
    pinned: bool = False
    original: bool | None = None
    comments: int | None = None
    id: str = ""
    account: str = ""
    replies_open: bool | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """What a visitor wrote below a post (留言区). `author` only serves to know the account's own replies."""

    text: str
    published: DateRead
    author: str = ""


@dataclass(frozen=True, slots=True)
class FeedRead:
    """What one source showed of an account. `newest` is the maximum over the posts that are not pinned (置顶).

    `reason` is a short name of why there is no newest post; `platform` a canonical name where the source tells it;
    `verified_subject` the certified holder (认证主体); `next_pages` where older posts or the post list itself stand;
    `comments` what visitors wrote below the posts, `comment_pages` where more of it stands. `menu` names the account's
    menu (自定义菜单), None where the source does not tell.
    """

    state: Observation
    platform: str = ""
    account_name: str = ""
    posts: tuple[Post, ...] = ()
    newest: Post | None = None
    reason: str = ""
    verified_subject: str = ""
    account_id: str = ""
    next_pages: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    comment_pages: tuple[str, ...] = ()
    menu: tuple[str, ...] | None = None

    @property
    def replies_open(self) -> bool | None:
        """Whether visitors may comment on any post; None where no post tells."""
        told = [post.replies_open for post in self.posts if post.replies_open is not None]
        return any(told) if told else None

    @property
    def dated_posts(self) -> int:
        """Number of posts whose date was read."""
        return sum(1 for post in self.posts if post.published.day)


def newest_of(posts: Iterable[Post]) -> Post | None:
    """Return the newest dated post that is not pinned; of equal ones the first. Source: N2a."""
    dated = [post for post in posts if post.published.day and not post.pinned]
    return max(dated, key=lambda post: _age(post.published), default=None)


def refuse_future(posts: Iterable[Post], captured_at: datetime) -> tuple[Post, ...]:
    """Take the date from each post that is dated after the day of capture: such a date cannot be right.

    The day and not the moment is compared, because the clocks of two machines differ by minutes.
    """
    today = captured_at.astimezone(CHINA_TIME).date()
    return tuple(
        replace(post, published=replace(post.published, day=None, moment=None, reason="after_capture"))
        if post.published.day and post.published.day > today
        else post
        for post in posts
    )


def _age(published: DateRead) -> tuple[date, bool, float]:
    # A post with a day only ranks below one of the same day whose time is known.
    moment = published.moment
    return (published.day or date.min, moment is not None, moment.timestamp() if moment else 0.0)

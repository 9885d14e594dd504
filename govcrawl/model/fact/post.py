"""Posts of an account, and what visitors wrote below them."""

from dataclasses import dataclass
from datetime import date, datetime

# Three months and a week: the longest window that a rule looks back over. Older posts are not kept.
LOOK_BACK_DAYS = 100


@dataclass(frozen=True, slots=True)
class PostSeen:
    """A post of the last `LOOK_BACK_DAYS` as one source showed it. `url` is that source, `post_url` the post's own.

    `original` is False for a repost, None where the source does not tell; so are `comments` (how many) and
    `replies_open` (whether visitors may write any). `title` is masked (govcrawl.model.masking).
    """

    target_id: str
    url: str
    seen_at: datetime
    published: date
    snapshot: str = ""
    published_raw: str = ""
    moment: datetime | None = None
    title: str = ""
    post_url: str = ""
    original: bool | None = None
    pinned: bool = False
    comments: int | None = None
    replies_open: bool | None = None


@dataclass(frozen=True, slots=True)
class CommentSeen:
    """What a visitor wrote below a post (留言区), masked. Who wrote it is not kept."""

    target_id: str
    url: str
    seen_at: datetime
    text: str
    snapshot: str = ""
    published: date | None = None

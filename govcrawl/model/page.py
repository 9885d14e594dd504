"""A page as it was captured: what every reader of pages is given."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Page:
    """One decoded answer of a web server.

    `url` is None where a saved file does not tell it. `captured_at` is the aware moment of the
    capture: the reference for relative dates (昨天) and the limit above which a date is in the future.
    """

    text: str
    captured_at: datetime
    url: str | None = None
    content_type: str = "text/html"

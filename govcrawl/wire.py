"""What goes over the wire, for those who count it and those who slow it down."""

from email.utils import parsedate_to_datetime

from scrapy.http import Response

# A signal, sent with `request` at the moment a request goes out. Scrapy's own tell when it joins the queue of its host,
# which may be minutes earlier.
request_sent = object()


def asks_to_wait(response: Response) -> bool:
    """Tell whether an answer says: later."""
    return response.status == 429 or (response.status == 503 and bool(response.headers.get("Retry-After")))


def seconds_asked(response: Response) -> float | None:
    """Return the seconds that Retry-After names (RFC 9110, 10.2.3), None where it names none that can be read.

    A date is measured from the server's own Date: neither its clock nor ours need be right.
    """
    raw = _header(response, "Retry-After")
    if raw.isdigit():
        return float(raw[:9])
    try:
        until, sent = parsedate_to_datetime(raw), parsedate_to_datetime(_header(response, "Date"))
        return max(0.0, (until - sent).total_seconds())
    except (TypeError, ValueError):
        return None


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1").strip()

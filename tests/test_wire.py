"""What an answer says about the pace: Retry-After in both of its forms."""

import pytest
from scrapy.http import Response

from govcrawl.wire import asks_to_wait, seconds_asked

SENT = "Mon, 05 Jul 2021 01:00:00 GMT"


@pytest.mark.parametrize(
    ("said", "date", "seconds"),
    [
        ("120", "", 120.0),
        ("0", "", 0.0),
        ("soon", SENT, None),
        ("", SENT, None),
        ("Mon, 05 Jul 2021 01:02:00 GMT", SENT, 120.0),
        ("Fri, 01 Jan 2021 00:00:00 GMT", SENT, 0.0),
        ("Mon, 05 Jul 2021 01:02:00 GMT", "", None),
    ],
)
def test_retry_after_is_read_in_both_forms(said, date, seconds):
    answer = Response("http://a.test/", status=429, headers={"Retry-After": said, "Date": date})
    assert seconds_asked(answer) == seconds


def test_an_error_without_retry_after_is_no_request_to_wait():
    assert asks_to_wait(Response("http://a.test/", status=429))
    assert not asks_to_wait(Response("http://a.test/", status=503))
    assert not asks_to_wait(Response("http://a.test/", status=200, headers={"Retry-After": "5"}))

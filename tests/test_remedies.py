"""Every way a page does not open has a name, somebody it speaks of, and a remedy; a site is charged for its own."""

import pytest
from OpenSSL.SSL import Error as TlsError
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import DownloadConnectionRefusedError, DownloadFailedError
from twisted.internet.error import ConnectionLost, NoRouteError
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed

from govcrawl.rules.reasons import REASONS, told
from govcrawl.rules.remedies import REMEDIES, Blame, remedy
from govcrawl.spiders.failures import failure_of
from govcrawl.spiders.probe import TIMEOUT_SECONDS, ProbeSpider


def failed(cause: Exception) -> DownloadFailedError:
    error = DownloadFailedError("x")
    error.__cause__ = ResponseFailed([Failure(cause)])
    return error


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (failed(ConnectionLost()), "reset"),
        (failed(TlsError([("SSL routines", "", "wrong version number")])), "tls"),
        (failed(ValueError("junk")), "connection"),
        (DownloadFailedError("x"), "connection"),
        (DownloadConnectionRefusedError("x"), "refused"),
        (NoRouteError("x"), "unreachable"),
        (TunnelError("x"), "proxy"),
    ],
)
def test_a_failed_connection_is_told_apart_by_what_lies_below(error, name):
    assert failure_of(error) == name


@pytest.mark.parametrize("failure", REMEDIES)
def test_every_failure_with_a_remedy_is_told_in_chinese(failure):
    assert failure in REASONS
    assert remedy(failure).text


@pytest.mark.parametrize(
    ("failure", "blame"),
    [
        ("dns", Blame.SITE),
        ("timeout", Blame.SITE),
        ("http_404", Blame.SITE),
        ("http_500", Blame.SITE),
        ("http_599", Blame.SITE),
        ("http_302", Blame.DOUBTFUL),
        ("http_400", Blame.DOUBTFUL),
        ("http_418", Blame.DOUBTFUL),
        ("tls", Blame.DOUBTFUL),
        ("redirected_away", Blame.DOUBTFUL),
        *((f"http_{status}", Blame.OURS) for status in (401, 403, 407, 412, 429, 451)),
        *((name, Blame.OURS) for name in ("blocked", "robots", "offline", "proxy", "our_error")),
        *((name, Blame.OURS) for name in ("", "not_stored", "http_", "http_x", "http_600")),
    ],
)
def test_only_what_is_certain_is_charged(failure, blame):
    assert remedy(failure).blame is blame


def test_statuses_are_told_too():
    assert told("http_503") == "返回 HTTP 503"
    assert remedy("http_503").text != remedy("http_404").text


def test_a_probe_waits_as_long_as_the_indicator_asks_for_and_asks_once():
    assert TIMEOUT_SECONDS == 15
    assert ProbeSpider.custom_settings == {"DOWNLOAD_TIMEOUT": 15, "RETRY_ENABLED": False}

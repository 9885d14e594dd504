"""A home page over IPv6, past resolver and proxy: it connects to one address and speaks for the site's host."""

import http.client
import socket
import ssl
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from govcrawl.cms import open_page
from govcrawl.model.page import Page

TIMEOUT_SECONDS = 15
LONGEST_BODY = 5 * 1024 * 1024
MOST_REDIRECTS = 4


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of it: `connected` is None where our own machine has no way to IPv6 addresses at all."""

    connected: bool | None
    page: Page | None = None
    failure: str = ""


class _Connection(http.client.HTTPConnection):
    """A connection to an address, speaking for a host."""

    def __init__(self, host: str, port: int, address: str, encrypted: bool) -> None:
        super().__init__(host, port, timeout=TIMEOUT_SECONDS)
        self.address, self.encrypted = address, encrypted

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        if self.encrypted:
            context = ssl.create_default_context()
            # Whether a certificate is valid is another question than whether IPv6 works.
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def has_route(address: str) -> bool:
    """Tell whether our own machine knows a way to an IPv6 address; nothing is sent."""
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as probe:
            probe.connect((address, 53))
    except OSError:
        return False
    return True


def open_over_ipv6(url: str, address: str, user_agent: str, moment: datetime) -> Opened:
    """Open a page at one IPv6 address, following redirects on the same host, unless its robots.txt forbids it.

    Args:
        url: The page.
        address: An IPv6 address of its host.
        user_agent: Who asks.
        moment: The moment that the page counts as seen at.
    """
    if not has_route(address):
        return Opened(None, failure="no_ipv6_here")
    host, connected = urlsplit(url).hostname, False
    try:
        status, _, robots = _got(urljoin(url, "/robots.txt"), address, user_agent)
        connected = True
        rules = RobotFileParser()
        rules.parse(robots.decode("utf-8", "replace").splitlines() if status == 200 else [])
        if not rules.can_fetch(user_agent, url):
            return Opened(True, failure="robots")
        for _ in range(MOST_REDIRECTS + 1):
            status, headers, body = _got(url, address, user_agent)
            if not (300 <= status < 400 and headers.get("Location")):
                page = open_page(body, moment, url, headers.get("Content-Type", ""))
                return Opened(True, page if status == 200 else None, "" if status < 500 else f"http_{status}")
            url = urljoin(url, headers["Location"])
            if urlsplit(url).hostname != host:
                return Opened(True, failure="redirected_away")
    except TimeoutError:
        return Opened(connected, failure="timeout")
    except ConnectionRefusedError:
        return Opened(connected, failure="refused")
    except (OSError, ValueError, http.client.HTTPException):
        return Opened(connected, failure="connection")
    return Opened(True, failure="redirect_loop")


def _got(url: str, address: str, user_agent: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    parts = urlsplit(url)
    encrypted = parts.scheme == "https"
    connection = _Connection(parts.hostname or "", parts.port or (443 if encrypted else 80), address, encrypted)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", path, headers={"User-Agent": user_agent, "Accept": "text/html,*/*;q=0.8"})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read(LONGEST_BODY)
    finally:
        connection.close()

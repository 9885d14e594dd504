"""No request leaves the hosts of the register: not by a link, not by a redirect."""

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import IgnoreRequest


class RegisteredHosts:
    """Refuses requests to hosts that the target of the request does not own."""

    def process_request(self, request: Request) -> None:
        """Let a request pass whose host belongs to its target; robots.txt is asked of such hosts only."""
        hosts = request.meta.get("hosts")
        if hosts is not None and urlsplit(request.url).hostname not in hosts:
            raise IgnoreRequest("outside_register")

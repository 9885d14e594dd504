"""No name of the register leads us into a private network or to our own machine.

A name that points there (a parked domain, or somebody's malice) is refused and not observed. Behind a proxy of the
user's own the proxy resolves the names; then only addresses that are written out can be refused.
"""

import asyncio
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.resolver import dnscache
from twisted.internet.interfaces import IHostResolution, IResolutionReceiver
from zope.interface import implementer

from govcrawl.addresses import is_private


@implementer(IResolutionReceiver)
class _Resolved:
    """Takes the addresses of one name."""

    def __init__(self) -> None:
        self.addresses: list[Any] = []
        self.complete = asyncio.Event()

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802
        """Nothing is to be noted."""

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self.addresses.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        self.complete.set()


class PublicAddresses:
    """Resolves a name before its first request, the same way and into the same cache as the connection does."""

    def __init__(self, crawler: Crawler) -> None:
        if crawler.settings.getbool("PRIVATE_ADDRESSES"):
            raise NotConfigured
        self.crawler = crawler
        self.private: dict[str, bool] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the middleware; raise NotConfigured where private addresses may be asked."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise IgnoreRequest("private_address") where the host is, or only leads to, a private address."""
        host = urlsplit(request.url).hostname or ""
        if host not in self.private:
            written_out = is_private(host)
            self.private[host] = written_out or (not request.meta.get("proxy") and await _leads_inside(host))
        if self.private[host]:
            raise IgnoreRequest("private_address")


async def _leads_inside(host: str) -> bool:
    """Resolve a name; tell whether all its addresses are private. Where some are, the others alone are kept."""
    from twisted.internet import reactor  # installed by now

    resolved = _Resolved()
    name_resolver: Any = reactor.nameResolver
    name_resolver.resolveHostName(resolved, host)
    await resolved.complete.wait()
    public = [address for address in resolved.addresses if not is_private(address.host)]
    if public:
        dnscache[host] = public
    return bool(resolved.addresses) and not public

"""The name system: which addresses a host has under IPv4 and IPv6. Whose resolver is asked is an argument."""

import asyncio
import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

import dns.asyncresolver
import dns.exception
import dns.resolver

from govcrawl.errors import GovcrawlError
from govcrawl.model.fact import Reached

LIFETIME_SECONDS = 6.0  # for all tries of one question


@dataclass(frozen=True, slots=True)
class Names:
    """The addresses of a host. `resolved` is unknown where a question went unanswered: no proof of anything."""

    resolved: Reached
    ipv4: tuple[str, ...] = ()
    ipv6: tuple[str, ...] = ()
    reason: str = ""


def resolver_at(server: str = "") -> dns.asyncresolver.Resolver:
    """Return a resolver that asks `server` (`192.0.2.1`, `127.0.0.1:5353`, `[::1]:5353`), or the machine's own.

    Raises GovcrawlError where `server` is no address.
    """
    resolver = dns.asyncresolver.Resolver(configure=not server)
    resolver.lifetime = LIFETIME_SECONDS
    if server:
        try:
            parts = urlsplit(f"//{server}")
            resolver.nameservers = [str(ipaddress.ip_address(parts.hostname or ""))]
            resolver.port = parts.port or 53
        except ValueError:
            message = f"resolver: '{server}' is no address; write 192.0.2.1, 127.0.0.1:5353 or [::1]:5353"
            raise GovcrawlError(message) from None
    return resolver


async def names_of(host: str, resolver: dns.asyncresolver.Resolver) -> Names:
    """Return the addresses of a host; an address for a name is its own answer."""
    try:
        literal = ipaddress.ip_address(host)
    except ValueError:
        answers = await asyncio.gather(_asked(host, "A", resolver), _asked(host, "AAAA", resolver))
        (ipv4, gone4, reason4), (ipv6, gone6, reason6) = answers
        if reason := reason4 or reason6:
            return Names(Reached.UNKNOWN, ipv4, ipv6, reason)
        return Names(Reached.NO if gone4 and gone6 else Reached.YES, ipv4, ipv6)
    own = (str(literal),)
    return Names(Reached.YES, *((own, ()) if literal.version == 4 else ((), own)))


async def _asked(host: str, kind: str, resolver: dns.asyncresolver.Resolver) -> tuple[tuple[str, ...], bool, str]:
    """Return the addresses, whether the name does not exist, and why there is no answer."""
    try:
        answer = await resolver.resolve(host, kind, search=False, raise_on_no_answer=False)
    except dns.resolver.NXDOMAIN:
        return (), True, ""
    except (dns.exception.DNSException, OSError, UnicodeError):
        return (), False, "no_dns_answer"
    return tuple(sorted(record.address for record in answer.rrset or ())), False, ""

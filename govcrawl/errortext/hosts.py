"""Whose a host is, as far as its name tells: the state's, a service that government pages commonly name, or foreign."""

import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

KNOWN = Path(__file__).with_name("known_hosts.txt")
_OFFICIAL = (
    ".gov.cn",
    ".gov.hk",
    ".gov.mo",
    ".mil.cn",
    ".edu.cn",
    ".ac.cn",
    ".政务",
    ".公益",
    ".xn--zfr164b",
    ".xn--55qw42g",
)
LONGEST = 253  # characters of a host name (RFC 1035)
_PLAIN = re.compile(rf"(?:https?:)?//([a-z0-9.-]{{1,{LONGEST}}})(?=[/?#]|$)")
_SECOND_LEVEL = frozenset(("com", "net", "org", "gov", "edu", "ac", "mil", "co"))


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    lines = KNOWN.read_text(encoding="utf-8").split("\n")
    return frozenset(word for line in lines for word in line.partition("#")[0].split())


def host_of(url: str) -> str:
    """Return the host that a link leads to, empty where it leads to none or no browser could open it."""
    if plain := _PLAIN.match(url):  # the common form: urlsplit says the same of it and takes longer
        return plain[1]
    try:
        parts = urlsplit(url.strip().replace("\\", "/"))
    except ValueError:
        return ""
    host = parts.hostname or ""
    return host if parts.scheme in ("", "http", "https") and len(host) <= LONGEST else ""


@lru_cache(maxsize=8_192)
def registered_name(host: str) -> str:
    """Return the part of a host name that somebody registers: `www.a.com.cn` -> `a.com.cn`."""
    labels = host.lower().rstrip(".").split(".")
    wide = len(labels) > 2 and len(labels[-1]) == 2 and (labels[-2] in _SECOND_LEVEL or len(labels[-2]) == 2)
    return ".".join(labels[-3 if wide else -2 :])


def is_foreign(host: str) -> bool:
    """Tell whether a host is neither the state's nor a service that government pages commonly link to."""
    host = host.lower()
    if not host or "." not in host or host.endswith(_OFFICIAL) or host in ("gov.cn", "localhost"):
        return False
    return registered_name(host) not in _known() and not host.replace(".", "").isdigit()


@lru_cache(maxsize=8_192)
def is_stranger(host: str, own: str) -> bool:
    """Tell whether a host is foreign and not registered by the one who registered the host `own`."""
    return is_foreign(host) and registered_name(host) != registered_name(own)

"""Whose a host is, as far as its name tells: the state's, a service that government pages commonly name, or foreign."""

from functools import lru_cache
from pathlib import Path

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
_SECOND_LEVEL = frozenset(("com", "net", "org", "gov", "edu", "ac", "mil", "co"))


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    lines = KNOWN.read_text(encoding="utf-8").split("\n")
    return frozenset(word for line in lines for word in line.partition("#")[0].split())


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

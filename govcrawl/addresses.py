"""Which addresses are nobody's website: loopback, private and link-local networks."""

from ipaddress import ip_address


def is_private(host: str) -> bool:
    """Tell whether a host is written as an address that no public site can have; names other than localhost are not."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return not (mapped or address).is_global or address.is_multicast

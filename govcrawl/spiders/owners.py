"""Whose page an address is where several sites of a register share a host."""

from collections import defaultdict
from collections.abc import Iterable

from govcrawl.model.target import Site


class Owners:
    """The sites of a register by host, each with its address up to the last slash."""

    def __init__(self, sites: Iterable[Site]) -> None:
        self._bases: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for site in sites:
            base = _bare(site.url).rpartition("/")[0] + "/"
            self._bases[base.partition("/")[0]].append((base, site.id))

    def owner(self, url: str) -> str:
        """Return the id of the site whose base is the longest that an address begins with, empty where none is."""
        bare = _bare(url)
        of_host = self._bases.get(bare.partition("/")[0], ())
        return max(((len(base), site_id) for base, site_id in of_host if bare.startswith(base)), default=(0, ""))[1]


def _bare(url: str) -> str:
    return url.split("://", 1)[-1]

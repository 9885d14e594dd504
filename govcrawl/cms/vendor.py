"""What a CMS adapter answers, and which CMS made a page. One vendor a file in `vendors/`; generic is the last."""

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import ClassVar

from ahocorasick_rs import BytesAhoCorasick

from govcrawl.cms.document import Document
from govcrawl.model.reading import DateRead, ListRead


class Vendor:
    """A CMS: its marks in the markup, and what only it knows. The defaults leave everything to the generic readers."""

    name: ClassVar[str] = "generic"
    words: ClassVar[tuple[str, ...]] = ()  # in the markup; Latin letters in lower case
    addresses: ClassVar[re.Pattern[str]] = re.compile(r"(?!)")  # of links, scripts and pictures
    rank: ClassVar[int] = 50  # vendors with telling marks are asked first

    def listing(self, document: Document) -> ListRead | None:
        """Return the rows that only this CMS's reader finds, or None."""
        return None

    def data_sources(self, document: Document) -> tuple[str, ...]:
        """Return the addresses that this CMS's pages fetch their rows from, where no script writes them out."""
        return ()

    def published(self, document: Document) -> DateRead | None:
        """Return the publish date of an article where the generic reader finds none."""
        return None


@lru_cache(maxsize=1)
def vendors() -> tuple[Vendor, ...]:
    """Return all adapters, those with the most telling marks first."""
    package = import_module("govcrawl.cms.vendors")
    found = [
        _vendor(import_module(f"{package.__name__}.{module.name}").__dict__.values())
        for module in iter_modules(package.__path__)
    ]
    return tuple(sorted(found, key=lambda vendor: (vendor.rank, vendor.name)))


def vendor_of(document: Document) -> Vendor:
    """Return the CMS of a page; the generic one where no mark tells."""
    words, owners = _all_words()
    found = {owners[n] for n, _, _ in words.find_matches_as_indexes(document.markup, True)}
    return next((it for it in vendors() if it.name in found or it.addresses.search(document.addresses)), Vendor())


@lru_cache(maxsize=1)
def _all_words() -> tuple[BytesAhoCorasick, tuple[str, ...]]:
    """Return a search for the words of all vendors at once, and whose each word is."""
    words = [(word.encode(), vendor.name) for vendor in vendors() for word in vendor.words]
    return BytesAhoCorasick([word for word, _ in words]), tuple(name for _, name in words)


def _vendor(members: Iterable[object]) -> Vendor:
    return next(
        member()
        for member in members
        if isinstance(member, type) and issubclass(member, Vendor) and member is not Vendor
    )

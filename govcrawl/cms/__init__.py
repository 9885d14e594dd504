"""How pages are read: one vendor a file in `vendors/`, the generic readers for everything that all of them share."""

from govcrawl.cms.opening import open_page
from govcrawl.cms.reading import entries_of, read_page

__all__ = ["entries_of", "open_page", "read_page"]

"""广东统一平台 (NFCMS): post_123.html, gkmlpt trees whose rows are fetched as JSON."""

import re
from urllib.parse import urlsplit

from govcrawl.cms.document import Document
from govcrawl.cms.vendor import Vendor

_SITE = re.compile(r"[\"']?\bSID[\"']?\s{0,3}[:=]\s{0,3}[\"']?(\d{1,9})")
_FIRST_COLUMN = re.compile(
    r"\bTREE[\"']?\s{0,3}[:=]\s{0,3}\[\s{0,9}\{[^{}]{0,300}?[\"']?\bid[\"']?\s{0,3}:\s{0,3}[\"']?(\d{1,9})"
)


class Gkmlpt(Vendor):
    """广东统一平台 (NFCMS): the column of a disclosure page is the fragment of its address."""

    name = "gkmlpt"
    rank = 15
    words = ("nfcms", "gkmlpt", "cms.gd.gov.cn")
    addresses = re.compile(r"/post_\d{4,}\.html")

    def data_sources(self, document: Document) -> tuple[str, ...]:
        """Return the JSON list of the column that the address (or else the first of the tree) names."""
        url = document.page.url or ""
        folder, mark, _ = url.partition("/gkmlpt/")
        code = "\n".join(document.codes)
        site, first = _SITE.search(code), _FIRST_COLUMN.search(code)
        fragment = urlsplit(url).fragment
        column = fragment if fragment.isdigit() else first[1] if first else ""
        if not mark or not site or not column:
            return ()
        return (f"{folder}/gkmlpt/api/all/{column}?page=1&sid={site[1]}",)

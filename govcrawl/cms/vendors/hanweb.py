"""大汉 jcms with jpage: col/col123, art_1_2.html, XML records, the meta Maketime."""

import re
from urllib.parse import urlencode

from govcrawl.cms.document import Document
from govcrawl.cms.vendor import Vendor

_PROXY = re.compile(r"proxyUrl[\"']?\s{0,3}:\s{0,3}[\"']([^\"'\s]{5,300})[\"']", re.IGNORECASE)
_PARAMETER = re.compile(
    r"[\"']?\b(col|appid|webid|path|columnid|unitid|permissiontype|sourceContentType|webname)[\"']?\s{0,3}:\s{0,3}[\"']?([^\"',}\s]{1,80})"
)
RECORDS = 45  # three pages of the usual fifteen rows: what the vendor's own script asks for at once


class Hanweb(Vendor):
    """大汉 jcms with jpage: rows are fetched from a data proxy whose parameters the page's script names."""

    name = "hanweb"
    rank = 10
    words = (".jpage(", "jpage.min.js", "jpage.js", 'name="maketime"', "hanweb", "/jcms/")
    addresses = re.compile(r"/col/col\d+|/art/(?:\d{4}/\d{1,2}/\d{1,2}/)?art_\d+_\d+")

    def data_sources(self, document: Document) -> tuple[str, ...]:
        """Return the address of the data proxy for the first records."""
        for script in document.scripts:
            proxy = _PROXY.search(script.code)
            named = dict(_PARAMETER.findall(script.code)) if ".jpage(" in script.code else {}
            if proxy and {"columnid", "unitid"} <= named.keys():
                asked = {"startrecord": "1", "endrecord": str(RECORDS), "perpage": str(RECORDS // 3), **named}
                joined = "&" if "?" in proxy[1] else "?"
                return (document.absolute(f"{proxy[1]}{joined}{urlencode(asked)}"),)
        return ()

"""DedeCMS (织梦): plus/, list_22_2.html, dede styles."""

import re

from govcrawl.cms.vendor import Vendor


class Dede(Vendor):
    """DedeCMS (织梦): plus/, list_22_2.html, dede styles."""

    name = "dede"
    rank = 30
    marks = re.compile(
        r"""dedecms|/plus/(?:search|list|view|count|diggindex)\.php|dedeajax|list_\d{1,5}_\d{1,4}\.html|powered by dede""",
        re.IGNORECASE,
    )

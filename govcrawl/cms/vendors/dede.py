"""DedeCMS (织梦): plus/search.php, list_22_2.html, dedeajax."""

import re

from govcrawl.cms.vendor import Vendor


class Dede(Vendor):
    """DedeCMS (织梦): plus/search.php, list_22_2.html, dedeajax."""

    name = "dede"
    rank = 30
    words = (
        "dedecms",
        "dedeajax",
        "/plus/search.php",
        "/plus/list.php",
        "/plus/view.php",
        "/plus/count.php",
        "/plus/diggindex.php",
    )
    addresses = re.compile(r"list_\d{1,5}_\d{1,4}\.html")

"""WebIMS: NewsArticlePubDay, /columns/<uuid>/."""

import re

from govcrawl.cms.vendor import Vendor


class Webims(Vendor):
    """WebIMS: NewsArticlePubDay, /columns/<uuid>/."""

    name = "webims"
    rank = 45
    words = ("webims",)
    addresses = re.compile(r"/columns/[0-9a-f]{8}-[0-9a-f]{4}-")

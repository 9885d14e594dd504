"""广东统一平台 (NFCMS): post_123.html, gkmlpt trees."""

import re

from govcrawl.cms.vendor import Vendor


class Gkmlpt(Vendor):
    """广东统一平台 (NFCMS): post_123.html, gkmlpt trees."""

    name = "gkmlpt"
    rank = 15
    words = ("nfcms", "gkmlpt", "cms.gd.gov.cn")
    addresses = re.compile(r"/(?:content/)?post_\d{4,}\.html|(?:^|\n)content/post_\d{4,}\.html")

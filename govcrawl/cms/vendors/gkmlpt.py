"""广东统一平台 (NFCMS): post_123.html, gkmlpt trees."""

import re

from govcrawl.cms.vendor import Vendor


class Gkmlpt(Vendor):
    """广东统一平台 (NFCMS): post_123.html, gkmlpt trees."""

    name = "gkmlpt"
    rank = 15
    marks = re.compile(
        r"""NFCMS|gkmlpt|/(?:content/)?post_\d{4,}\.html|cms\.gd\.gov\.cn|southcn\.com/nfcms""", re.IGNORECASE
    )

"""SiteServer CMS: contents/12/345.html, channels/12.html, sitefiles."""

import re

from govcrawl.cms.vendor import Vendor


class Siteserver(Vendor):
    """SiteServer CMS: contents/12/345.html, channels/12.html, sitefiles."""

    name = "siteserver"
    rank = 30
    marks = re.compile(r"""sitefiles/|siteserver|/contents/\d+/\d+\.html|/channels/\d+\.html""", re.IGNORECASE)

"""SiteServer CMS: contents/12/345.html, channels/12.html, sitefiles."""

import re

from govcrawl.cms.vendor import Vendor


class Siteserver(Vendor):
    """SiteServer CMS: contents/12/345.html, channels/12.html, sitefiles."""

    name = "siteserver"
    rank = 30
    words = ("sitefiles/", "siteserver")
    addresses = re.compile(r"/contents/\d+/\d+\.html|/channels/\d+\.html")

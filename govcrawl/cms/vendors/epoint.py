"""新点 Epoint: ewb- styles, moreinfo.html, infodate."""

import re

from govcrawl.cms.vendor import Vendor


class Epoint(Vendor):
    """新点 Epoint: ewb- styles, moreinfo.html, infodate."""

    name = "epoint"
    rank = 30
    words = ('"ewb-', " ewb-", "epoint", "moreinfo.html")
    addresses = re.compile(r"moreinfo\.html")

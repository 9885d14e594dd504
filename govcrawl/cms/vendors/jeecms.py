"""JEECMS: 9010.jhtml, index_2.jhtml, /r/cms/."""

import re

from govcrawl.cms.vendor import Vendor


class Jeecms(Vendor):
    """JEECMS: 9010.jhtml, index_2.jhtml, /r/cms/."""

    name = "jeecms"
    rank = 30
    words = ("jeecms", ".jhtml", "/r/cms/")
    addresses = re.compile(r"\.jhtml")

"""大汉 jcms with jpage: col/col123, art_1_2.html, XML records, the meta Maketime."""

import re

from govcrawl.cms.vendor import Vendor


class Hanweb(Vendor):
    """大汉 jcms with jpage: col/col123, art_1_2.html, XML records, the meta Maketime."""

    name = "hanweb"
    rank = 10
    words = (".jpage(", "jpage.min.js", "jpage.js", 'name="maketime"', "hanweb", "/jcms/")
    addresses = re.compile(r"/col/col\d+|/art/(?:\d{4}/\d{1,2}/\d{1,2}/)?art_\d+_\d+")

"""大汉 jcms with jpage: col/col123, art_1_2.html, XML records, the meta Maketime."""

import re

from govcrawl.cms.vendor import Vendor


class Hanweb(Vendor):
    """大汉 jcms with jpage: col/col123, art_1_2.html, XML records, the meta Maketime."""

    name = "hanweb"
    rank = 10
    marks = re.compile(
        r"""\.jpage\(|jpage(?:\.min)?\.js|/col/col\d+|/art/(?:\d{4}/\d{1,2}/\d{1,2}/)?art_\d+_\d+|name=["']?Maketime|hanweb|jcms""",
        re.IGNORECASE,
    )

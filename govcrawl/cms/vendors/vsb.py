"""博达 VSB: info/1001/2345.htm, vsb_content, winstyle."""

import re

from govcrawl.cms.vendor import Vendor


class Vsb(Vendor):
    """博达 VSB: info/1001/2345.htm, vsb_content, winstyle."""

    name = "vsb"
    rank = 25
    marks = re.compile(
        r"""vsb_content|v_news_content|winstyle\d+|_vsl\b|/info/\d{4}/\d+\.htm|visual\s?site\s?builder|sudy-?wp""",
        re.IGNORECASE,
    )

"""博达 VSB: info/1001/2345.htm, vsb_content, winstyle."""

import re

from govcrawl.cms.vendor import Vendor


class Vsb(Vendor):
    """博达 VSB: info/1001/2345.htm, vsb_content, winstyle."""

    name = "vsb"
    rank = 25
    words = ("vsb_content", "v_news_content", "winstyle", "_vsl/", "visual sitebuilder", "vsbscreen")
    addresses = re.compile(r"info/\d{4}/\d+\.htm")

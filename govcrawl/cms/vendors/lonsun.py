"""龙讯 Lonsun: content/article/123, public/column/456."""

import re

from govcrawl.cms.vendor import Vendor


class Lonsun(Vendor):
    """龙讯 Lonsun: content/article/123, public/column/456."""

    name = "lonsun"
    rank = 30
    words = ("lonsun",)
    addresses = re.compile(r"/content/article/\d{5,}|/public/column/\d+")

"""龙讯 Lonsun: content/article/123, lonsun scripts, 9-digit content ids."""

import re

from govcrawl.cms.vendor import Vendor


class Lonsun(Vendor):
    """龙讯 Lonsun: content/article/123, lonsun scripts, 9-digit content ids."""

    name = "lonsun"
    rank = 30
    marks = re.compile(r"""lonsun|ls-ex8|/content/article/\d{5,}|/public/column/\d+""", re.IGNORECASE)

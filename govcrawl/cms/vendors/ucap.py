"""开普 ucap: c100494/xwzx_list.shtml, UCAPCONTENT, the meta others with 页面生成时间."""

import re

from govcrawl.cms.vendor import Vendor


class Ucap(Vendor):
    """开普 ucap: c100494/xwzx_list.shtml, UCAPCONTENT, the meta others with 页面生成时间."""

    name = "ucap"
    rank = 20
    marks = re.compile(
        r"""ucap-?content|页面生成时间|kaipuyun|ucapfile|/c\d{6}/(?:\w{2,30}\.s?html|\d{4}[-/])""", re.IGNORECASE
    )

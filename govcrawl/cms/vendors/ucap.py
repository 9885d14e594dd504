"""开普 ucap: c100494/xwzx_list.shtml, UCAPCONTENT, the meta others with 页面生成时间."""

import re

from govcrawl.cms.vendor import Vendor


class Ucap(Vendor):
    """开普 ucap: c100494/xwzx_list.shtml, UCAPCONTENT, the meta others with 页面生成时间."""

    name = "ucap"
    rank = 20
    words = ("ucap-content", "ucapcontent", "页面生成时间", "kaipuyun.cn/images", "ucapfile")
    addresses = re.compile(r"/c\d{6}/(?:\w{2,30}\.s?html|\d{4}[-/])")

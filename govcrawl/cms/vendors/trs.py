"""TRS WCM (拓尔思): t20200623_123.html, TRS_Editor, createPageHTML."""

import re

from govcrawl.cms.vendor import Vendor


class Trs(Vendor):
    """TRS WCM (拓尔思): t20200623_123.html, TRS_Editor, createPageHTML."""

    name = "trs"
    rank = 40
    words = ("trs_editor", "trs_ueditor", "createpagehtml(", "currchnlcls", "trs_web", "trs wcm")
    addresses = re.compile(r"/t(?:19|20)\d{6}_\d+\.s?html?")

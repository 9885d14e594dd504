"""TRS WCM (拓尔思): t20200623_123.html, TRS_Editor, createPageHTML."""

import re

from govcrawl.cms.vendor import Vendor


class Trs(Vendor):
    """TRS WCM (拓尔思): t20200623_123.html, TRS_Editor, createPageHTML."""

    name = "trs"
    rank = 40
    marks = re.compile(
        r"""TRS_Editor|TRS_UEDITOR|/t(?:19|20)\d{6}_\d+\.s?html?|createPageHTML\(\s{0,3}\d|CurrChnlCls|trs_web|TRS WCM""",
        re.IGNORECASE,
    )

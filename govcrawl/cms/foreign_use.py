"""A domain that is no longer what a link was set for: offered for sale, or registered by somebody else.

Only plain words decide, and only on a page that holds little else; a page in doubt is what it seems.
Source: fact sheet 1.4 D3 (wrong links) and 3 G6.
"""

import re

from govcrawl.cms.document import parsed
from govcrawl.cms.spam import spam_words
from govcrawl.model.page import Page

PARKED, TAKEN_OVER = "parked", "taken_over"
MOST_TEXT = 1_500  # characters of a page that only offers its domain
LEAST_WORDS = 3  # different words of a trade that no government site links to
FOR_SALE = re.compile(
    r"(?:该|此|本)?域名(?:正在|已经?)?(?:出售|转让|待售|可(?:供)?(?:出售|转让|购买)|停放)|域名(?:出售|转让)中|购买(?:该|此|本)域名"
    r"|domain(?: name)?(?: \S{1,60})? (?:is|may be) for sale|buy this domain|this domain is parked|domain parking",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"打击|整治|禁止|查处|犯罪|公安|反赌|举报|警方|案")  # speaks of the trade, and does not follow it


def foreign_use(page: Page) -> str:
    """Return what became of the domain of a page: PARKED, TAKEN_OVER, or an empty string where nothing says so."""
    document = parsed(page)
    words = " ".join([document.title, *document.texts])
    if len(words) <= MOST_TEXT and FOR_SALE.search(words):
        return PARKED
    taken = len(spam_words(words)) >= LEAST_WORDS and spam_words(document.title) and not _AGAINST.search(words)
    return TAKEN_OVER if taken else ""

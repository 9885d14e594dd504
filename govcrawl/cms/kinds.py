"""What kind of page it is: home, list, article, message board, guide, or none of them."""

import re

from govcrawl.cms.addresses import AddressKind, kind_of
from govcrawl.cms.document import Document
from govcrawl.model.observation import Observation
from govcrawl.model.reading import ArticleRead, ListRead, PageKind

_LETTER = re.compile(
    r"(?:留言|来信|信件|写信|提问|咨询|投诉|受理|回复|答复|办理)(?:时间|日期|内容|编号|单位|状态|主题|标题)"
)
_GUIDE = re.compile(
    r"办理(?:条件|流程|时限|地点|依据|材料)|申请材料|申报材料|法定(?:办结)?时限|承诺(?:办结)?时限|收费(?:标准|依据)|设定依据|实施(?:主体|机构)"
)


def kind_of_page(document: Document, listing: ListRead, paged: bool, article: ArticleRead, boxes: int) -> PageKind:
    """Return the kind of a page from its address, its metas and what was read of it.

    Args:
        document: The parsed page.
        listing: What was read as its list.
        paged: Whether a pager follows that list, or the page is an answer of records.
        article: What was read as its article.
        boxes: How many boxes of dated or linked rows the page has.
    """
    address = kind_of(document.page.url) if document.page.url else AddressKind.UNKNOWN
    if address is AddressKind.HOME:
        return PageKind.HOME
    labels = {match[0] for text in document.texts if len(text) < 60 for match in _LETTER.finditer(text)}
    guide = {match[0] for text in document.texts if len(text) < 60 for match in _GUIDE.finditer(text)}
    articled = bool(document.metas.get("articletitle")) or (article.published.place not in ("", "address") and not paged)
    rows = len(listing.entries)
    if len(guide) >= 4 and not paged:
        return PageKind.GUIDE
    if address is AddressKind.ARTICLE and not paged:
        return PageKind.MESSAGE_BOARD if len(labels) >= 3 else PageKind.ARTICLE
    if len(labels) >= 3 and rows < 5 and not document.metas.get("articletitle"):
        return PageKind.MESSAGE_BOARD
    if address is AddressKind.COLUMN and not document.metas.get("articletitle"):
        return PageKind.LIST
    crumbs = any("位置" in text for text in document.texts if len(text) < 40)
    if boxes >= 5 and not crumbs and not paged and not document.metas.get("articletitle"):
        return PageKind.HOME
    if paged:
        return PageKind.LIST
    if articled and not (rows >= 8 and listing.state is Observation.DATED and not document.metas.get("articletitle")):
        return PageKind.ARTICLE
    if rows or (listing.state in (Observation.BLANK, Observation.NOT_OBSERVABLE) and listing.reason != "no_list"):
        return PageKind.LIST
    return PageKind.OTHER

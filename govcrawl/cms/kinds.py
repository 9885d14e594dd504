"""What kind of page it is: home, list, article, message board, guide, or none of them."""

import re

from govcrawl.cms.addresses import AddressKind, kind_of
from govcrawl.cms.article import LONGEST_NAME, ArticleFound
from govcrawl.cms.document import Document, plain
from govcrawl.cms.listing import Tier
from govcrawl.model.observation import Observation
from govcrawl.model.reading import ArticleRead, ListRead, PageKind

_LETTER = re.compile(
    r"(?:留言|来信|信件|写信|提问|咨询|投诉|受理|回复|答复|办理)(?:时间|日期|内容|编号|单位|状态|主题|标题)"
)
_GUIDE = re.compile(
    r"办理(?:条件|流程|时限|地点|依据|材料)|申请材料|申报材料|法定(?:办结)?时限|承诺(?:办结)?时限|收费(?:标准|依据)|设定依据|实施(?:主体|机构)"
)
LEAST_BOXES = 5  # of a home page
LEAST_ROWS = 3  # of a list beyond doubt
LONG_TEXT = 150  # characters; a column page without rows has less prose


def is_plain_list(document: Document, listing: ListRead, tier: Tier) -> bool:
    """Tell whether a page cannot be anything but a list: a dated one with a pager, and nothing says otherwise."""
    if tier is not Tier.PAGED or len(listing.entries) < LEAST_ROWS or document.metas.get("articletitle"):
        return False
    return listing.state is Observation.DATED and (
        not document.page.url or kind_of(document.page.url) not in (AddressKind.ARTICLE, AddressKind.HOME)
    )


def kind_of_page(
    document: Document, listing: ListRead, tier: Tier, found: ArticleFound, boxes: int, named: bool = False
) -> PageKind:
    """Return the kind of a page from its address, its metas and what was read of it.

    Args:
        document: The parsed page.
        listing: What was read as its list.
        tier: How surely that is the list of a column.
        found: What was read as its article.
        boxes: How many boxes of dated or linked rows the page has.
        named: The list stands below the name of the column.
    """
    address = kind_of(document.page.url) if document.page.url else AddressKind.UNKNOWN
    article_meta = bool(document.metas.get("articletitle"))
    # A saved article may be called index.html, too.
    told = article_meta or (found.lined and found.titled and boxes < LEAST_BOXES)
    if address is AddressKind.HOME and not told:
        return PageKind.HOME
    labels = {match[0] for text in document.texts if len(text) < 60 for match in _LETTER.finditer(text)}
    guide = {match[0] for text in document.texts if len(text) < 60 for match in _GUIDE.finditer(text)}
    rows = len(listing.entries)
    listed = tier >= Tier.MAIN and rows >= LEAST_ROWS and (listing.state is Observation.DATED or tier is Tier.PAGED)
    if len(guide) >= 4 and not listed:
        return PageKind.GUIDE
    if len(labels) >= 3 and not listed and not article_meta:
        return PageKind.MESSAGE_BOARD
    if article_meta or address is AddressKind.ARTICLE:
        return PageKind.ARTICLE
    if address is AddressKind.COLUMN or tier is Tier.PAGED:
        return PageKind.LIST
    # The title of an article stands above its date line; what a column is called does not, and its rows are links.
    as_column = found.changed and len(plain(found.article.title)) <= LONGEST_NAME
    if found.lined and found.titled and not (listed and (as_column or _is_row(listing, found.article))):
        return PageKind.ARTICLE if not listed or _before_rows(listing, found.article) else PageKind.LIST
    crumbs = any("位置" in text for text in document.texts if len(text) < 40)
    if boxes >= LEAST_BOXES and not crumbs and not named:
        return PageKind.HOME
    if listed or (rows and tier >= Tier.MAIN and listing.state is Observation.DATED):
        return PageKind.LIST
    if found.lined or (found.titled and found.length > LONG_TEXT):
        return PageKind.ARTICLE
    if rows or listing.reason not in ("", "no_list"):
        return PageKind.LIST
    return PageKind.OTHER


def _is_row(listing: ListRead, article: ArticleRead) -> bool:
    return any(entry.title == article.title for entry in listing.entries)


def _before_rows(listing: ListRead, article: ArticleRead) -> bool:
    """Tell whether the date line is none of the dates of the list."""
    return all(entry.published is not article.published for entry in listing.entries)

"""What kind of page it is: home, list, article, message board, guide, or none of them."""

import re
from collections.abc import Callable

from govcrawl.cms.addresses import AddressKind, kind_of
from govcrawl.cms.article import LONGEST_NAME, ArticleFound
from govcrawl.cms.candidates import Candidates, Tier
from govcrawl.cms.document import Document, plain
from govcrawl.cms.listing import BlocksRead
from govcrawl.model.observation import Observation
from govcrawl.model.reading import ArticleRead, ListRead, PageKind

_LETTER = re.compile(
    r"(?:留言|来信|信件|写信|提问|咨询|投诉|受理|回复|答复|办理)(?:时间|日期|内容|编号|单位|状态|主题|标题)"
)
_GUIDE = re.compile(
    r"办理(?:条件|流程|时限|地点|依据|材料)|申请材料|申报材料|法定(?:办结)?时限|承诺(?:办结)?时限|收费(?:标准|依据)|设定依据|实施(?:主体|机构)"
)
LEAST_BOXES = 5  # of a home page
LEAST_LABELS = 3  # of a message board
LEAST_SECTIONS = 4  # of a guide
LEAST_ROWS = 3  # of a list beyond doubt
LONG_TEXT = 150  # characters; a column page without rows has less prose
_LONGEST_LABEL = 60  # characters of a text in which labels are looked for


def is_plain_article(document: Document) -> bool:
    """Tell whether a page is an article whatever rows it has: its tags or address say so, and no label denies it."""
    tagged = bool(document.metas.get("articletitle"))
    if not tagged and _address_kind(document) is not AddressKind.ARTICLE:
        return False
    guide, board = _labelled(document)
    return not guide and (tagged or not board)


def is_plain_list(document: Document, found: BlocksRead) -> bool:
    """Tell whether a page cannot be anything but a list: a dated one with a pager, and nothing says otherwise."""
    if found.tier is not Tier.PAGED or len(found.listing.entries) < LEAST_ROWS or document.metas.get("articletitle"):
        return False
    return found.listing.state is Observation.DATED and (
        _address_kind(document) not in (AddressKind.ARTICLE, AddressKind.HOME)
    )


def kind_of_page(
    document: Document, found: BlocksRead, candidates: Candidates, article: Callable[[], ArticleFound]
) -> PageKind:
    """Return the kind of a page from its address, its metas and what was read of it.

    Args:
        document: The parsed page.
        found: What was read as its list.
        candidates: Its boxes of rows.
        article: Reads it as an article, where that decides.
    """
    address = _address_kind(document)
    listing, tier = found.listing, found.tier
    tagged = bool(document.metas.get("articletitle"))
    # A saved article may be called index.html, too.
    told = tagged or address is not AddressKind.HOME
    told = told or (article().lined and article().titled and candidates.boxes < LEAST_BOXES)
    if not told:
        return PageKind.HOME
    rows = len(listing.entries)
    listed = tier >= Tier.MAIN and rows >= LEAST_ROWS and (listing.state is Observation.DATED or tier is Tier.PAGED)
    guide, board = (False, False) if listed else _labelled(document)
    if guide:
        return PageKind.GUIDE
    if board and not tagged:
        return PageKind.MESSAGE_BOARD
    if tagged or address is AddressKind.ARTICLE:
        return PageKind.ARTICLE
    if address is AddressKind.COLUMN or tier is Tier.PAGED:
        return PageKind.LIST
    seen = article()
    # The title of an article stands above its date line; what a column is called does not, and its rows are links.
    as_column = seen.changed and len(plain(seen.article.title)) <= LONGEST_NAME
    if seen.lined and seen.titled and not (listed and (as_column or _is_row(listing, seen.article))):
        return PageKind.ARTICLE if not listed or _before_rows(listing, seen.article) else PageKind.LIST
    crumbs = any("位置" in text for text in document.texts if len(text) < 40)
    if not crumbs and not found.named and candidates.boxes >= LEAST_BOXES:
        return PageKind.HOME
    if listed or (rows and tier >= Tier.MAIN and listing.state is Observation.DATED):
        return PageKind.LIST
    if seen.lined or (seen.titled and seen.length > LONG_TEXT):
        return PageKind.ARTICLE
    if rows or listing.reason not in ("", "no_list"):
        return PageKind.LIST
    return PageKind.OTHER


def _address_kind(document: Document) -> AddressKind:
    return kind_of(document.page.url) if document.page.url else AddressKind.UNKNOWN


def _labelled(document: Document) -> tuple[bool, bool]:
    """Tell whether the labels of a guide, and those of a message board, stand on a page."""
    texts = "\n".join(text for text in document.texts if len(text) < _LONGEST_LABEL)
    return len(set(_GUIDE.findall(texts))) >= LEAST_SECTIONS, len(set(_LETTER.findall(texts))) >= LEAST_LABELS


def _is_row(listing: ListRead, article: ArticleRead) -> bool:
    return any(entry.title == article.title for entry in listing.entries)


def _before_rows(listing: ListRead, article: ArticleRead) -> bool:
    """Tell whether the date line is none of the dates of the list."""
    return all(entry.published is not article.published for entry in listing.entries)

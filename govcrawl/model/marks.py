"""What stands on a page about the page itself: marks of footer and header (网站标识), and page tags (页面标签)."""

from dataclasses import dataclass
from enum import StrEnum


class MarkFault(StrEnum):
    """What is wrong with a mark or tag that is there."""

    SOUND = ""
    EMPTY = "empty"  # the label or meta stands there with nothing behind it
    MALFORMED = "malformed"  # it does not have the prescribed form
    WRONG = "wrong"  # it has a form, and holds another thing than it should


@dataclass(frozen=True, slots=True)
class MarkRead:
    """One mark: its value in the usual form, the words it was read from, and where they stood.

    `place` is `footer`, `text` (elsewhere in the visible text), `link`, `image` or `script`; `why` tells a fault apart.
    """

    value: str
    raw: str
    place: str
    fault: MarkFault = MarkFault.SOUND
    why: str = ""


@dataclass(frozen=True, slots=True)
class TagRead:
    """A meta of the specification (网页设计规范) that is on the page. `name` is its prescribed spelling."""

    name: str
    content: str
    fault: MarkFault = MarkFault.SOUND
    why: str = ""


@dataclass(frozen=True, slots=True)
class MarksRead:
    """All marks of one page; an empty field means that none was found.

    `footer_hidden` says why marks may be there although none was read (the footer comes from a frame or script);
    then nothing is proven missing. `names` are what the header calls the site: alternative texts of its
    pictures, headings, the logo's words.
    """

    site_codes: tuple[MarkRead, ...] = ()  # 网站标识码
    icp: tuple[MarkRead, ...] = ()  # ICP备案编号
    police: tuple[MarkRead, ...] = ()  # 公安机关备案
    badges: tuple[MarkRead, ...] = ()  # 党政机关网站标识
    sponsors: tuple[MarkRead, ...] = ()  # 主办单位
    contacts: tuple[MarkRead, ...] = ()  # 联系方式
    corrections: tuple[MarkRead, ...] = ()  # 我为政府网站找错
    site_maps: tuple[MarkRead, ...] = ()  # 网站地图
    accessibility: tuple[MarkRead, ...] = ()  # 无障碍
    tags: tuple[TagRead, ...] = ()
    title: str = ""
    names: tuple[str, ...] = ()
    footer_hidden: str = ""

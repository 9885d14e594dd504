"""Guides to services (办事指南): the ten elements behind their labels, in tables, lists, headed sections, tabs.

A label is the whole text of a line or of a table cell, or what stands before a colon; what follows up to the next
label is its value. Tabs print their labels first: each has its panel by its address or by its place.
Source: fact sheet 1.2 V6b, 1.4 B4 and B6.
"""

import re
from dataclasses import dataclass, field

from govcrawl.cms.addresses import AddressKind, kind_of
from govcrawl.cms.document import Document, Element, Marks, parsed
from govcrawl.model.guide import GuideBasis, GuideElement, GuideRead
from govcrawl.model.page import Page

_LABELS = {
    GuideElement.NAME: r"(?:办理|服务|办事|业务)?(?:事项|项目|业务)(?:名称|标题)|服务名称|(?:办理|服务)?事项",
    GuideElement.BASIS: r"(?:设定|设立|办理|法律|法定|政策|实施|审批|受理|行使|服务|政策法规|法律法规)?依据",
    GuideElement.CONDITIONS: r"(?:申请|办理|受理|申报|审批|许可|办事|审核|准予批准|申办)?条件",
    GuideElement.MATERIALS: r"(?:申请|申报|办理|提交|所需|受理|办事|申办|应提交|需提交|需要|应提供)*的?"
    r"(?:材料|资料|证件)(?:清单|目录|要求|名称)?",
    GuideElement.PLACE: r"(?:办理|受理|办公|办事|窗口|服务|联系|咨询)?(?:地点|地址)|(?:办理|受理|办事|服务)窗口",
    GuideElement.ORGAN: r"(?:办理|实施|受理|承办|主管|责任|办事|审批|决定|行使|服务|业务|联办)"
    r"(?:机构|部门|单位|主体|机关|科室|处室)",
    GuideElement.FEE: r"(?:是否|办理|有无)?(?:收费|费用)(?:标准|情况|依据|项目)?",
    GuideElement.TIME: r"(?:办理|办公|受理|工作|服务|办事|对外办公|窗口)?时间"
    r"|(?:办理|法定|承诺|办结|审批)+(?:办结)?(?:时限|期限)",
    GuideElement.TELEPHONE: r"(?:咨询|联系|办理|服务|办公|监督|投诉|监督投诉|业务)?(?:电话|热线)"
    r"|(?:咨询|联系)(?:方式|途径|渠道)",
    GuideElement.PROCEDURE: r"(?:办理|办事|审批|服务|受理|申请|申报|工作|业务|在线办理|申办)?(?:流程|程序|步骤)图?",
}
_ROLES = {element: re.compile(words) for element, words in _LABELS.items()}
_NUMBERED = re.compile(r"^[（(【\[]?(?:第?[一二三四五六七八九十]{1,3}|\d{1,2})[)）】\]、.．:：\s]\s*")
_AND = re.compile(r"[、/和及与]|以及")
_COLON = re.compile(r"^([^：:]{2,16})[：:]\s*(.*)$", re.DOTALL)
_INLINE = frozenset(("a", "b", "big", "em", "font", "i", "label", "small", "span", "strong", "u"))
_EMPTY = re.compile(r"[\s\-—/、。.：:]*(?:暂无|待补充|待定|略)?[\s\-—/、。.]*")
_GENERIC = re.compile(r"(?:办事|服务)(?:指南|指引)|首页|网站|门户")
_FORMATS = {
    "original": re.compile(r"原件|复印件|正本|副本|扫描件"),
    "medium": re.compile(r"纸质|电子(?:版|件|文档|材料|文件)?"),
    "copies": re.compile(r"份数|[\d一二两三四五六七八九十]\s*份|一式"),
}
_OTHER = r"其[他它](?:的)?(?:相关|有关|必要)?的?(?:证明)?(?:材料|文件|资料|证件|手续)"
_VAGUE = re.compile(
    rf"(?:法律|法规|规章|政策|规定)[^，。；;\n]{{0,14}}?{_OTHER}|(?:认为|要求|需要)[^，。；;\n]{{0,10}}?{_OTHER}|{_OTHER}(?!\s*[:：])"
)
_FORM = re.compile(r"[\u4e00-\u9fff]{0,10}(?:申请|登记|审批|申报|备案|审核|呈报|报名|情况)(?:表|书)(?!示)")
_DOWNLOAD = re.compile(r"下载|样表|样本|范本|空表|空白表|示范文本|填写示例")
_STATUTE = re.compile(r"《[^》]{2,60}》")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百零\d]{1,6}条")
_FOOT = Marks(r"foot|copyright")
_OF_FOOTER = re.compile(r"标识编?码|ICP\s*备|公网安备|版权所有|主办单位")
LEAST_LABELS = 3  # of a page that is certain to be a guide
LONGEST_VALUE = 200  # characters that are kept
LEAST_WORDS = 12  # characters beside title and number of an article that are its content
_LOADED = re.compile(r"\$\.(?:ajax|get|post)|fetch\(|axios|XMLHttpRequest|vue", re.IGNORECASE)


@dataclass(slots=True)
class _Line:
    """A run of texts of one block."""

    text: str
    first: int
    last: int


@dataclass(slots=True)
class _Value:
    """What stands behind a label: the texts and whether pictures or links stand there."""

    text: str = ""
    pictures: int = 0
    links: int = 0
    spans: list[tuple[int, int]] = field(default_factory=list)

    @property
    def told(self) -> bool:
        return bool(self.pictures or self.links) or not _EMPTY.fullmatch(self.text)


def read_guide(page: Page) -> GuideRead:
    """Read what a page tells of a service; `reason` says why it is not certain to be a guide."""
    document = parsed(page)
    values: dict[GuideElement, _Value] = {}
    labelled: set[GuideElement] = set()
    tabs, bars = _tabs(document)
    for elements, value in [*tabs, *_sections(document, bars)]:
        for element in elements:
            labelled.add(element)
            if value.told and not (element in values and len(values[element].text) >= len(value.text)):
                values[element] = value
    title = _title(document)
    if len(labelled) < LEAST_LABELS:
        scripted = any(_LOADED.search(script.code) for script in document.scripts)
        return GuideRead(title, reason="rows_by_script" if scripted else "no_labels_of_guide")
    if title and not _GENERIC.search(title):
        values.setdefault(GuideElement.NAME, _Value(title))
    materials = values.get(GuideElement.MATERIALS, _Value()).text
    downloads = _downloads(document)
    wanted = f"{materials} {values.get(GuideElement.CONDITIONS, _Value()).text}"
    return GuideRead(
        title=title,
        elements=tuple((each, values[each].text[:LONGEST_VALUE]) for each in GuideElement if each in values),
        formats=tuple(name for name, words in _FORMATS.items() if words.search(materials)),
        vague=tuple(dict.fromkeys(match[0] for match in _VAGUE.finditer(wanted))),
        basis=_basis(values.get(GuideElement.BASIS)),
        forms_demanded=tuple(dict.fromkeys(match[0] for match in _FORM.finditer(materials))),
        forms=tuple(downloads),
        form_urls=tuple(downloads.values()),
    )


def _sections(document: Document, bars: list[Element]) -> list[tuple[tuple[GuideElement, ...], _Value]]:
    """Return each label with what follows it up to the next one; the labels of `bars` are followed by nothing."""
    lines = _lines(document)
    found: list[tuple[tuple[GuideElement, ...], str, _Line]] = []
    for line in lines:
        elements, rest = _label(line.text)
        if any(bar.first_text <= line.first < bar.last_text for bar in bars):
            found.append(((), "", line))
        elif elements:
            found.append((elements, rest, line))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.text}", _Line("", found[-1][2].first, line.last))
    answered = []
    for place, (elements, rest, line) in enumerate(found):
        end = found[place + 1][2].first if place + 1 < len(found) else line.last
        answered.append((elements, _value(document, rest, line.first, max(end, line.last))))
    return answered


def _tabs(document: Document) -> tuple[list[tuple[tuple[GuideElement, ...], _Value]], list[Element]]:
    """Return the labels of tabs with the text of their panels, and the bars that hold the labels."""
    by_id = {element.attributes.get("id"): element for element in document.elements if element.attributes.get("id")}
    answered, bars = [], []
    for bar in document.elements:
        tabs = [(child, _label(document.text(child))) for child in document.children(bar.index)]
        named = [(child, elements) for child, (elements, rest) in tabs if elements and not rest]
        if bar.tag in ("tr", "tbody", "dl") or len(named) < LEAST_LABELS or len(named) < len(tabs) - 1:
            continue
        panels = [_panel_of(document, child, by_id) for child, _ in named]
        if not all(panels):
            panels = _panels_below(document, bar, len(tabs))
            places = {child.index: place for place, (child, _) in enumerate(tabs)}
            panels = [panels[places[child.index]] for child, _ in named] if panels else []
        if any(panels):
            bars.append(bar)
        for (_, elements), panel in zip(named, panels, strict=False):
            if panel:
                answered.append(
                    (elements, _value(document, document.text(panel, " "), panel.first_text, panel.last_text, panel))
                )
    return answered, bars


def _panel_of(document: Document, tab: Element, by_id: dict[str | None, Element]) -> Element | None:
    for element in document.elements[tab.index : tab.end]:
        for name in ("href", "data-target", "aria-controls", "data-id", "data-for"):
            wanted = (element.attributes.get(name) or "").lstrip("#")
            if wanted and wanted in by_id and by_id[wanted].index >= tab.end:
                return by_id[wanted]
    return None


def _panels_below(document: Document, bar: Element, number: int) -> list[Element | None]:
    """Return the panels of a bar of tabs by their place: as many children of one element behind it."""
    for above in [bar, *document.above(bar.index)][:3]:
        siblings = document.children(above.parent) if above.parent >= 0 else []
        behind = [each for each in siblings if each.index >= bar.end]
        for holder in behind:
            if len(children := document.children(holder.index)) == number:
                return list(children)
        if len(behind) == number:
            return list(behind)
    return []


def _value(document: Document, text: str, first: int, last: int, within: Element | None = None) -> _Value:
    start, end = (within.index, within.end) if within else (0, len(document.elements))
    parts = document.elements[start:end]
    # A picture has no text: it stands before the text of its number.
    pictures = sum(1 for it in parts if it.tag == "img" and (within or first < it.first_text <= last))
    links = sum(1 for it in parts if it.tag == "a" and (within or first <= it.first_text < last) and _leads(it))
    return _Value(" ".join(text.split()), pictures, links)


def _leads(anchor: Element) -> bool:
    href = (anchor.attributes.get("href") or "").strip().lower()
    return bool(href) and not href.startswith(("#", "javascript:void", "javascript:;"))


def _lines(document: Document) -> list[_Line]:
    lines: list[_Line] = []
    last = -1
    for position, text in enumerate(document.texts[: _footer(document)]):
        block = document.owners[position]
        while document.elements[block].tag in _INLINE and document.elements[block].parent > 0:
            block = document.elements[block].parent
        words = " ".join(text.split())
        # A label in bold at the beginning of a paragraph is a line of its own.
        if block == last and not _label(lines[-1].text)[0]:
            lines[-1].text += f" {words}"
            lines[-1].last = position + 1
        else:
            lines.append(_Line(words, position, position + 1))
        last = block
    return lines


def _footer(document: Document) -> int:
    """Return the place of the text where the footer begins: its telephone and address are not the guide's."""
    for element in document.elements:
        called = element.tag == "footer" or _FOOT.found(element.marks)
        # A frame around the whole page may be called so, too.
        if called and 2 * element.first_text > len(document.texts) and _OF_FOOTER.search(document.text(element)):
            return element.first_text
    return len(document.texts)


def _label(text: str) -> tuple[tuple[GuideElement, ...], str]:
    """Return the elements that a line is the label of, and what stands behind its colon."""
    text = _NUMBERED.sub("", text.strip())
    if split := _COLON.match(text):
        elements = _elements(split[1])
        return (elements, split[2]) if elements else ((), "")
    return (_elements(text), "") if len(text) <= 20 else ((), "")


def _elements(words: str) -> tuple[GuideElement, ...]:
    plain = re.sub(r"[\s【】\[\]（）()“”\"]+", "", words)
    for part in ([plain], [it for it in _AND.split(plain) if it]):
        found = [next((each for each, role in _ROLES.items() if role.fullmatch(it)), None) for it in part]
        if part and all(found):
            return tuple(each for each in found if each)
    return ()


def _title(document: Document) -> str:
    heading = document.tree.css_first("h1")
    words = document.metas.get("articletitle") or (heading.text(deep=True) if heading else "") or document.title
    return " ".join(re.split(r"[_|]|\s[-—]\s", words)[0].split())[:100]


def _basis(value: _Value | None) -> GuideBasis:
    if value is None or not value.told:
        return GuideBasis.NONE
    words = _ARTICLE.sub("", _STATUTE.sub("", value.text))
    content = len(re.sub(r"[\s\W\d]+|国令|号|主席令|国务院令", "", words)) >= LEAST_WORDS
    return GuideBasis.CONTENT if value.links or content or not _STATUTE.search(value.text) else GuideBasis.TITLE


def _downloads(document: Document) -> dict[str, str]:
    """Return where each download leads, by its words."""
    found: dict[str, str] = {}
    for element in document.elements:
        if element.tag != "a":
            continue
        href, words = (element.attributes.get("href") or "").strip(), document.text(element)
        if (href and kind_of(document.absolute(href)) is AddressKind.FILE) or _DOWNLOAD.search(words):
            found.setdefault(words[:60] or href[:60], document.absolute(href) if _leads(element) else "")
    return found

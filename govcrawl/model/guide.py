"""A guide to a service (办事指南): which of its ten elements it tells, and how (fact sheet 1.2 V6b, 1.4 B4, B6)."""

from dataclasses import dataclass
from enum import StrEnum


class GuideElement(StrEnum):
    """The ten key elements (要素) of a guide, under the names that reports print."""

    NAME = "事项名称"
    BASIS = "设定依据"
    CONDITIONS = "申请条件"
    MATERIALS = "办理材料"
    PLACE = "办理地点"
    ORGAN = "办理机构"
    FEE = "收费标准"
    TIME = "办理时间"
    TELEPHONE = "联系电话"
    PROCEDURE = "办理流程"


class GuideBasis(StrEnum):
    """How a guide tells the rules that a service rests on."""

    NONE = "none"
    TITLE = "title"  # their titles only
    CONTENT = "content"  # with the words of the article, or with a link


@dataclass(frozen=True, slots=True)
class GuideRead:
    """What a page tells of a service.

    `elements` holds the elements that are there with what is told of them, shortened. `formats` names what is said
    of the form of materials: original (原件、复印件), medium (纸质、电子), copies (份数). `vague` are the phrases that
    leave open what is to be brought. `forms` are the words of its downloads and `form_urls` where they lead (empty
    where a script answers). `reason` says why a page is not certain to be a guide; then nothing is held against it.
    """

    title: str = ""
    elements: tuple[tuple[GuideElement, str], ...] = ()
    formats: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    basis: GuideBasis = GuideBasis.NONE
    forms_demanded: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    reason: str = ""
    form_urls: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[GuideElement, ...]:
        """Return the elements that the page does not tell."""
        told = {element for element, _ in self.elements}
        return tuple(element for element in GuideElement if element not in told)

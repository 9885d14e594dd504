"""What one detector says of a text or page."""

from datetime import date

from govcrawl.errortext.detector import Detector, PageDetector
from govcrawl.errortext.knowledge import NOTHING
from govcrawl.errortext.text import ExaminedText
from govcrawl.model.candidate import Candidate
from tests.errortext.pages import page_of


def in_text(kind: type[Detector], text: str, title: str = "", day: date = date(2021, 7, 5)) -> list[Candidate]:
    """Return the candidates that a text detector finds in a text."""
    return list(kind(NOTHING).find(ExaminedText(text, day, title=title)))  # type: ignore[arg-type]


def in_page(kind: type[Detector], body: str, head: str = "") -> list[Candidate]:
    """Return the candidates that a detector finds in a page, or in its content."""
    page = page_of(body, head)
    detector = kind(NOTHING)
    return list(detector.find(page if isinstance(detector, PageDetector) else page.content))


def rules(candidates: list[Candidate]) -> list[str]:
    """Return the rules of candidates, without the name of the detector."""
    return [candidate.rule.partition("/")[2] for candidate in candidates]

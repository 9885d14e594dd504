"""Detectors of error text (错敏信息): candidates only, one detector a file in `detectors/`."""

from govcrawl.errortext.examination import examine
from govcrawl.errortext.knowledge import Knowledge, knowledge_of, whereabouts
from govcrawl.errortext.text import ExaminedPage, ExaminedText, opened

__all__ = ["ExaminedPage", "ExaminedText", "Knowledge", "examine", "knowledge_of", "opened", "whereabouts"]

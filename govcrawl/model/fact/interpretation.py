"""Interpretations of policy (政策解读), the documents that they interpret, and the links between the two."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class InterpretationSeen:
    """An interpretation that was drawn (A8). `place` is its place in the draw, from 0.

    `document` is the page that it links to as what it interprets, empty where it links to none; `certain` says that
    label or title leave no doubt of that. `linked_back` says whether that page links to the interpretation in turn;
    `back_reason` why that is not known. `reason` says why the interpretation itself was not read.
    """

    target_id: str
    url: str
    title: str
    column: str
    place: int
    seen_at: datetime
    snapshot: str = ""
    document: str = ""
    document_title: str = ""
    document_snapshot: str = ""
    certain: bool = False
    linked_back: bool = False
    back_reason: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DocumentSeen:
    """A policy document that was drawn (A7). `place` is its place in the draw, from 0.

    `interpretation` is the page that interprets it: one that it links to, or one of the site's columns of
    interpretations that bears its title; empty where none was found. `reason` says why the document was not read.
    """

    target_id: str
    url: str
    title: str
    column: str
    place: int
    seen_at: datetime
    snapshot: str = ""
    interpretation: str = ""
    interpretation_title: str = ""
    reason: str = ""

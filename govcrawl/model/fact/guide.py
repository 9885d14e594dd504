"""Guides to services (办事指南)."""

from dataclasses import dataclass
from datetime import datetime

from govcrawl.model.guide import GuideBasis


@dataclass(frozen=True, slots=True)
class GuideSeen:
    """A guide to a service (办事指南) that was drawn (V6, B4, B6). `place` is its place in the draw, from 0.

    `missing` names the elements it does not tell, `formats` what it says of the form of materials, `vague` its
    phrases that leave open what is to be brought. `dead_forms` are those of its `forms` whose links lead nowhere.
    `reason` says why it was not read, or is not certain to be a guide.
    """

    target_id: str
    url: str
    title: str
    column: str
    place: int
    seen_at: datetime
    snapshot: str = ""
    missing: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    basis: GuideBasis = GuideBasis.NONE
    forms_demanded: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    reason: str = ""
    dead_forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GuidesCounted:
    """How many columns of services a site has, how many guides they list here and elsewhere, how many were opened."""

    target_id: str
    url: str
    seen_at: datetime
    columns: int
    guides: int
    outside: int
    opened: int
    snapshot: str = ""
    outside_url: str = ""

"""All detectors over one text or page."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from ahocorasick_rs import AhoCorasick

from govcrawl.errortext.detector import PageDetector, TextDetector, detector_types
from govcrawl.errortext.knowledge import NOTHING, Knowledge
from govcrawl.errortext.text import ExaminedPage, ExaminedText
from govcrawl.model.candidate import Candidate, Place, Severity
from govcrawl.model.masking import masked
from govcrawl.precision import hinting

_ORDER = (Severity.HIDDEN_LINK, Severity.SERIOUS, Severity.PRIVACY, Severity.TYPO, Severity.HINT)
_GRAVITY = {severity: rank for rank, severity in enumerate(_ORDER)}
_PLACES = {place: rank for rank, place in enumerate(Place)}

MOST_OF_A_DETECTOR = 1_000  # candidates of one text; nobody reads on, and a hostile page costs no time


def examine(examined: ExaminedText | ExaminedPage, knowledge: Knowledge = NOTHING) -> tuple[Candidate, ...]:
    """Return the candidates of a text or page in the order of place and offset, each place charged once.

    Personal data in them is masked. Source: fact sheet part 5.
    """
    in_text, signs, in_page = _detectors(knowledge)
    text = examined.content if isinstance(examined, ExaminedPage) else examined
    seen = set(signs.find_matches_as_strings(text.text, overlapping=True))
    found: list[Candidate] = []
    for of_text in in_text:
        if not (of_text.signs and seen.isdisjoint(of_text.signs)):
            found += islice(of_text.find(text), MOST_OF_A_DETECTOR)
    if isinstance(examined, ExaminedPage):
        for of_page in in_page:
            found += islice(of_page.find(examined), MOST_OF_A_DETECTOR)
    if not found:
        return ()
    found = _not_allowed(text, found, knowledge)
    return tuple(map(_masked, _once(hinting(found, knowledge.demoted))))


@lru_cache(maxsize=64)
def _detectors(knowledge: Knowledge) -> tuple[list[TextDetector], AhoCorasick, list[PageDetector]]:
    """Return the detectors of texts, the signs by which those are chosen, and the detectors of pages."""
    built = [kind(knowledge) for kind in detector_types()]
    in_text = [detector for detector in built if isinstance(detector, TextDetector)]
    signs = sorted(set().union(*(detector.signs for detector in in_text)))
    return in_text, AhoCorasick(signs), [detector for detector in built if isinstance(detector, PageDetector)]


def _not_allowed(text: ExaminedText, found: list[Candidate], knowledge: Knowledge) -> list[Candidate]:
    """Return the candidates that do not lie within words of the white list of the city or of the site."""
    allowed = [each.words for each in knowledge.allowed if not each.site or each.site in text.site]
    if not allowed:
        return found
    spans = [match.span() for words in allowed for match in re.finditer(re.escape(words), text.text)]
    return [
        candidate
        for candidate in found
        if not any(words in candidate.wrong for words in allowed)
        and not (
            candidate.place is Place.TEXT
            and any(start <= candidate.start and candidate.end <= end for start, end in spans[:MOST_OF_A_DETECTOR])
        )
    ]


def _once(found: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates without those that overlap a graver one, or one of the same gravity that is longer."""
    kept: list[Candidate] = []
    taken: dict[Place, set[int]] = {place: set() for place in Place}
    for candidate in sorted(found, key=_weight):
        here = range(candidate.start, max(candidate.end, candidate.start + 1))
        if taken[candidate.place].isdisjoint(here):
            taken[candidate.place].update(here)
            kept.append(candidate)
    return sorted(kept, key=lambda each: (_PLACES[each.place], each.start, each.rule))


def _weight(candidate: Candidate) -> tuple[int, int, int, str]:
    return _GRAVITY[candidate.severity], candidate.start - candidate.end, candidate.start, candidate.rule


def _masked(candidate: Candidate) -> Candidate:
    words = candidate.wrong, candidate.right, candidate.context
    wrong, right, context = shown = tuple(map(masked, words))
    return candidate if shown == words else replace(candidate, wrong=wrong, right=right, context=context)

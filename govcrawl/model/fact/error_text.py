"""Error text (错敏信息) that was looked for on a page."""

from dataclasses import dataclass
from datetime import datetime

from govcrawl.model.candidate import Candidate


@dataclass(frozen=True, slots=True)
class ErrorTextSeen:
    """What the detectors propose of one page or post (V1, N1); without candidates nothing was found in it.

    Personal data in the candidates is masked. `length` counts the characters that were examined, `title` is the
    page's. `attachment` is the address of the attached file the text came from, empty for the page itself; then `url`
    is the same, and `page` the address of the page that hands it out.
    """

    target_id: str
    url: str
    seen_at: datetime
    snapshot: str = ""
    title: str = ""
    length: int = 0
    candidates: tuple[Candidate, ...] = ()
    attachment: str = ""
    reason: str = ""  # why it could not be examined; then there are no candidates
    page: str = ""

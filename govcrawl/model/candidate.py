"""What a detector of error text puts before a person: never a verdict."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

_NEAR = 4  # characters on each side by which a fault is known again on another page


class Severity(StrEnum):
    """How grave a candidate would be, were it confirmed. The fact sheet keeps two counters: serious and typos."""

    SERIOUS = "serious"  # 严重表述错误
    TYPO = "typo"  # 错别字
    HINT = "hint"  # worth a look; often right in its place
    PRIVACY = "privacy"  # 泄露个人隐私
    HIDDEN_LINK = "hidden_link"  # 暗链, 挂马


class Place(StrEnum):
    """Where on a page a candidate stands; its offsets count the characters of that place."""

    TEXT = "text"  # the content text, or a text file
    TITLE = "title"  # the title element
    META = "meta"  # the content of a meta tag
    LINK = "link"  # a link: its words or its address
    SCRIPT = "script"
    MARKUP = "markup"  # the source of the page
    ATTACHMENT = "attachment"  # the text of an attached file


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fault that a detector proposes.

    `start` and `end` count the characters of its `place`; `wrong` is what stands there, `right` the suggestion (empty
    where none can be given), `rule` the detector's prefix and its own name of the rule (`lexicon/153`), `context` the
    words around it. Personal data in `wrong` and `context` is masked.
    """

    start: int
    end: int
    wrong: str
    right: str
    rule: str
    severity: Severity
    context: str
    place: Place = Place.TEXT

    @property
    def id(self) -> str:
        """The name of the fault: the same words by the same rule keep it, on whatever page of a target they stand."""
        before, _, after = self.context.partition(self.wrong)
        near = "\n".join((self.wrong, before[-_NEAR:], after[:_NEAR]))
        return f"{self.rule}#{sha256(near.encode()).hexdigest()[:12]}"

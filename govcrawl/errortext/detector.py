"""What a detector of error text is. One a file in `detectors/`, found by the listing of that folder."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Set
from importlib import import_module
from inspect import isabstract
from pkgutil import iter_modules
from typing import ClassVar

from govcrawl.errortext.knowledge import Knowledge
from govcrawl.errortext.text import ExaminedPage, ExaminedText
from govcrawl.model.candidate import Candidate, Severity


class _Detector(ABC):
    """Finds candidates of rules with one prefix; takes time linear in the length of what it examines.

    It is built once for what a city knows (`knowledge`) and asked about every text. `prefix` begins the names of its
    rules (`lexicon/153`), `severity` is what its candidates have unless one says otherwise, `title` its Chinese name.
    """

    prefix: ClassVar[str]
    title: ClassVar[str]
    severity: ClassVar[Severity]

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge


class TextDetector(_Detector):
    """Finds candidates in a text: of a page, a post, an attachment or a file.

    `signs` are words of which one stands wherever it finds anything, so that most texts need not be shown to it; empty
    where no words tell.
    """

    signs: Set[str] = frozenset()

    @abstractmethod
    def find(self, text: ExaminedText) -> Iterable[Candidate]:
        """Yield the candidates of a text, in any order."""


class PageDetector(_Detector):
    """Finds candidates in the markup, scripts, head or links of a page."""

    @abstractmethod
    def find(self, page: ExaminedPage) -> Iterable[Candidate]:
        """Yield the candidates of a page, in any order; `place` says what their offsets count."""


Detector = TextDetector | PageDetector


def detector_types() -> list[type[Detector]]:
    """Return every detector, in the order of the folder's listing."""
    package = import_module("govcrawl.errortext.detectors")
    return [
        member
        for module in iter_modules(package.__path__, f"{package.__name__}.")
        for member in vars(import_module(module.name)).values()
        if isinstance(member, type)
        and issubclass(member, TextDetector | PageDetector)
        and not isabstract(member)
        and member.__module__ == module.name
    ]

"""Sentences of a notice: the office's words with what they name filled in; every figure that is printed is noted."""

from collections.abc import Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from analysis.figures import Figure, PrintedFigures
from govcrawl.errors import GovcrawlError


class Sentences:
    """Fills sentences in. `named` is what they can name: figures, texts and lists of both."""

    def __init__(self, file: str, named: Mapping[str, Any], figures: PrintedFigures) -> None:
        self._file = file
        self._named = named
        self.figures = figures
        self._where = ""
        self._environment = SandboxedEnvironment(
            undefined=StrictUndefined, finalize=self._put, keep_trailing_newline=False
        )

    def fill(self, text: str, where: str, **more: object) -> str:
        """Return a text with its names filled in, without blanks at its ends. Raises GovcrawlError for a wrong one."""
        self._where = f"通报 {where}"
        try:
            return self._environment.from_string(text).render(**self._named, **more).strip().replace("\n", "")
        except (TemplateError, TypeError, ValueError, LookupError, ArithmeticError) as error:
            known = ", ".join(sorted({*self._named, *more}))
            raise GovcrawlError(f"{self._file}: {where}: {error}; use some of: {known}") from None

    def _put(self, value: object) -> object:
        return self.figures.put(value, self._where) if isinstance(value, Figure) else value

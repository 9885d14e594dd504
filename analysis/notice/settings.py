"""notice.toml: an office's own sentences, over those of a style; the figures in them are computed, never typed in."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from govcrawl.errors import GovcrawlError

STYLES = Path(__file__).parent / "styles"
FILE = "notice.toml"
# A number of objects or a rate, written out: 5个, 89.4%. Terms (2个月, 1个工作日) are none.
_TYPED = re.compile(r"\d[\d.]*\s*(?:个(?!月|工作日|以上)|家|条|[%％])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A paragraph as it is written in the file; `where` is its place there."""

    where: str
    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of problem: the codes or items it takes (`*`: what no other takes), of sites or accounts or both."""

    sentence: Sentence
    codes: tuple[str, ...]
    of: str = ""
    listed: bool = True  # only objects that the lists name; False: also faults that fail nobody


@dataclass(frozen=True, slots=True)
class NoticeSettings:
    """How a city writes its notice. Every text may hold {{ }}; see analysis.notice.sentences for what it can name."""

    file: str
    office: str = ""
    letterhead: str = ""
    number: str = ""
    title: str = ""
    addressees: str = ""
    opening: tuple[Sentence, ...] = ()
    overview: tuple[Sentence, ...] = ()
    problems: tuple[Problem, ...] = ()
    no_problems: str = ""
    method: str = ""
    requirements: tuple[Sentence, ...] = ()
    closing: tuple[Sentence, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[str, ...] = ()
    attachment_subtitle: str = ""
    attachment_note: str = ""
    imprint: tuple[str, ...] = ()
    letter_title: str = ""
    letter_opening: tuple[Sentence, ...] = ()
    letter_closing: tuple[Sentence, ...] = ()
    dated: date | None = None
    printed: date | None = None
    deadline: date | None = None


PERIOD = ("number", "dated", "printed", "deadline")


def read_notice_settings(folder: Path, period: str) -> NoticeSettings:
    """Read notice.toml of a register folder over the style it names; without one the style `standard` alone.

    Raises GovcrawlError with the place of what cannot be read.
    """
    path = folder / FILE
    own = _values(path) if path.is_file() else {}
    style = STYLES / f"{own.get('style', 'standard')}.toml"
    if not style.is_file():
        known = ", ".join(sorted(it.stem for it in STYLES.glob("*.toml")))
        raise GovcrawlError(f"{path}: style: is '{own['style']}'; use one of: {known}")
    return _Reader(str(path if own else style), own, _values(style)).settings(period)


def _values(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise GovcrawlError(f"{path}: cannot be opened ({error.strerror}); see seeds/README.md") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise GovcrawlError(f"{path}: is no TOML in UTF-8 ({error}); mend it, see seeds/README.md") from None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the city's own values over those of its style."""

    file: str
    own: Mapping[str, Any]
    style: Mapping[str, Any]

    @property
    def values(self) -> Mapping[str, Any]:
        return {**self.style, **self.own}

    def settings(self, name: str) -> NoticeSettings:
        known = {it.name for it in fields(NoticeSettings)} - {"file", *PERIOD} | {"style", "period"}
        self._known(self.values, known, "")
        period = self._table(self._table(self.own, "period"), name, "period.")
        headings = self._table(self.style, "headings") | self._table(self.own, "headings")
        self._known(headings, set(self.style["headings"]), "headings.")
        self._known(period, set(PERIOD), "period.")
        return NoticeSettings(
            file=self.file,
            office=self._value("office"),
            letterhead=self._value("letterhead"),
            title=self._value("title"),
            addressees=self._value("addressees"),
            no_problems=self._value("no_problems"),
            method=self._value("method"),
            attachment_subtitle=self._value("attachment_subtitle"),
            attachment_note=self._value("attachment_note"),
            number=self._text(period.get("number", ""), "period.number"),
            letter_title=self._value("letter_title"),
            letter_opening=self._sentences("letter_opening"),
            letter_closing=self._sentences("letter_closing"),
            dated=self._day(period, "dated"),
            printed=self._day(period, "printed"),
            deadline=self._day(period, "deadline"),
            opening=self._sentences("opening"),
            overview=self._sentences("overview", figures=True),
            problems=tuple(self._problem(number, it) for number, it in enumerate(self._list("problems"), 1)),
            requirements=self._sentences("requirements"),
            closing=self._sentences("closing"),
            headings={key: self._text(text, f"headings.{key}") for key, text in headings.items()},
            attachments=tuple(self._text(it, "attachments") for it in self._list("attachments")),
            imprint=tuple(self._text(it, "imprint") for it in self._list("imprint")),
        )

    def _value(self, key: str) -> str:
        return self._text(self.values.get(key, ""), key)

    def _known(self, values: Mapping[str, Any], known: set[str], prefix: str) -> None:
        if unknown := sorted(set(values) - known):
            raise self._fault(f"{prefix}{unknown[0]}", "is not known here", f"use some of: {', '.join(sorted(known))}")

    def _table(self, values: Mapping[str, Any], key: str, prefix: str = "") -> dict[str, Any]:
        value = values.get(key, {})
        if not isinstance(value, dict):
            raise self._fault(f"{prefix}{key}", f"is '{value}'", f"write a table, [{prefix}{key}]")
        return value

    def _list(self, key: str) -> list[Any]:
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self._fault(key, f"is '{value}'", f'write a list, {key} = ["..."]')
        return value

    def _sentences(self, key: str, *, figures: bool = False) -> tuple[Sentence, ...]:
        """Read texts, or tables with heading and text."""
        return tuple(self._sentence(f"{key}[{n}]", it, figures) for n, it in enumerate(self._list(key), 1))

    def _sentence(self, where: str, value: object, figures: bool) -> Sentence:
        told = value if isinstance(value, Mapping) else {"text": value}
        self._known(told, {"heading", "text"}, f"{where}.")
        sentence = Sentence(where, self._text(told.get("text", ""), where), self._text(told.get("heading", ""), where))
        if figures and (typed := _TYPED.search(re.sub(r"\{[{%].*?[}%]\}", "", sentence.text, flags=re.DOTALL))):
            remedy = "name it, such as {{ sites.operating }}"
            raise self._fault(where, f"has the figure '{typed[0]}' typed in", remedy)
        return sentence

    def _problem(self, number: int, value: object) -> Problem:
        where = f"problems[{number}]"
        if not isinstance(value, Mapping) or not isinstance(value.get("codes"), list) or not value["codes"]:
            raise self._fault(where, "has no codes", 'write codes = ["V4"]')
        self._known(value, {"codes", "of", "listed", "heading", "text"}, f"{where}.")
        if value.get("of", "") not in ("", "site", "account"):
            raise self._fault(f"{where}.of", f"is '{value['of']}'", "write site or account, or leave it out")
        if not isinstance(listed := value.get("listed", True), bool):
            raise self._fault(f"{where}.listed", f"is '{listed}'", "write true or false")
        sentence = self._sentence(where, {key: value.get(key, "") for key in ("text", "heading")}, True)
        codes = tuple(self._text(it, f"{where}.codes") for it in value["codes"])
        return Problem(sentence, codes, value.get("of", ""), listed)

    def _text(self, value: object, where: str) -> str:
        if not isinstance(value, str):
            raise self._fault(where, f"is '{value}'", 'write a text in quotes, "..."')
        return value.strip()

    def _day(self, values: Mapping[str, Any], name: str) -> date | None:
        value = values.get(name)
        if value is not None and type(value) is not date:
            raise self._fault(f"period.{name}", f"is '{value}'", f"write {name} = 2021-07-15")
        return value

    def _fault(self, where: str, what: str, remedy: str) -> GovcrawlError:
        return GovcrawlError(f"{self.file}: {where}: {what}; {remedy}")

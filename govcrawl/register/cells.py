"""The cells of one row, read as text, choice, address, day ... A cell that cannot be read becomes a fault."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from difflib import get_close_matches
from typing import TypeVar
from unicodedata import normalize
from urllib.parse import urlsplit

from govcrawl.model.period import CHINA_TIME
from govcrawl.register.faults import Fault

Choice = TypeVar("Choice")

# Python's \s knows the full-width and the no-break space; these two are invisible and come with copied text.
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_POINTS = re.compile(r"[-+]?\d{1,3}(\.\d{1,2})?")
_SECONDS = re.compile(r"\d{1,5}(\.\d+)?")
_TIME = re.compile(r" (\d{1,2}:\d{2}(?::\d{2})?)$", re.ASCII)
_DAY = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?(?: \d{1,2}:\d{2}(?::\d{2})?)?")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.?|[0-9a-f:.]+")  # the second form: an IPv6 literal, without its brackets
# What a spreadsheet makes of a long number: 1.23457E+18
_ROUNDED = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
_SPREADSHEET_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}

FLAGS = {
    **dict.fromkeys(("yes", "y", "true", "1", "是", "有", "√", "对", "已备案", "已登记", "已报送"), True),
    **dict.fromkeys(("no", "n", "false", "0", "否", "无", "×", "未备案", "未登记", "未报送"), False),
}


def trimmed(text: str) -> str:
    """Return text without blanks around it and with single blanks inside; its letters stay as they are."""
    return _BLANKS.sub(" ", text).strip()


def narrow(text: str) -> str:
    """Return text for machines, without any blank: full-width letters and digits become ordinary ones."""
    return _BLANKS.sub("", normalize("NFKC", text))


def folded(text: str) -> str:
    """Return the form in which spellings are compared: width, case and blanks make no difference."""
    return narrow(text).casefold()


def quoted(text: str) -> str:
    """Return text for an error line: on one line and not too long."""
    shown = trimmed(text)
    return f"'{shown if len(shown) <= 60 else shown[:57] + '...'}'"


def suggestion(text: str, known: Sequence[str]) -> str:
    """Return what to do about a word that is none of the known ones, the nearest of them first."""
    near = nearest(text, known)
    return f"did you mean '{near}'?" if near else f"use one of: {', '.join(known)}"


def nearest(text: str, known: Sequence[str]) -> str:
    """Return the known word that text is most likely meant to be, "" for none."""
    return next(iter(get_close_matches(text, known, 1, 0.7)), "")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row by field, with where it stands and the list that its faults go to."""

    file: str
    line: int
    cells: Mapping[str, str]
    faults: list[Fault]

    def fault(self, field: str, text: str, remedy: str) -> None:
        """Note a fault of this row."""
        self.faults.append(Fault(self.file, self.line, field, text, remedy))

    def text(self, field: str, *, required: bool = False) -> str:
        """Return the text of a cell, "" where it is empty; an empty required cell is a fault."""
        text = trimmed(self.cells.get(field, ""))
        if text in _SPREADSHEET_ERRORS:
            self.fault(field, f"is the spreadsheet error {text}", "mend the formula or write the value")
            return ""
        if required and not text and field in self.cells:  # a missing field is told once, at the headings
            self.fault(field, "is empty", "write a value")
        return text

    def choice(self, field: str, spellings: Mapping[str, Choice], default: Choice, *, required: bool = False) -> Choice:
        """Return what a cell spells; `spellings` holds folded words, those to be shown in a fault are English."""
        text = self.text(field, required=required)
        if not text:
            return default
        if folded(text) in spellings:
            return spellings[folded(text)]
        shown = [word for word in spellings if word.isascii()] or list(spellings)
        self.fault(field, f"is {quoted(text)}", suggestion(folded(text), shown))
        return default

    def flag(self, field: str, default: bool) -> bool:
        """Return a yes or no, `default` where the cell is empty."""
        text = self.text(field)
        if text and folded(text) not in FLAGS:
            self.fault(field, f"is {quoted(text)}", "write yes or no (是 or 否)")
        return FLAGS.get(folded(text), default)

    def code(self, field: str, form: re.Pattern[str], remedy: str, *, required: bool = False) -> str:
        """Return a code in ordinary letters and digits, without blanks; one that has not the form is a fault."""
        text = narrow(self.text(field, required=required))
        if _ROUNDED.fullmatch(text):
            self.fault(
                field, f"is {quoted(text)}, rounded by a spreadsheet", "format the cells as text, write it again"
            )
        elif text and not form.fullmatch(text):
            self.fault(field, f"is {quoted(text)}", remedy)
        return text

    def url(self, field: str, *, required: bool = False) -> str:
        """Return a web address; one that could not be asked over HTTP is a fault."""
        text = normalize("NFKC", self.text(field, required=required))
        if text and (fault := _fault_of_url(text)):
            self.fault(field, f"{quoted(text)} {fault}", "write it as http://www.example.gov.cn/")
        return text

    def urls(self, field: str) -> tuple[str, ...]:
        """Return the web addresses of a cell, with blanks or line breaks between them."""
        found = tuple(normalize("NFKC", self.text(field)).split())
        for text in found:
            if fault := _fault_of_url(text):
                self.fault(field, f"{quoted(text)} {fault}", "write it as http://www.example.gov.cn/")
        return found

    def whole(self, field: str, default: int | None, smallest: int, largest: int) -> int | None:
        """Return a whole number within bounds, `default` where the cell is empty."""
        text = narrow(self.text(field))
        if not text:
            return default
        if text.isdecimal() and smallest <= int(text[:9]) <= largest:
            return int(text[:9])
        self.fault(field, f"is {quoted(text)}", f"write a whole number from {smallest} to {largest}")
        return default

    def points(self, field: str) -> Decimal | None:
        """Return points such as -0.5 or 2, None where the cell is empty."""
        text = narrow(self.text(field)).replace("−", "-")
        if not text:
            return None
        if _POINTS.fullmatch(text):
            return Decimal(text)
        self.fault(field, f"is {quoted(text)}", "write what is deducted as -0.5, what is added as 2")
        return None

    def day(self, field: str) -> date:
        """Return the required day of a cell; date.min after a fault."""
        self.text(field, required=True)
        return self.day_if_any(field) or date.min

    def day_if_any(self, field: str) -> date | None:
        """Return the day of a cell, None where it is empty; date.min after a fault."""
        text = self.text(field)
        day = day_of(text)
        if text and day is None:
            self.fault(field, f"is {quoted(text)}", "write a day of the calendar as 2021-07-05")
            return date.min
        return day

    def moment(self, field: str) -> datetime:
        """Return the required moment of a cell, in the time of China; the first there is after a fault."""
        text = self.text(field, required=True)
        moment = moment_of(text)
        if text and moment is None:
            self.fault(field, f"is {quoted(text)}", "write a day and a time as 2021-07-05 08:15")
        return moment or datetime.min.replace(tzinfo=CHINA_TIME)

    def seconds(self, field: str) -> float | None:
        """Return a duration in seconds, None where the cell is empty."""
        text = narrow(self.text(field)).removesuffix("秒").removesuffix("s")
        if text and not _SECONDS.fullmatch(text):
            self.fault(field, f"is {quoted(text)}", "write seconds as 2.35")
            return None
        return float(text) if text else None


def moment_of(text: str) -> datetime | None:
    """Return the moment in China that a cell writes (2021-07-05 08:15); midnight where it writes the day alone."""
    match = _TIME.search(normalize("NFKC", trimmed(text)))
    try:
        clock = time.fromisoformat(f"0{match[1]}"[-8 if match[1].count(":") == 2 else -5 :]) if match else time()
    except ValueError:
        return None
    day = day_of(text)
    return datetime.combine(day, clock, CHINA_TIME) if day else None


def day_of(text: str) -> date | None:
    """Return the day that a cell writes (2021-07-05, 2021/7/5, 2021年7月5日), or None."""
    match = _DAY.fullmatch(normalize("NFKC", trimmed(text)))
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _fault_of_url(text: str) -> str:
    """Return what keeps an address from being asked over HTTP, or ""."""
    try:
        parts = urlsplit(text)
        _ = parts.port  # a property that raises where the port is no number
    except ValueError:
        return "is not a web address"
    if parts.scheme not in ("http", "https"):
        return "does not begin with http:// or https://"
    if " " in text or parts.username is not None or not _HOST.fullmatch(parts.hostname or ""):
        return "has no usable host name"
    return ""

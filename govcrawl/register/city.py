"""city.toml: the city, its counties, its inspection periods, and how its notice is printed."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import quote

from govcrawl.model.period import Period
from govcrawl.model.platform_names import canonical
from govcrawl.model.target import MUNICIPAL, Account
from govcrawl.register.cells import day_of, folded, quoted, suggestion, trimmed
from govcrawl.register.faults import Fault

# Form of an indicator code: 19号 (V, A-D, P, N), 指引 (E, G), register (R), local (L).
CODE = re.compile(r"[A-EGLNPRV]\d{1,2}[a-z]?")
LARGEST_DECIMALS = 6
EVERY = "every"  # in [mirrors]: the accounts of every platform
_PLACES = re.compile(r"\{(?:account_id|name|platform)\}")


class Rounding(StrEnum):
    """How a percentage is cut to its decimals; notices do both."""

    HALF_UP = "half_up"
    TRUNCATE = "truncate"


@dataclass(frozen=True, slots=True)
class TableSettings:
    """How one table is printed. `headings` maps fields to printed headings, in the order of printing."""

    decimals: int = 2
    rounding: Rounding = Rounding.HALF_UP
    title: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """How the notice of this city prints. `wording` maps codes, `platforms` canonical names, to printed phrases.

    A message (留言) that is not answered within `answer_workdays` working days is overdue.
    """

    decimals: int = 2
    rounding: Rounding = Rounding.HALF_UP
    headings: Mapping[str, str] = field(default_factory=dict)
    wording: Mapping[str, str] = field(default_factory=dict)
    platforms: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, TableSettings] = field(default_factory=dict)
    answer_workdays: int = 5  # within which a message is to be answered: C4 of 国办秘函〔2019〕19号

    def table(self, name: str) -> TableSettings:
        """Return the settings of a table, those of the whole report where it has none of its own."""
        return self.tables.get(name) or TableSettings(self.decimals, self.rounding)


@dataclass(frozen=True, slots=True)
class City:
    """A city whose objects are inspected. `counties` stand in the order in which the notice prints them.

    `aliases` maps other names of a county (its full official one) to the name in `counties`. `two_reviewers`: a veto
    that only people find needs two of them. `mirrors` maps a platform, or `every`, to addresses with places for
    {account_id}, {name} and {platform}; `searches` maps a platform to one with a place for the {name} of a sponsor.
    """

    name: str
    division: str
    profile: str
    counties: tuple[str, ...] = ()
    periods: Mapping[str, Period] = field(default_factory=dict)
    report: ReportSettings = field(default_factory=ReportSettings)
    aliases: Mapping[str, str] = field(default_factory=dict)
    two_reviewers: bool = False
    mirrors: Mapping[str, str] = field(default_factory=dict)
    searches: Mapping[str, str] = field(default_factory=dict)

    def last_day_of(self, period: Period) -> date:
        """Return the last day on which what people bring and say speaks of a period: the day before the next begins."""
        later = [other.start for other in self.periods.values() if other.start > period.start]
        return max(period.end, period.as_of, min(later, default=date.max) - timedelta(days=1))

    def searches_for(self, sponsor: str) -> dict[str, str]:
        """Return the address of each platform that shows the accounts of a sponsor (主办单位)."""
        return {platform: it.format_map({"name": quote(sponsor, safe="")}) for platform, it in self.searches.items()}

    def mirrors_of(self, account: Account) -> tuple[str, ...]:
        """Return the addresses that [mirrors] gives for an account; none with {account_id} where it has no id."""
        places = {"account_id": account.account_id, "name": account.name, "platform": account.platform}
        words = {place: quote(text, safe="") for place, text in places.items()}
        templates = f"{self.mirrors.get(account.platform, '')} {self.mirrors.get(EVERY, '')}".split()
        return tuple(it.format_map(words) for it in templates if account.account_id or "{account_id}" not in it)


def read_city(path: Path, faults: list[Fault]) -> City | None:
    """Read city.toml; None where it cannot be read at all. Faults of its values go to `faults`."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        values = tomllib.loads(text)
    except OSError as error:
        faults.append(
            Fault(str(path), 1, "file", f"cannot be opened ({error.strerror})", "write it as in seeds/README.md")
        )
        return None
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        faults.append(Fault(str(path), line, "file", "is not UTF-8", "save it as UTF-8; TOML knows no other encoding"))
        return None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = int(place.group(1)) if place else text.count("\n") + 1
        what = re.sub(r"\s*\(at .*\)", "", str(error))
        faults.append(Fault(str(path), line, "file", f"is not TOML ({what})", "mend this line, see seeds/README.md"))
        return None
    return _city(Section(str(path), text, "", values, faults))


@dataclass(frozen=True, slots=True)
class Section:
    """A table of the file, with the list that its faults go to."""

    file: str
    source: str
    name: str
    values: Mapping[str, Any]
    faults: list[Fault]

    def fault(self, key: str, text: str, remedy: str) -> None:
        """Note a fault of a value."""
        place = f"{self.name}.{key}" if self.name else key
        self.faults.append(Fault(self.file, _line_of(self.source, self.name, key), place, text, remedy))

    def known(self, *keys: str) -> None:
        """Note every key that is none of these."""
        for key in self.values:
            if key not in keys:
                self.fault(key, "is not known here", suggestion(key, list(keys)))

    def text(self, key: str, *, required: bool = False) -> str:
        """Return a text, "" where there is none."""
        value = self.values.get(key, "")
        if not isinstance(value, str):
            self.fault(key, f"is {quoted(str(value))}", 'write a text in quotes, "..."')
            return ""
        if required and not trimmed(value):
            self.fault(key, "is empty" if key in self.values else "is missing", f'write {key} = "..."')
        return trimmed(value)

    def section(self, key: str) -> "Section":
        """Return a table inside this one, an empty one where there is none."""
        value = self.values.get(key, {})
        name = f"{self.name}.{key}" if self.name else key
        if not isinstance(value, dict):
            self.fault(key, f"is {quoted(str(value))}", f"write a table, [{name}]")
            value = {}
        return Section(self.file, self.source, name, value, self.faults)

    def texts(self) -> dict[str, str]:
        """Return all of this table as texts."""
        return {key: self.text(key, required=True) for key in self.values}

    def day(self, key: str) -> date | None:
        """Return a required day, written 2021-07-05 with or without quotes."""
        value = self.values.get(key)
        day = value if type(value) is date else day_of(str(value))  # a datetime is a date, but not meant here
        if day is None:
            text = "is missing" if value is None else f"is {quoted(str(value))}"
            self.fault(key, text, f"write {key} = 2021-07-05")
        return day


def _line_of(source: str, section: str, key: str) -> int:
    """Return the line of a key, else that of the table around it, else 1: tomllib does not tell."""
    within, wanted = "", f"{section}.{key}" if section else key
    for number, line in enumerate(source.splitlines(), start=1):
        text = line.strip().replace('"', "").replace("'", "")
        if match := re.fullmatch(r"\[\s*([^\[\]]+?)\s*\](?:\s*#.*)?", text):
            within = match.group(1)
        if within == wanted or (within == section and re.match(rf"{re.escape(key)}\s*[=.]", text)):
            return number
    parent, _, name = section.rpartition(".")
    return _line_of(source, parent, name) if name else 1


def _city(root: Section) -> City:
    root.known(
        "name", "division", "profile", "two_reviewers", "counties", "aliases", "mirrors", "search", "period", "report"
    )
    if type(two_reviewers := root.values.get("two_reviewers", False)) is not bool:
        root.fault("two_reviewers", f"is {quoted(str(two_reviewers))}", "write true or false")
    division = root.text("division", required=True)
    if division and not re.fullmatch(r"[1-9]\d{5}", division):
        root.fault("division", f"is {quoted(division)}", "write the six digits of GB/T 2260")
    counties = _counties(root)
    aliases = root.section("aliases")
    for alias, county in aliases.texts().items():
        if county and county not in counties:
            aliases.fault(alias, f"is {quoted(county)}, not one of the counties", "write it as in counties")
    periods = root.section("period")
    if not periods.values:
        root.fault("period", "is missing", "add [period.2021Q2] with start, end and as_of")
    return City(
        name=root.text("name", required=True),
        division=division,
        profile=root.text("profile", required=True),
        counties=counties,
        periods={name: period for name in periods.values if (period := _period(name, periods.section(name)))},
        report=_report(root.section("report")),
        aliases=aliases.texts(),
        two_reviewers=two_reviewers is True,
        mirrors=_addresses(root.section("mirrors")),
        searches=_addresses(root.section("search"), re.compile(r"\{name\}")),
    )


def _addresses(section: Section, places: re.Pattern[str] = _PLACES) -> dict[str, str]:
    """Return the addresses of each platform; a fault leaves its platform out."""
    found = section.texts()
    for platform, templates in list(found.items()):
        if platform != EVERY and canonical(platform) != platform:
            remedy = f"write '{canonical(platform) or EVERY}'"
            section.fault(platform, "is not the canonical name of a platform", remedy)
        for template in templates.split():
            plain = places.sub("1", template)
            if plain == template or re.search(r"[{}]", plain) or not re.match(r"https?://[^/\s]+/", plain):
                told = "{name}" if places is not _PLACES else "{account_id}, {name} or {platform}"
                remedy = f"write http://... with {told} in it"
                section.fault(platform, f"{quoted(template)} is no address for every account", remedy)
                found.pop(platform, None)
    return found


def _counties(root: Section) -> tuple[str, ...]:
    values = root.values.get("counties")
    if not isinstance(values, list) or not all(isinstance(value, str) and trimmed(value) for value in values):
        text = "is missing" if values is None else f"is {quoted(str(values))}"
        root.fault("counties", text, 'write counties = ["..."], in the order in which the notice prints them')
        return ()
    counties = tuple(map(trimmed, values))
    for county in dict.fromkeys(counties):
        if counties.count(county) > 1:
            root.fault("counties", f"has {quoted(county)} twice", "keep one")
    if MUNICIPAL in counties:
        root.fault("counties", f"has '{MUNICIPAL}'", f"leave it out: every register knows '{MUNICIPAL}'")
    return counties


def _period(name: str, section: Section) -> Period | None:
    section.known("start", "end", "as_of")
    start, end, as_of = section.day("start"), section.day("end"), section.day("as_of")
    if start is None or end is None or as_of is None:
        return None
    if end < start:
        section.fault("end", f"is {end}, before the start {start}", "exchange them or mend one")
    elif as_of < start:
        section.fault("as_of", f"is {as_of}, before the start {start}", "write a day within the window or after it")
    return Period(name, start, end, as_of)


def _report(section: Section) -> ReportSettings:
    section.known("decimals", "rounding", "headings", "wording", "platforms", "tables", "answer_workdays")
    answer_workdays = section.values.get("answer_workdays", ReportSettings().answer_workdays)
    if type(answer_workdays) is not int or answer_workdays < 1:
        section.fault("answer_workdays", f"is {quoted(str(answer_workdays))}", "write a whole number of working days")
    decimals, rounding = _rounding(section, TableSettings())
    default = TableSettings(decimals, rounding)
    wording, platforms, tables = map(section.section, ("wording", "platforms", "tables"))
    for code in wording.values:
        if not CODE.fullmatch(code):
            wording.fault(code, "is not the code of an indicator", "write it as V4a or N2a")
    for platform in platforms.values:
        if canonical(platform) != platform:
            remedy = f"write '{canonical(platform)}'" if canonical(platform) else "see the platforms in seeds/README.md"
            platforms.fault(platform, "is not the canonical name of a platform", remedy)
    return ReportSettings(
        decimals,
        rounding,
        section.section("headings").texts(),
        wording.texts(),
        platforms.texts(),
        {name: _table(tables.section(name), default) for name in tables.values},
        answer_workdays,
    )


def _table(section: Section, default: TableSettings) -> TableSettings:
    section.known("decimals", "rounding", "title", "headings")
    decimals, rounding = _rounding(section, default)
    return TableSettings(decimals, rounding, section.text("title"), section.section("headings").texts())


def _rounding(section: Section, default: TableSettings) -> tuple[int, Rounding]:
    decimals = section.values.get("decimals", default.decimals)
    if type(decimals) is not int or not 0 <= decimals <= LARGEST_DECIMALS:
        section.fault("decimals", f"is {quoted(str(decimals))}", f"write a whole number from 0 to {LARGEST_DECIMALS}")
        decimals = default.decimals
    rounding = section.text("rounding")
    if rounding and folded(rounding) not in list(Rounding):
        section.fault("rounding", f"is {quoted(rounding)}", suggestion(rounding, list(Rounding)))
        rounding = ""
    return decimals, Rounding(folded(rounding)) if rounding else default.rounding

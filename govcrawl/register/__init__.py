"""The register (台账): city.toml, its objects, what people said of them, and imports; read whole or refused whole."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from govcrawl.errors import GovcrawlError
from govcrawl.model.fact import Imported, ScreenshotTaken
from govcrawl.model.finding import Verdict
from govcrawl.model.past_fault import PastFault
from govcrawl.model.period import Period
from govcrawl.model.review import Review
from govcrawl.model.target import Account, RegisteredColumn, Site, Target
from govcrawl.model.waiver import Waiver
from govcrawl.model.wording import Allowed, Leader, Organ, OwnWord
from govcrawl.register.cells import Row, quoted, suggestion
from govcrawl.register.city import City, ReportSettings, Rounding, TableSettings, read_city
from govcrawl.register.faults import Fault, RegisterError
from govcrawl.register.headings import ACCOUNTS, COLUMNS, PAST_FAULTS, REVIEWS, SITES, TABLES, WAIVERS, Table
from govcrawl.register.imports import IMPORTED
from govcrawl.register.objects import account, address, called, column, past_fault, references, review, site, waiver
from govcrawl.register.sheet import SUFFIXES, read_rows
from govcrawl.register.wording import LEADERS, LEXICON, ORGANS, WHITELIST, WORDING, allowed, leader, organ, own_word

__all__ = [
    "City",
    "Fault",
    "Register",
    "RegisterError",
    "ReportSettings",
    "Rounding",
    "TableSettings",
    "read_register",
]

Noun = TypeVar("Noun")


@dataclass(frozen=True, slots=True)
class Register:
    """What is inspected: the objects of a city in the order of their tables, and what people said of them.

    `imports` are facts that no crawl brings: exports of an office, visits of another monitor, screenshots.
    `past_faults` are what earlier notices named that were not made here.
    """

    city: City
    sites: tuple[Site, ...]
    accounts: tuple[Account, ...]
    columns: tuple[RegisteredColumn, ...] = ()
    reviews: tuple[Review, ...] = ()
    imports: tuple[Imported, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    past_faults: tuple[PastFault, ...] = ()
    lexicon: tuple[OwnWord, ...] = ()
    organs: tuple[Organ, ...] = ()
    leaders: tuple[Leader, ...] = ()
    whitelist: tuple[Allowed, ...] = ()

    @property
    def targets(self) -> tuple[Target, ...]:
        """All objects, sites first; those no longer in operation too (see `operating` of each)."""
        return (*self.sites, *self.accounts)

    def find(self, name: str) -> Target | None:
        """Return the object that `name` calls by id, code, address, name or platform/name; None for no object.

        Raises GovcrawlError where several are called so.
        """
        found = called(name, references(self.targets))
        if len(found) > 1:
            ids = ", ".join(target.id for target in found)
            raise GovcrawlError(f"{quoted(name)}: names {len(found)} objects of the register; write one of: {ids}")
        return found[0] if found else None

    def columns_of(self, site: Site) -> tuple[RegisteredColumn, ...]:
        """Return the columns that columns.csv names for a site."""
        return tuple(column for column in self.columns if column.site == (site.site_code or site.name))

    def imports_for(self, period: Period) -> dict[str, list[Imported]]:
        """Return the imports that speak of a period, by target id: nothing of an earlier one passes for new.

        Those that were brought from its start on, until a later period of the city has begun.
        """
        last = self.city.last_day_of(period)
        found: dict[str, list[Imported]] = {}
        for fact in self.imports:
            if fact.imported_on and period.start <= fact.imported_on <= last:
                found.setdefault(fact.target_id, []).append(fact)
        return found

    def reviews_for(self, period: Period) -> list[Review]:
        """Return the reviews of a period: a person's word on one quarter says nothing of the next.

        A row that names no period belongs to the one it was written in: from its start until a later period begins.
        A candidate that was rejected stays so in later periods: its id holds the words that were looked at.
        """
        last = self.city.last_day_of(period)
        return [
            review
            for review in self.reviews
            if (review.period == period.name if review.period else period.start <= review.day <= last)
            or (review.candidate and review.verdict is Verdict.PASS and review.day < period.start)
        ]

    def hosts(self, target: Target) -> frozenset[str]:
        """Return the hosts that may be asked about an object: of its address, its mirrors, its listed columns."""
        urls = [target.url]
        urls += [column.url for column in self.columns_of(target)] if isinstance(target, Site) else target.mirrors
        return frozenset(urlsplit(url).hostname or "" for url in urls) - {""}


def read_register(folder: Path, *, fault_limit: int = 200) -> Register:
    """Read the register in `folder`: city.toml and its tables.

    A table is one file, .csv, .xlsx or .xls; all but sites and accounts may be left out. Raises RegisterError with
    every fault of every file (its text prints the first `fault_limit`): a register is never half read.
    """
    faults: list[Fault] = []
    city = read_city(folder / "city.toml", faults)
    counties_of = None if any(fault.field == "counties" for fault in faults) else city
    _misspelt(folder, faults)
    rows = {table.name: _rows(folder, table, faults) for table in (*TABLES, *WORDING)}
    site_rows, account_rows, column_rows, review_rows = (
        rows[table.name] for table in (SITES, ACCOUNTS, COLUMNS, REVIEWS)
    )
    sites = _nouns(site_rows, lambda row: site(row, counties_of))
    accounts = _nouns(account_rows, lambda row: account(row, counties_of))
    _repeated(site_rows, "site_code", [site.site_code for site in sites], faults)
    _repeated(site_rows, "url", [address(site.url) for site in sites], faults)
    _repeated(account_rows, "account_id", [account.id if account.name else "" for account in accounts], faults)
    _repeated(account_rows, "mirror", [address(account.mirror) for account in accounts], faults)
    # Without all the objects every name would seem unknown: then names are left for the next reading.
    whole = site_rows is not None and account_rows is not None
    named_sites = references(sites) if whole else None
    objects: tuple[Target, ...] = (*sites, *accounts)
    named_targets = references(objects) if whole else None
    columns = _nouns(column_rows, lambda row: column(row, named_sites))
    reviews = _nouns(review_rows, lambda row: review(row, named_targets))
    _repeated(column_rows, "url", [f"{column.site} {address(column.url)}" for column in columns], faults)
    for row, said_of in zip(review_rows or (), reviews, strict=False):
        if city and said_of.period and said_of.period not in city.periods:
            row.fault("period", f"is {quoted(said_of.period)}", suggestion(said_of.period, list(city.periods)))
    said = [f"{r.target_id} {r.code} {r.candidate} {r.day} {r.reviewer}" if r.target_id else "" for r in reviews]
    _repeated(review_rows, "code", said, faults)
    waivers = _nouns(rows[WAIVERS.name], lambda row: waiver(row, named_targets))
    past_faults = _nouns(rows[PAST_FAULTS.name], lambda row: past_fault(row, named_targets))
    lexicon = _nouns(rows[LEXICON.name], own_word)
    _repeated(rows[LEXICON.name], "wrong", [f"{word.wrong} {word.since}" for word in lexicon], faults)
    organs, leaders = _nouns(rows[ORGANS.name], organ), _nouns(rows[LEADERS.name], leader)
    whitelist = _nouns(rows[WHITELIST.name], lambda row: allowed(row, named_targets))
    imports: list[Imported] = []
    for table in IMPORTED:
        own = rows[table.name] or []
        named = references(it for it in objects if it.group in table.groups) if whole else None
        facts = [table.read(row, named) for row in own]
        _repeated(own, table.once, [table.key(row, fact) for row, fact in zip(own, facts, strict=True)], faults)
        _out_of_time(own, facts, city)
        imports += facts
    _unlisted(review_rows or [], reviews, tuple(imports))
    if faults or city is None:
        order = list(dict.fromkeys(fault.file for fault in faults))
        raise RegisterError(sorted(faults, key=lambda fault: (order.index(fault.file), fault.line)), fault_limit)
    wording = (lexicon, organs, leaders, whitelist)
    return Register(city, sites, accounts, columns, reviews, tuple(imports), waivers, past_faults, *wording)


def _rows(folder: Path, table: Table, faults: list[Fault]) -> list[Row] | None:
    """Return the rows of a table; None where it cannot be read. A table that may be left out has no rows then."""
    paths = [path for suffix in SUFFIXES if (path := folder / f"{table.name}{suffix}").is_file()]
    if len(paths) > 1:
        names = " and ".join(path.name for path in paths)
        faults.append(Fault(str(paths[1]), 1, "file", f"{names} are both there", "keep one of them"))
        return None
    if paths:
        return read_rows(paths[0], table, faults)
    if table not in (SITES, ACCOUNTS):
        return []
    remedy = f"write {table.name}.csv or {table.name}.xlsx; one without objects has its headings only"
    faults.append(Fault(str(folder / f"{table.name}.csv"), 1, "file", "is missing", remedy))
    return None


def _misspelt(folder: Path, faults: list[Fault]) -> None:
    """Tell of a file that is nearly called like a table: it would be left out without a word."""
    names = [table.name for table in (*TABLES, *WORDING)]
    for path in sorted(folder.glob("*")):
        near = get_close_matches(path.stem.lower(), names, 1, 0.8)
        if near and path.suffix.lower() in SUFFIXES and (path.stem not in names or path.suffix not in SUFFIXES):
            right = f"{near[0]}{path.suffix.lower()}"
            faults.append(
                Fault(str(path), 1, "file", "is not a table of the register", f"rename it {right} or move it away")
            )


def _out_of_time(rows: list[Row], facts: Sequence[Imported], city: City | None) -> None:
    """Note every row that was brought before the first period of the city: it speaks of none of them."""
    starts = [period.start for period in city.periods.values()] if city else []
    for row, fact in zip(rows, facts, strict=True):
        if starts and fact.imported_on and date.min < fact.imported_on < min(starts):
            text = f"is {fact.imported_on}, before the first period begins on {min(starts)}"
            row.fault("imported_on", text, "delete the row or write the period into city.toml")


def _unlisted(rows: list[Row], reviews: Sequence[Review], imports: Iterable[Imported]) -> None:
    """Note every picture that a review names and that is none of its object's screenshots."""
    listed = {(it.target_id, it.url) for it in imports if isinstance(it, ScreenshotTaken)}
    for row, verdict in zip(rows, reviews, strict=True):
        for file in verdict.pictures:
            if verdict.target_id and (verdict.target_id, file) not in listed:
                row.fault("evidence", f"{quoted(file)} is no screenshot of this object", "list it in screenshots")


def _nouns(rows: list[Row] | None, noun: Callable[[Row], Noun]) -> tuple[Noun, ...]:
    return tuple(map(noun, rows or ()))


def _repeated(rows: list[Row] | None, field: str, keys: Sequence[str], faults: list[Fault]) -> None:
    """Note every row whose key stands in an earlier row too; empty keys repeat nothing."""
    first: dict[str, int] = {}
    for row, key in zip(rows or (), keys, strict=False):
        if key and key in first:
            row.fault(field, f"is that of line {first[key]} again", "delete one of the two or mend it")
        elif key:
            first[key] = row.line

"""Did we crawl well? Declared limits on what a run brought, and on what it brought less of than the run before.

A redesign that a reader does not understand, or a network that is half down, is told at the end of the run and not
found out from an odd notice. Not Spidermon, which judges the counters of one process: a run here may be resumed or
shared by several, so the figures have to come from the store.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from urllib.error import URLError
from urllib.request import Request, urlopen

WEBHOOK_SECONDS = 10
LEAST_COLUMNS = 5  # of one CMS in the run before, below which a drop may be chance


@dataclass(frozen=True, slots=True)
class Reader:
    """What the reader of one CMS made of its columns (home pages among them)."""

    columns: int
    dated: int
    rows: int
    dated_rows: int

    @property
    def dated_share(self) -> float:
        """The share of columns whose newest entry has a date."""
        return self.dated / self.columns if self.columns else 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run brought: targets it is through with, those not observed among them, and each CMS's columns."""

    run: str
    targets: int
    unobserved: int
    readers: Mapping[str, Reader]

    @property
    def undated_share(self) -> float:
        """The share of rows without a date, 0 where there are no rows."""
        every = self.all
        return (every.rows - every.dated_rows) / every.rows if every.rows else 0.0

    @property
    def all(self) -> Reader:
        """The columns of all CMSs together."""
        readers = self.readers.values()
        return Reader(
            sum(one.columns for one in readers),
            sum(one.dated for one in readers),
            sum(one.rows for one in readers),
            sum(one.dated_rows for one in readers),
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """Shares from 0 to 1; a run that reaches a limit is still well, one that exceeds it is not."""

    unobserved_share: float = 0.1
    undated_share: float = 0.3
    reader_drop: float = 0.2


def complaints(now: Figures, before: Figures | None, limits: Limits) -> Iterator[str]:
    """Yield a line for each limit that a run exceeds; `before` is the last whole run of the same job, if any."""
    if now.targets and now.unobserved / now.targets > limits.unobserved_share:
        share = _percent(now.unobserved / now.targets)
        limit = _percent(limits.unobserved_share)
        yield f"{now.run}: {now.unobserved} of {now.targets} targets not observed ({share}, limit {limit}); see the log"
    if now.undated_share > limits.undated_share:
        share, limit = _percent(now.undated_share), _percent(limits.undated_share)
        yield f"{now.run}: {share} of all rows have no date (limit {limit}); save one with scrapy savepage and look"
    if before is None:
        return
    fewer = before.all.columns - now.all.columns
    if fewer > limits.reader_drop * before.all.columns and before.targets <= now.targets:
        found = f"{now.all.columns} columns found, {before.all.columns} in {before.run}"
        yield f"{now.run}: {found}; look at the menus of the sites"
    for cms, was in [("any", before.all), *sorted(before.readers.items())]:
        one = now.all if cms == "any" else now.readers.get(cms)  # a redesign may bring another CMS
        if one and was.columns >= LEAST_COLUMNS and was.dated_share - one.dated_share > limits.reader_drop:
            told = f"{one.dated} of {one.columns} columns dated, {was.dated} of {was.columns} in {before.run}"
            yield f"{now.run}: cms {cms}: {told}; a redesign may have broken its reader"


def tell_webhook(url: str, figures: Figures, told: list[str]) -> str:
    """Post the figures of a run and what is wrong with them as JSON; return an empty string, or why it failed."""
    body = json.dumps({"figures": asdict(figures), "complaints": told}, ensure_ascii=False).encode()
    try:
        with urlopen(Request(url, body, {"Content-Type": "application/json"}), timeout=WEBHOOK_SECONDS):  # noqa: S310
            return ""
    except (URLError, OSError, ValueError) as error:
        return f"QUALITY_WEBHOOK: the address did not take the figures, {type(error).__name__}; correct it or unset it"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"

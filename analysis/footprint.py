"""`python -m analysis.footprint seeds/zhanjiang --period 2021Q2 [--out FILE]`: what was asked of each host."""

import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from analysis.reports.xlsx import write_workbook
from analysis.sources import arguments, inert, read_sources, run
from analysis.table import Table
from analysis.tables.footprint import footprint
from govcrawl.errors import GovcrawlError

SUFFIXES = (".csv", ".xlsx")


def main(words: Sequence[str]) -> int:
    """Print the footprint as CSV, or write it to a .csv or .xlsx file."""
    parser = arguments("Print what the crawls of a period asked of each host: requests, bytes, busiest minute, times.")
    parser.add_argument("--out", type=Path, help="write FILE.csv or FILE.xlsx (default: CSV to the terminal)")
    given = parser.parse_args(words)
    if given.out and given.out.suffix not in SUFFIXES:
        raise GovcrawlError(f"--out: {given.out} is no table; name a file that ends in .csv or .xlsx")
    sources = read_sources(given)
    with sources.store() as store:
        footprints = store.footprints(sources.city, sources.period.name)
    if not footprints:
        raise GovcrawlError(
            f"{sources.city} {sources.period.name}: nothing was asked of anybody yet; "
            f"run scrapy inspect {given.folder} --period {sources.period.name}"
        )
    table = footprint(sources.register, footprints)
    if given.out is None:
        _write(sys.stdout, table)
    elif given.out.suffix == ".csv":
        with given.out.open("w", encoding="utf-8-sig", newline="") as file:  # the mark lets Excel read it as UTF-8
            _write(file, table)
    else:
        write_workbook(given.out, [table], author=f"{sources.register.city.name}（govcrawl）")
    return 0


def _write(file: TextIO, table: Table) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(table.headers)
    writer.writerows([inert(cell) for cell in row] for row in table.rows)


if __name__ == "__main__":
    run(main)

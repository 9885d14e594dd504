"""`scrapy extract FILE...`: saved pages read with the code of the crawl, one JSON line a file."""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand

from govcrawl.errors import GovcrawlError
from govcrawl.inspection import capture_moment
from govcrawl.model.observation import Observation
from govcrawl.spiders.clock import clock

if TYPE_CHECKING:
    from govcrawl.model.reading import PageRead

_TYPES = {".xml": "text/xml", ".json": "application/json"}


class Command(ScrapyCommand):
    """Reads files instead of a network; nothing is stored."""

    requires_project = True
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """Return how the command is written."""
        return "FILE... [--url URL | --urls MAP.csv] [--as-of YYYY-MM-DD]"

    def short_desc(self) -> str:
        """Return the line that `scrapy` lists."""
        return "Read dates of saved pages: scrapy extract page.html --url http://..."

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of the contract."""
        super().add_options(parser)
        where = parser.add_mutually_exclusive_group()
        where.add_argument("--url", default="", help="address of the one file")
        where.add_argument("--urls", default="", metavar="MAP.csv", help="table with the fields file,url")
        parser.add_argument("--as-of", dest="as_of", default="", metavar="D", help="day of the capture; default: today")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print a JSON line a file; exit 0 = all read, 1 = some not observed, 2 = wrong use."""
        try:
            captured_at = capture_moment(opts.as_of, clock())
            addresses = _addresses(args, opts.url, opts.urls)
            lines = list(_lines(args, addresses, captured_at))
        except GovcrawlError as error:
            print(error, file=sys.stderr)
            self.exitcode = 2
            return
        for line, _ in lines:
            print(json.dumps(line, ensure_ascii=False))
        unseen = [str(line["file"]) for line, seen in lines if not seen]
        if unseen:
            some = ", ".join(unseen[:10]) + (" ..." if len(unseen) > 10 else "")
            print(f"scrapy extract: {len(unseen)} of {len(lines)} files were not observed: {some}", file=sys.stderr)
            self.exitcode = 1


def _lines(files: list[str], addresses: dict[str, str], captured_at: datetime) -> Iterator[tuple[dict[str, Any], bool]]:
    from govcrawl.cms import open_page, read_page

    for name in files:
        try:
            body = Path(name).read_bytes()
        except OSError as error:
            raise GovcrawlError(f"{name}: {error.strerror}; give the path of a saved page") from None
        page = open_page(body, captured_at, addresses.get(name) or None, _TYPES.get(Path(name).suffix.lower(), ""))
        reading = read_page(page, dates_only=True)
        yield line_of(name, reading), observed(reading)


def line_of(name: str, reading: "PageRead") -> dict[str, Any]:
    """Return what `scrapy extract` prints of a page; a date that is null always has a reason."""
    newest = reading.listing.newest if reading.listing else None
    published = reading.article.published if reading.article else None
    day = newest.published.day if newest else published.day if published else None
    reason = (
        reading.reason or (reading.listing.reason if reading.listing else "") or (published.reason if published else "")
    )
    return {
        "file": name,
        "page_kind": reading.kind.value,
        "newest": str(newest.published.day) if newest else None,
        "newest_raw": newest.published.raw if newest else None,
        "newest_title": newest.title if newest else None,
        "rows": len(reading.listing.entries) if reading.listing else 0,
        "dated_rows": reading.listing.dated_rows if reading.listing else 0,
        "published": str(published.day) if published and published.day else None,
        "published_raw": published.raw if published and published.day else None,
        "reason": "" if day else reason or "no_date",
    }


def observed(reading: "PageRead") -> bool:
    """Tell whether the page let its list or its article be seen at all; a page without a date was seen, too."""
    if reading.listing is not None:
        return reading.listing.state not in (Observation.NOT_OBSERVABLE, Observation.NOT_OBSERVED)
    return True


def _addresses(files: list[str], url: str, table: str) -> dict[str, str]:
    if not files:
        raise GovcrawlError("scrapy extract: no file was named; name the saved pages to read")
    if url and len(files) > 1:
        raise GovcrawlError(f"--url: one address for {len(files)} files; use --urls MAP.csv with the fields file,url")
    if url:
        return {files[0]: url}
    if not table:
        return {}
    try:
        with Path(table).open(encoding="utf-8-sig", newline="") as rows:
            reader = csv.DictReader(rows)
            if not {"file", "url"} <= set(reader.fieldnames or ()):
                raise GovcrawlError(f"{table}:1: the fields file,url are missing; write them in the first line")
            listed = {row["file"] or "": row["url"] or "" for row in reader}
    except OSError as error:
        raise GovcrawlError(f"{table}: {error.strerror}; give the path of a table with the fields file,url") from None
    except UnicodeDecodeError:
        raise GovcrawlError(f"{table}: the text is no UTF-8; save the table as UTF-8") from None
    # A table may name files by their path or by how they are called below its own folder.
    here = Path(table).parent
    return {name: listed.get(name) or _named(name, listed, here) for name in files}


def _named(name: str, listed: dict[str, str], here: Path) -> str:
    wanted = Path(name).resolve()
    return next((url for file, url in listed.items() if (here / file).resolve() == wanted), "")

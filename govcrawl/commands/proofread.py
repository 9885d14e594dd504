"""`scrapy proofread FILE|FOLDER...`: candidates of error text in saved pages and texts, one JSON line a candidate."""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand

from govcrawl.errors import GovcrawlError
from govcrawl.inspection import capture_moment
from govcrawl.register import Register, read_register
from govcrawl.spiders.clock import clock

if TYPE_CHECKING:
    from govcrawl.errortext import ExaminedPage, ExaminedText
    from govcrawl.errortext.knowledge import Whereabouts
    from govcrawl.model.candidate import Candidate

PAGES = frozenset((".html", ".htm", ".shtml", ".shtm", ".xhtml", ".jsp", ".jspx", ".php", ".aspx", ".mht"))
TEXTS = frozenset((".txt", ".md", ".text"))
DOCUMENTS = frozenset((".pdf", ".doc", ".docx", ".xls", ".xlsx", ".wps", ".et"))
_MARKUP = re.compile(r"<(?:!doctype|html|head|body|div|table|p)\b", re.IGNORECASE)


class Command(ScrapyCommand):
    """Examines files instead of a site; nothing is stored."""

    requires_project = True
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """Return how the command is written."""
        return "FILE|FOLDER... [--city REGISTER [--site NAME]] [--division CODE] [--as-of YYYY-MM-DD]"

    def short_desc(self) -> str:
        """Return the line that `scrapy` lists."""
        return "Find candidates of error text in saved pages and texts: scrapy proofread notice.txt"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add what is known of the files."""
        super().add_options(parser)
        parser.add_argument("--city", default="", metavar="REGISTER", help="register whose own words and names count")
        parser.add_argument("--site", default="", metavar="NAME", help="object of the register that they belong to")
        parser.add_argument("--division", default="", metavar="CODE", help="GB/T 2260 code of the place they belong to")
        parser.add_argument("--as-of", dest="as_of", default="", metavar="D", help="day of the capture; default: today")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print a JSON line a candidate; exit 0 = all examined, 1 = some could not be, 2 = wrong use."""
        from govcrawl.errortext import examine, knowledge_of
        from govcrawl.errortext.knowledge import NOTHING

        try:
            captured_at = capture_moment(opts.as_of, clock())
            files = list(_files(args))
            register = read_register(Path(opts.city)) if opts.city else None
            place = _place(register, opts.site)
        except GovcrawlError as error:
            print(error, file=sys.stderr)
            self.exitcode = 2
            return
        knowledge = knowledge_of(register) if register else NOTHING
        division = opts.division or place.division
        unread: list[str] = []
        for name, path in files:
            examined = _examined(path, captured_at, division, place.names)
            if isinstance(examined, str):
                unread.append(f"{name} ({examined})")
                continue
            for candidate in examine(examined, knowledge):
                print(json.dumps(line_of(name, candidate), ensure_ascii=False))
        if unread:
            some = ", ".join(unread[:10]) + (" ..." if len(unread) > 10 else "")
            print(f"scrapy proofread: {len(unread)} of {len(files)} files were not examined: {some}", file=sys.stderr)
            self.exitcode = 1


def line_of(name: str, candidate: "Candidate") -> dict[str, Any]:
    """Return what is printed of a candidate: offsets count the characters of the text file, or of a page's content."""
    return {
        "file": name,
        "start": candidate.start,
        "end": candidate.end,
        "wrong": candidate.wrong,
        "right": candidate.right,
        "rule": candidate.rule,
        "severity": candidate.severity.value,
        "context": candidate.context,
    }


def _files(names: list[str]) -> Iterator[tuple[str, Path]]:
    """Yield the files that are named and, of folders, the pages and texts at any depth, by name."""
    if not names:
        raise GovcrawlError("scrapy proofread: no file was named; name saved pages, texts or folders of them")
    for name in names:
        path = Path(name)
        if not path.exists():
            raise GovcrawlError(f"{name}: there is no such file; give the path of a saved page or text")
        if path.is_dir():
            found = [
                each
                for each in sorted(path.rglob("*"))
                if each.suffix.lower() in PAGES | TEXTS | DOCUMENTS and each.is_file()
            ]
            if not found:
                raise GovcrawlError(f"{name}: no page or text in this folder; name one with .html or .txt files")
            yield from ((str(each), each) for each in found)
        else:
            yield name, path


def _place(register: Register | None, site: str) -> "Whereabouts":
    """Return whose the files are: the object's of that name or id, else the city's, else nobody's."""
    from govcrawl.errortext import whereabouts
    from govcrawl.errortext.knowledge import Whereabouts

    if register is not None:
        if not site:
            return Whereabouts(register.city.division, frozenset())
        for target in register.targets:
            if site in (target.id, target.name):
                return whereabouts(register, target)
    if site:
        raise GovcrawlError(f"--site: '{site}' is in no register; give --city and a name or id of its objects")
    return Whereabouts("", frozenset())


def _examined(
    path: Path, captured_at: datetime, division: str, site: frozenset[str]
) -> "ExaminedPage | ExaminedText | str":
    """Return a file ready to be examined, or the reason why it cannot be."""
    from govcrawl.attachments import read_attachment
    from govcrawl.cms import open_page
    from govcrawl.errortext import ExaminedText, opened

    try:
        body = path.read_bytes()
    except OSError as error:
        return error.strerror or "not_readable"
    if path.suffix.lower() in DOCUMENTS:
        read = read_attachment(body)
        return read.reason or ExaminedText(read.text, captured_at.date(), division, site, path.stem)
    page = open_page(body, captured_at)
    if "\x00" in page.text:
        return "no_text"
    suffix = path.suffix.lower()
    if suffix in PAGES or (suffix not in TEXTS and _MARKUP.search(page.text[:2_000])):
        return opened(page, division=division, site=site)
    return ExaminedText(page.text, captured_at.date(), division, site)

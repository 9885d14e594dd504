"""Reads the marks of every labelled real page and prints, a field, how many are right, missed, wrong or not labelled.

`python -m bench.marks [FOLDER]`, from the root of the repository; the folder is ../shared/realpages by default.
A mark that the table calls ABSENT and the reader finds counts as wrong. Looked at one by one, the rows that stay
apart are readings that the table does not share: filings printed under `公安备案号` without the letters 公网安备 or
written by a script, words that stand in comments, in a headline or in a style rule alone, and a meta whose attribute
is broken by a no-break space, so that no browser sees its content.
"""

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from govcrawl.cms.document import Document
from govcrawl.cms.marks import read_marks
from govcrawl.model.marks import MarkRead, MarksRead
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME

REALPAGES = Path(__file__).parents[2] / "shared" / "realpages"
CAPTURED = datetime(2026, 11, 22, 12, 0, tzinfo=CHINA_TIME)
METAS = ("SiteIDCode", "SiteName", "SiteDomain", "ColumnName", "ColumnType", "PubDate", "ArticleTitle", "ContentSource")


def _values(marks: tuple[MarkRead, ...]) -> set[str]:
    return {re.sub(r"号(?=-|$)|安备号", lambda m: m[0][:-1], "".join(mark.value.split())) for mark in marks}


def _plain(truth: str) -> set[str]:
    return {re.sub(r"安备号", "安备", re.sub(r"号(?=-|$)", "", "".join(one.split()))) for one in truth.split(" ; ")}


def compare(field: str, truth: str, marks: MarksRead) -> str:
    """Return right, missed, wrong or unlabelled for one field of one page."""
    if truth == "not kept":
        return "unlabelled"
    if field.startswith("meta_"):
        name = field.removeprefix("meta_")
        read = next((tag.content or "EMPTY" for tag in marks.tags if tag.name == name), "ABSENT")
        if " ".join(read.split()) == truth or truth.startswith(read[:100]):
            return "right"
        return "missed" if read == "ABSENT" else "wrong"
    found = {
        "site_id_code": marks.site_codes,
        "icp": marks.icp,
        "psb": marks.police,
        "host_unit": marks.sponsors,
        "error_entry": marks.corrections,
        "party_gov_badge": marks.badges,
        "barrier_free_entry": marks.accessibility,
    }[field]
    if truth == "ABSENT" or not found:
        return "right" if (truth == "ABSENT") == (not found) else "wrong" if found else "missed"
    if field in ("error_entry", "party_gov_badge", "barrier_free_entry"):
        return "right"
    return "right" if _values(found) == _plain(truth) else "wrong"


def readings(folder: Path) -> Iterator[tuple[str, str, str, str, MarksRead]]:
    """Yield file, field, truth, result and the marks."""
    with (folder / "truth" / "home.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            page = Page((folder / row["file"]).read_text("utf-8", errors="replace"), CAPTURED)
            marks = read_marks(Document(page))
            fields = [name for name in row if name not in ("file", "site", "page_type", "note")]
            for field in fields:
                yield row["file"], field, row[field], compare(field, row[field], marks), marks


def score(folder: Path) -> dict[str, Counter[str]]:
    """Count the results of each field."""
    counted: dict[str, Counter[str]] = {}
    for _, field, _, result, _ in readings(folder):
        counted.setdefault(field, Counter())[result] += 1
    return counted


def main() -> int:
    """Print what is not right, then a line a field."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REALPAGES
    if not folder.is_dir():
        print(f"{folder}: no such folder; name the folder of the real pages", file=sys.stderr)
        return 2
    results = ("right", "missed", "wrong", "unlabelled")
    for file, field, truth, result, _ in readings(folder):
        if result in ("missed", "wrong"):
            print(f"{result:7} {field:20} {file} | {truth[:60]}")
    print(f"{'':24}" + "".join(f"{result:>12}" for result in results))
    for field, counted in score(folder).items():
        print(f"{field:24}" + "".join(f"{counted[result]:12}" for result in results))
    return 0


if __name__ == "__main__":
    sys.exit(main())

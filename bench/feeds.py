"""Reads every feed of the real pages and prints how many newest posts are right, unknown or wrong.

`python -m bench.feeds [FOLDER]`, from the root of the repository; the folder is ../shared/realpages by default.
The moment of capture is not recorded in these files, so a date without a year has to be proven by the page itself.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME
from govcrawl.platforms import read_feed

REALPAGES = Path(__file__).parents[2] / "shared" / "realpages"
CAPTURED = datetime(2026, 11, 22, 12, 0, tzinfo=CHINA_TIME)  # later than every page: nothing is in the future


def readings(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield file, truth, what was read (a day or `unknown`) and the moment or the reason."""
    with (folder / "truth" / "feeds.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            page = Page((folder / row["file"]).read_text("utf-8"), CAPTURED, row["url"] or None)
            feed = read_feed(page)
            newest = feed.newest.published if feed.newest else None
            said = str(newest.moment or newest.raw) if newest else feed.reason
            yield row["file"], row["date"], str(newest.day) if newest else "unknown", said


def score(folder: Path) -> Counter[str]:
    """Count right, unknown and wrong readings."""
    return Counter(
        "right" if read == truth else "unknown" if read == "unknown" else "wrong"
        for _, truth, read, _ in readings(folder)
    )


def main() -> int:
    """Print one line a file and the totals."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REALPAGES
    if not folder.is_dir():
        print(f"{folder}: no such folder; name the folder of the real pages", file=sys.stderr)
        return 2
    for file, truth, read, said in readings(folder):
        print(f"{'ok' if read == truth else '--'}  {file:45} {truth:11} {read:11} {said}")
    print(dict(score(folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""How right and how fast pages are read, on the real pages of ../shared/realpages beside htmldate on the same pages.

Run `python -m bench.extraction`; `make bench` writes what `measure` returns.
"""

import csv
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from govcrawl.cms import open_page, read_page
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.reading import PageRead

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "realpages"
# The day the corpus was put together: pages are older, how much is not known.
CAPTURED_AT = datetime(2026, 11, 22, 23, 59, 59, tzinfo=CHINA_TIME)
LIST_PAGE_BYTES = range(30_000, 50_001)  # "a list page of 40 KB"
REPEATS = 3
HOME = "http://page.invalid/index.html"  # year-less rows are matched by their absolute links


_ROWS = "".join(
    f'<li><a href="/z/{n}.html">另外一个栏目中的文章标题第{n}条</a><span>2026-10-0{n}</span></li>'
    for n in (5, 4, 3, 2, 1)
)
PLANTED = {
    "box with heading": (f"<div><h3>通知公告</h3><ul>{_ROWS}</ul></div>", True),
    "box with 更多": (f"<div><h3>通知公告</h3><a href='/z/'>更多</a><ul>{_ROWS}</ul></div>", True),
    "box with picture": (f"<div><img src='a.png'><ul>{_ROWS}</ul></div>", True),
    "box on top": (f"<div><div>公示公告</div><ul>{_ROWS}</ul></div>", False),
    "today on top": ("<span>2026-11-20</span>", False),
    "today below": ("<p>2026年11月20日</p>", True),
}


def measure(corpus: Path = CORPUS) -> dict[str, Any]:
    """Return scores, year-less rows and CPU per page; says so where the corpus is missing.

    Args:
        corpus: The folder with pages/, truth/ and score.py.
    """
    if not (corpus / "score.py").exists():
        return {"missing": "../shared/realpages is not there; the scores were not measured"}
    files = sorted({(kind, row["file"]) for kind in ("list", "article") for row in _rows(corpus, f"{kind}s.csv")})
    pages = {file: open_page((corpus / file).read_bytes(), CAPTURED_AT) for _, file in files}
    readings = {file: read_page(page) for file, page in pages.items()}
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predictions.jsonl"
        predictions.write_text("\n".join(_prediction(kind, file, readings[file]) for kind, file in files), "utf-8")
        scores = {name: _score(corpus, predictions, *options) for name, options in (("all", ()), ("hard", ("--hard",)))}
    return {
        "pages": len(pages),
        "scores": scores,
        "planted": planted(corpus, pages, files),
        "yearless": yearless(corpus),
        "every_page": _every_page(corpus),
        "speed": _speed(pages, [file for kind, file in files if kind == "list"]),
    }


def planted(corpus: Path, pages: dict[str, Page], files: list[tuple[str, str]]) -> dict[str, Any]:
    """Return the scores with a newer box, or today's date, planted into every page: nothing may become wrong.

    The corpus is easy in one way: the newest date on a page is nearly always the truth. Planted, it never is.
    """
    found = {}
    for name, (piece, at_end) in PLANTED.items():
        texts = {file: _with(page.text, piece, at_end) for file, page in pages.items()}
        readings = {
            file: read_page(Page(text, CAPTURED_AT, None, pages[file].content_type)) for file, text in texts.items()
        }
        with tempfile.TemporaryDirectory() as folder:
            predictions = Path(folder) / "predictions.jsonl"
            predictions.write_text("\n".join(_prediction(kind, file, readings[file]) for kind, file in files), "utf-8")
            found[name] = _score(corpus, predictions)
    return found


def _with(text: str, piece: str, at_end: bool) -> str:
    lowered = text.lower()
    place = lowered.rfind("</body>") if at_end else lowered.find(">", lowered.find("<body")) + 1
    place = len(text) if place < 0 else place
    return text[:place] + piece + text[place:]


def yearless(corpus: Path = CORPUS) -> dict[str, int]:
    """Return how the rows of home pages that show only month and day were read: right, unknown, wrong, not found."""
    count = {"right": 0, "unknown": 0, "wrong": 0, "not_found": 0}
    entries: dict[str, dict[str, date | None]] = {}
    for row in _rows(corpus, "yearless.csv"):
        file = row["file"]
        if file not in entries:
            reading = read_page(open_page((corpus / file).read_bytes(), CAPTURED_AT, HOME))
            found = reading.listing.entries if reading.listing else ()
            entries[file] = {entry.url: entry.published.day for entry in found}
        url = urljoin(HOME, row["href"])
        if url not in entries[file]:
            count["not_found"] += 1
        elif (day := entries[file][url]) is None:
            count["unknown"] += 1
        else:
            count["right" if str(day) == row["date"] else "wrong"] += 1
    return count


def _every_page(corpus: Path) -> dict[str, int]:
    """Read each page of the corpus, of whatever kind; a null date must have its reason."""
    count = {"pages": 0, "failed": 0, "null_without_reason": 0}
    for path in sorted((corpus / "pages").glob("*/*")):
        count["pages"] += 1
        try:
            reading = read_page(open_page(path.read_bytes(), CAPTURED_AT))
        except Exception as error:  # the figure is what this is for
            print(f"{path.parent.name}/{path.name}: {type(error).__name__}: {error}", file=sys.stderr)
            count["failed"] += 1
            continue
        published = reading.article.published if reading.article else None
        newest = reading.listing.newest if reading.listing else None
        dated = newest or (published and published.day)
        reason = (
            reading.reason
            or (reading.listing.reason if reading.listing else "")
            or (published.reason if published else "")
        )
        count["null_without_reason"] += not dated and not reason
    return count


def _prediction(kind: str, file: str, reading: PageRead) -> str:
    day = None
    if kind == "list" and reading.listing and reading.listing.newest:
        day = reading.listing.newest.published.day
    if kind == "article" and reading.article:
        day = reading.article.published.day
    return json.dumps(
        {"file": file, "kind": kind, "date": day and str(day), "reason": reading.reason or reading.kind.value}
    )


def _score(corpus: Path, predictions: Path, *options: str) -> dict[str, Any]:
    command = [sys.executable, str(corpus / "score.py"), str(predictions), "--json", *options]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def _speed(pages: dict[str, Page], lists: list[str]) -> dict[str, float]:
    """Return CPU milliseconds a page: ours over everything, htmldate (fast) for one date, both on the list pages."""
    from htmldate import find_date

    chosen = [pages[file] for file in lists if len(pages[file].text.encode()) in LIST_PAGE_BYTES] or [*pages.values()]

    def cpu(read: Any) -> float:
        best = float("inf")
        for _ in range(REPEATS):
            started = time.process_time()
            for page in chosen:
                read(page)
            best = min(best, time.process_time() - started)
        return 1_000 * best / len(chosen)

    ours = cpu(partial(read_page, dates_only=True))
    whole = cpu(read_page)
    theirs = cpu(lambda page: find_date(_declared(page.text), extensive_search=False, original_date=True))
    mean = sum(len(page.text.encode()) for page in chosen) / len(chosen) / 1_000
    return {
        "list_pages": len(chosen),
        "kilobytes": mean,
        "dates_ms": ours,
        "read_page_ms": whole,
        "htmldate_fast_ms": theirs,
        "ratio": ours / theirs,
    }


def _declared(text: str) -> str:
    # lxml refuses decoded text with an XML declaration of an encoding.
    return re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text)


def _rows(corpus: Path, name: str) -> Iterator[dict[str, str]]:
    with (corpus / "truth" / name).open(encoding="utf-8", newline="") as table:
        yield from csv.DictReader(table)


def report(measured: dict[str, Any]) -> Iterator[str]:
    """Yield the lines that `make bench` prints."""
    if "missing" in measured:
        yield str(measured["missing"])
        return
    yield f"{'':24}{'pages':>7}{'right':>9}{'unknown':>9}{'wrong':>9}   (mean over sites)"
    for name, kinds in measured["scores"].items():
        for kind, score in kinds.items():
            macro = score["macro"]
            figures = "".join(f"{100 * macro[share]:8.1f}%" for share in ("right", "unknown", "wrong"))
            yield f"{kind + 's, ' + name:24}{score['pages']:7}{figures}"
    for name, kinds in measured["planted"].items():
        shares = (
            f"{kind}s {100 * s['macro']['right']:.1f}% right {100 * s['macro']['wrong']:.1f}% wrong"
            for kind, s in kinds.items()
        )
        yield f"planted: {name:18}" + ", ".join(shares)
    yield "year-less rows of home pages: " + ", ".join(f"{n} {name}" for name, n in measured["yearless"].items())
    yield "every page of the corpus: " + ", ".join(f"{n} {name}" for name, n in measured["every_page"].items())
    speed = measured["speed"]
    yield (
        f"CPU a list page ({speed['list_pages']:.0f} pages, mean {speed['kilobytes']:.0f} KB): "
        f"dates {speed['dates_ms']:.2f} ms, with columns and marks {speed['read_page_ms']:.2f} ms, "
        f"htmldate fast {speed['htmldate_fast_ms']:.2f} ms, ratio {speed['ratio']:.2f}"
    )


def main() -> dict[str, Any]:
    """Measure and print."""
    measured = measure()
    print("\n".join(report(measured)))
    return measured


if __name__ == "__main__":
    main()

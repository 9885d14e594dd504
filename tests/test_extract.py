"""`scrapy extract`: the contract of its lines, its exit status and its errors."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "tests" / "fixtures" / "pages"
LIST = PAGES / "trs" / "pinned-first" / "page.html"
ARTICLE = PAGES / "epoint" / "article-bracket-line" / "page.html"
ANSWER = PAGES / "gkmlpt" / "epoch-answer" / "page.html"
AJAX = PAGES / "ucap" / "rows-by-ajax" / "page.html"
FIELDS = [
    "file",
    "page_kind",
    "newest",
    "newest_raw",
    "newest_title",
    "rows",
    "dated_rows",
    "published",
    "published_raw",
    "reason",
]


def extract(*arguments: str | Path) -> tuple[int, list[dict[str, object]], str]:
    command = [sys.executable, "-m", "scrapy", "extract", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


@pytest.mark.slow
def test_one_line_a_file(tmp_path: Path) -> None:
    table = tmp_path / "map.csv"
    table.write_text(f"file,url\n{LIST},http://www.example.gov.cn/tzgg/index.html\n", encoding="utf-8-sig")
    status, lines, errors = extract(LIST, ARTICLE, ANSWER, "--as-of", "2021-07-05", "--urls", table)
    assert (status, errors) == (0, "")
    assert [list(line) for line in lines] == [FIELDS] * 3
    listed, article, answer = lines
    assert (listed["page_kind"], listed["newest"], listed["rows"], listed["dated_rows"]) == ("list", "2021-06-30", 7, 7)
    assert (listed["newest_raw"], listed["published"], listed["reason"]) == ("2021-06-30", None, "")
    assert (article["page_kind"], article["published"], article["newest"]) == ("article", "2021-06-12", None)
    assert answer["newest"] == "2021-06-30"


@pytest.mark.slow
def test_null_has_a_reason_and_the_future_is_refused() -> None:
    status, (ajax, listed), errors = extract(AJAX, LIST, "--as-of", "2021-06-25")
    assert status == 1
    assert "1 of 2 files were not observed" in errors
    assert ajax["newest"] is None
    assert ajax["reason"] == "rows_by_script"
    assert listed["newest"] == "2021-06-21"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ((), "no file was named"),
        (("nowhere.html",), "nowhere.html: "),
        ((str(LIST), "--as-of", "5.7.2021"), "--as-of: '5.7.2021' is no date"),
        ((str(LIST), str(ARTICLE), "--url", "http://a.example/"), "--url: one address for 2 files"),
        ((str(LIST), "--urls", "nowhere.csv"), "nowhere.csv: "),
        ((str(LIST), "--urls", str(ROOT / "scrapy.cfg")), "the fields file,url are missing"),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], text: str) -> None:
    status, lines, errors = extract(*arguments)
    assert status == 2
    assert not lines
    assert text in errors
    assert ";" in errors
    assert len(errors.strip().splitlines()) == 1

"""`scrapy inspect`: jobs, judgement and report in one command, told in plain lines where there is no terminal.

The five notices come out of it. `GOVCRAWL_WRITE_GOLDEN=1` writes their texts and sheets anew: read the difference.
"""

import json
import os
import re
import shutil
from pathlib import Path

from tests.crawl.conftest import CITIES, in_cities
from tests.notice_text import notice_text, sheet_text

NOTICES = Path(__file__).parents[1] / "fixtures" / "notices"
SHEETS = ("总体情况", "网站分地区", "新媒体分地区", "问题网站名单", "问题新媒体名单", "网民留言")


@in_cities("zhanjiang", "yulin", "lincang", "heyuan", "shaoyang")
def test_the_notice_comes_out_in_its_own_words_and_order(crawled):
    ended, folder, name = crawled.ended["inspect"], crawled.folder, crawled.folder.name
    assert ended.returncode == 0, ended.stderr
    assert re.search(r"^site: (\d+)/\1 objects, \d+ pages, 0 failures$", ended.stderr, re.MULTILINE), ended.stderr
    assert "\x1b" not in ended.stderr  # no terminal: no colours, no moving bars
    workbook, notice, figures = (
        crawled.out / f"{name}-{crawled.period}{ending}" for ending in (".xlsx", ".docx", "-figures.jsonl")
    )
    assert {str(workbook), str(notice)} <= set(ended.stdout.splitlines())
    written = {"notice.txt": notice_text(notice)} | {
        f"{sheet}.tsv": sheet_text(workbook, sheet)
        for sheet in SHEETS
        if sheet != "网民留言" or (folder / "messages.csv").exists()
    }
    if os.environ.get("GOVCRAWL_WRITE_GOLDEN"):
        for file, text in written.items():
            (NOTICES / name / file).parent.mkdir(exist_ok=True)
            (NOTICES / name / file).write_text(text, "utf-8")
    for file, text in written.items():
        assert text == (NOTICES / name / file).read_text("utf-8"), file
    for phrase in (NOTICES / name / "published.txt").read_text("utf-8").splitlines():
        assert phrase in written["notice.txt"], phrase
    told = map(json.loads, figures.read_text("utf-8").splitlines())
    assert all(figure["where"] and figure["query"] for figure in told)


@in_cities("yulin")
def test_a_second_inspection_is_a_run_of_its_own(crawled):
    ended = crawled.crawl("feed")
    assert ended.returncode == 0, ended.stderr
    assert len(crawled.asked["feed"]) >= 323


def test_a_faulty_register_ends_the_inspection_before_anything_is_asked(program_for, tmp_path):
    folder = tmp_path / "zhanjiang"
    shutil.copytree(CITIES["zhanjiang"][0], folder)
    (folder / "city.toml").write_text("name = \n", "utf-8")
    ended = program_for("http://127.0.0.1:9").run("scrapy", "inspect", str(folder), "--period", "2021Q2")
    assert ended.returncode == 2
    assert "city.toml:1:" in ended.stderr
    assert "Traceback" not in ended.stderr

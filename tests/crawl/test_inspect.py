"""`scrapy inspect`: jobs, judgement and report in one command, told in plain lines where there is no terminal."""

import csv
import io
import re
import shutil

import pytest

from tests.crawl.conftest import CITIES
from tests.mockgov import MockGov, as_of_in, city_web

# City -> (rates that its notice prints, lines of its two lists).
NOTICES = {
    "zhanjiang": (["89.4%（42/47）", "100%（5/5）", "96.8%（30/31）", "97.7%（211/216）"], 5, 5),
    "yulin": (["98.04%（50/51）", "1.96%（1/51）", "90.09%（291/323）", "9.91%（32/323）"], 1, 32),
}


@pytest.mark.parametrize("name", NOTICES)
def test_the_notice_comes_out(program_for, tmp_path, name):
    folder, period = CITIES[name]
    rates, sites, accounts = NOTICES[name]
    with MockGov(city_web(folder, as_of_in(folder, period))) as web:
        program = program_for(web.proxy_url)
        ended = program.run("scrapy", "inspect", str(folder), "--period", period, "--out", str(tmp_path))
    assert ended.returncode == 0, ended.stderr
    for rate in rates:
        assert rate in ended.stdout
    assert f"{tmp_path}/{name}-{period}.xlsx" in ended.stdout
    assert re.search(r"^site: (\d+)/\1 objects, \d+ pages, 0 failures$", ended.stderr, re.MULTILINE), ended.stderr
    assert "\x1b" not in ended.stderr  # no terminal: no colours, no moving bars
    failing = program.run(
        "analysis.findings",
        str(folder),
        "--period",
        period,
        "--as-of",
        as_of_in(folder, period).isoformat(),
        "--format",
        "csv",
    ).stdout
    rows = [it for it in csv.DictReader(io.StringIO(failing)) if it["verdict"] == "fail" and it["code"][0] in "VNRL"]
    targets = {it["target_id"] for it in rows}  # deductions fail no object
    assert sum(1 for target in targets if target.startswith("site/")) == sites
    assert sum(1 for target in targets if target.startswith("account/")) == accounts


def test_a_second_inspection_is_a_run_of_its_own(crawled):
    one = crawled("yulin")
    asked = len(one.web.log)
    ended = one.program.crawl("feed", one.folder, one.period, "-a", f"as_of={one.as_of}")
    assert ended.returncode == 0, ended.stderr
    assert len(one.web.log) >= asked + 323


def test_a_faulty_register_ends_the_inspection_before_anything_is_asked(program_for, tmp_path):
    folder = tmp_path / "zhanjiang"
    shutil.copytree(CITIES["zhanjiang"][0], folder)
    (folder / "city.toml").write_text("name = \n", "utf-8")
    ended = program_for("http://127.0.0.1:9").run("scrapy", "inspect", str(folder), "--period", "2021Q2")
    assert ended.returncode == 2
    assert "city.toml:1:" in ended.stderr
    assert "Traceback" not in ended.stderr

"""`scrapy inspect`: jobs, judgement and report in one command, told in plain lines where there is no terminal."""

import re
import shutil
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.crawl.conftest import CITIES
from tests.mockgov import MockGov, as_of_in, city_web

NOTICES = Path(__file__).parents[1] / "golden" / "notices"
LISTS = ("问题网站名单", "问题新媒体名单")


def listed(workbook: Path) -> list[str]:
    """The rows of both lists, after the name of their sheet; notes below them have no number."""
    opened = CalamineWorkbook.from_path(workbook)
    return [
        "\t".join([sheet, f"{row[0]:.0f}", *map(str, row[1:])])
        for sheet in LISTS
        for row in opened.get_sheet_by_name(sheet).to_python()
        if isinstance(row[0], float)
    ]


@pytest.mark.parametrize("name", ["zhanjiang", "yulin", "lincang", "heyuan", "shaoyang"])
def test_the_notice_comes_out_in_its_own_words_and_order(program_for, tmp_path, name):
    folder, period = CITIES[name]
    with MockGov(city_web(folder, as_of_in(folder, period))) as web:
        program = program_for(web.proxy_url)
        ended = program.run("scrapy", "inspect", str(folder), "--period", period, "--out", str(tmp_path))
    assert ended.returncode == 0, ended.stderr
    golden = (NOTICES / f"{name}.tsv").read_text("utf-8").splitlines()
    assert [line for line in golden if "\t" not in line and line not in ended.stdout.splitlines()] == []
    assert f"{tmp_path}/{name}-{period}.xlsx" in ended.stdout
    assert listed(tmp_path / f"{name}-{period}.xlsx") == [line for line in golden if "\t" in line]
    assert re.search(r"^site: (\d+)/\1 objects, \d+ pages, 0 failures$", ended.stderr, re.MULTILINE), ended.stderr
    assert "\x1b" not in ended.stderr  # no terminal: no colours, no moving bars


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

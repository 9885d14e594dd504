"""`scrapy proofread`: the contract of its lines, its exit status and its errors."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.errortext.pages import article
from tests.register.conftest import ACCOUNTS, CITY, SITES

ROOT = Path(__file__).resolve().parents[2]
FIELDS = ["file", "start", "end", "wrong", "right", "rule", "severity", "context"]
LONG = "全市各级各部门要压实责任，认真排查各类隐患，确保安全生产形势持续稳定向好。" * 4


def proofread(*arguments: str | Path) -> tuple[int, list[dict[str, object]], str]:
    command = [sys.executable, "-m", "scrapy", "proofread", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


@pytest.mark.slow
def test_one_line_a_candidate_of_files_and_folders(tmp_path: Path) -> None:
    text, folder = tmp_path / "notice.txt", tmp_path / "pages"
    text.write_bytes("第一行。\r\n会议要求抓紧布署，形势严峻工作要实。".encode("gb18030"))
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "a.html").write_text(article(LONG, "要因地治宜抓好落实。"), "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG\x00")
    status, lines, errors = proofread(text, folder, "--as-of", "2021-07-05")
    assert (status, errors) == (0, "")
    assert [list(line) for line in lines] == [FIELDS] * 2
    first, second = lines
    assert first == {
        "file": str(text),
        "start": 12,
        "end": 14,
        "wrong": "布署",
        "right": "部署",
        "rule": "lexicon/220",
        "severity": "typo",
        "context": "会议要求抓紧布署，形势严峻工作要实。",
    }
    assert (second["file"], second["wrong"]) == (str(folder / "deep" / "a.html"), "因地治宜")


@pytest.mark.slow
def test_the_words_of_the_city_and_of_one_site_count(tmp_path: Path) -> None:
    for name, text in (("city.toml", CITY), ("sites.csv", SITES), ("accounts.csv", ACCOUNTS)):
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "whitelist.csv").write_text("words,site\n老布署村,\n台湾政府,东区人民政府网\n", "utf-8")
    (tmp_path / "lexicon.csv").write_text("wrong,right,until\n大会战,攻坚,2021-06-30\n", "utf-8")
    text = tmp_path / "a.txt"
    text.write_text("老布署村大会战，据台湾政府称。", "utf-8")
    told = (text, "--city", tmp_path, "--as-of")
    _, lines, _ = proofread(*told, "2021-06-30")
    assert [line["wrong"] for line in lines] == ["大会战", "台湾政府"]
    assert proofread(*told, "2021-07-01", "--site", "东区人民政府网") == (0, [], "")
    status, _, errors = proofread(*told, "2021-07-01", "--site", "南区")
    assert (status, errors.count("\n")) == (2, 1)


@pytest.mark.slow
def test_wrong_use_and_unread_files_are_told(tmp_path: Path) -> None:
    status, lines, errors = proofread(tmp_path / "none.txt")
    assert (status, lines) == (2, [])
    assert errors.count("\n") == 1
    assert "there is no such file; give the path" in errors
    broken = tmp_path / "scan.bin"
    broken.write_bytes(bytes(range(256)) * 20)
    status, lines, errors = proofread(broken, ROOT / "tests" / "fixtures" / "attachments" / "locked.pdf")
    assert (status, lines, errors.count("\n")) == (1, [], 1)
    assert "2 of 2 files were not examined" in errors
    assert "(no_text)" in errors
    assert "(encrypted)" in errors

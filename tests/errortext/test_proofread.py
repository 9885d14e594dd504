"""`scrapy proofread`: the contract of its lines, its exit status and its errors."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.errortext.pages import article

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
def test_wrong_use_and_unread_files_are_told(tmp_path: Path) -> None:
    status, lines, errors = proofread(tmp_path / "none.txt")
    assert (status, lines) == (2, [])
    assert errors.count("\n") == 1
    assert "there is no such file; give the path" in errors
    broken = tmp_path / "scan.bin"
    broken.write_bytes(bytes(range(256)) * 20)
    status, lines, errors = proofread(broken)
    assert (status, lines) == (1, [])
    assert "1 of 1 files were not examined" in errors

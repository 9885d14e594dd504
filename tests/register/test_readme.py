"""The register that seeds/README.md shows is read without fault, and its faults are printed as it says."""

import re
from pathlib import Path

import pytest

from govcrawl.register import RegisterError, read_register
from tests.register.conftest import PNG

README = Path(__file__).resolve().parents[2] / "seeds" / "README.md"
BLOCKS = re.findall(r"```(\w+) ?(\S*)\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture
def shown(tmp_path: Path) -> Path:
    """The files that the README shows, as a register."""
    folder = tmp_path / "seeds" / "jia"
    folder.mkdir(parents=True)
    for _, name, text in BLOCKS:
        if name:
            (folder / name).write_text(text, encoding="utf-8")
    (folder / "screenshots").mkdir()
    (folder / "screenshots" / "dongqu-1.png").write_bytes(PNG)
    return folder


def test_the_example_is_a_register(shown):
    register = read_register(shown)
    assert [len(part) for part in (register.sites, register.accounts, register.columns, register.reviews)] == [
        4,
        2,
        2,
        2,
    ]
    assert len(register.imports) == 8
    assert register.city.report.table("failing_sites").decimals == 1


def test_the_faults_are_printed_as_shown(shown):
    for file, old, new in (
        ("city.toml", "as_of = 2021-07-05", "as_of = 2021-03-05"),
        ("sites.csv", "http://www.dong.test/", "www.dong.test"),
        ("sites.csv", "department_site,municipal", "department_site,南区"),
        ("accounts.csv", "新浪微博", "新郎微博"),
        ("reviews.csv", "东区人民政府网", "东城人民政府网"),
    ):
        text = (shown / file).read_text(encoding="utf-8")
        assert old in text
        (shown / file).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RegisterError) as refused:
        read_register(shown)
    printed = next(text for language, _, text in BLOCKS if language == "text")
    assert str(refused.value).replace(f"{shown.parents[1]}/", "") == printed.strip()

"""A small register without faults; a test changes one file of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from govcrawl.register import RegisterError, read_register

CITY = """\
name = "甲城市"
division = "990100"
profile = "national"
counties = ["东区", "西县", "城步县"]

[aliases]
"城步苗族自治县" = "城步县"

[period.2021Q2]
start = 2021-04-01
end = 2021-07-05
as_of = 2021-07-05

[report]
decimals = 1
rounding = "half_up"
"""
SITES = """\
site_code,name,url,kind,county,sponsor,render,services,status,note
9901020001,东区人民政府网,http://www.dong.test/,portal,东区,东区人民政府,auto,yes,operating,
9901000001,市公安局,https://gaj.jia.test/,department_site,municipal,市公安局,js,no,closed,已下线
,市财政局,http://www.jia.test/czj/,sub_channel,municipal,,,,,
"""
ACCOUNTS = """\
platform,account_id,name,county,sponsor,url,mirror,status,registered,note
微信号,gh_1,东区发布,东区,东区人民政府,,http://m.test/gh_1/,operating,yes,
新浪微博,1001,东区发布,东区,,,http://m.test/1001.json,closing,no,
"""
COLUMNS = """\
site,column,url,class,level,cadence_days,excluded
9901020001,要闻,http://www.dong.test/yw/,dynamic,1,14,no
市财政局,通知,http://www.jia.test/czj/tz/,,,,
"""
REVIEWS = """\
target,code,verdict,reason,reviewer,date,evidence
东区人民政府网,V1,fail,内容发布审核不严,张三,2021-07-05,截图1
微信/东区发布,N3a,pass,,张三,2021-07-05,
"""
GOOD = {
    "city.toml": CITY,
    "sites.csv": SITES,
    "accounts.csv": ACCOUNTS,
    "columns.csv": COLUMNS,
    "reviews.csv": REVIEWS,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A register without faults."""
    for name, text in GOOD.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def change(folder: Path) -> Callable[[str, str, str], None]:
    """Replace words that a file of the register has exactly once."""

    def changed(file: str, old: str, new: str) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")

    return changed


@pytest.fixture
def faults(folder: Path) -> Callable[[], list[str]]:
    """Read the register, which must be refused, and give its faults without the folder before the file."""

    def told() -> list[str]:
        with pytest.raises(RegisterError) as refused:
            read_register(folder)
        assert str(refused.value).splitlines() == [str(fault) for fault in refused.value.faults]
        return [line.removeprefix(f"{folder}/") for line in str(refused.value).splitlines()]

    return told

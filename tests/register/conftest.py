"""A small register without faults; a test changes one file of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from govcrawl.register import RegisterError, read_register

PNG = b"\x89PNG\r\n\x1a\n and so on"
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
MESSAGES = """\
site,number,subject,asked,replied,replier,valid,due,overdue,source,imported_by,imported_on
9901020001,1,路灯,2021-04-01,2021-04-07,东区住建局,yes,2021-04-08,no,政务留言系统,李主任,2021-07-05
"""
CORRECTIONS = """\
site,number,subject,asked,replied,valid,evasive,source,imported_by,imported_on
东区人民政府网,Z-1,首页错别字,2021-06-24,2021-06-25,yes,no,找错平台,李主任,2021-07-05
市财政局,,,,,,,找错平台,李主任,2021-07-05
"""
PROBES = """\
site,visited,opened,failure,status,seconds,source,imported_by,imported_on
东区人民政府网,2021-07-01 08:15,yes,,200,0.8,甲监测云,王五,2021-07-05
东区人民政府网,2021-07-01 09:15,no,访问超时,,15.2,甲监测云,王五,2021-07-05
"""
LAST_POSTS = """\
platform,account,newest,title,url,source,imported_by,imported_on
微信公众号,东区发布,2021-06-30,东区要闻,,微信手机端,张三,2021-07-05
"""
SCREENSHOTS = """\
target,file,code,note,source,imported_by,imported_on
微信/东区发布,screenshots/1.png,N3a,无互动菜单,微信手机端,张三,2021-07-05
"""
GOOD = {
    "city.toml": CITY,
    "sites.csv": SITES,
    "accounts.csv": ACCOUNTS,
    "columns.csv": COLUMNS,
    "reviews.csv": REVIEWS,
    "messages.csv": MESSAGES,
    "corrections.csv": CORRECTIONS,
    "probes.csv": PROBES,
    "last_posts.csv": LAST_POSTS,
    "screenshots.csv": SCREENSHOTS,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A register without faults."""
    for name, text in GOOD.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "screenshots").mkdir()
    (tmp_path / "screenshots" / "1.png").write_bytes(PNG)
    (tmp_path / "screenshots" / "none.png").write_bytes(b"<html>")
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

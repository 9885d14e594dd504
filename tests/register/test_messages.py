"""The back-office export of messages: read, masked, and refused where it cannot be right."""

from datetime import date
from pathlib import Path

import pytest

from govcrawl.model.letter import LetterStatus
from govcrawl.register import Register, RegisterError, read_register

TEMPLATE = Path(__file__).resolve().parents[2] / "seeds" / "templates" / "messages.csv"
CITY = """name = "甲城市"
division = "990100"
profile = "national"
counties = ["东区"]
[period.2021Q2]
start = 2021-04-01
end = 2021-07-05
as_of = 2021-07-05
"""
HEAD = "site,number,subject,asked,replied,replier,valid,source,imported_by,imported_on\n"
GOOD = "东区网,1,张三丰先生电话13812345678,2021-04-01,2021-04-07,东区住建局,,政务留言系统,李主任,2021-07-05\n"


@pytest.fixture
def register(tmp_path: Path):
    def write(text: str, name: str = "messages.csv") -> Register:
        (tmp_path / "city.toml").write_text(CITY, "utf-8")
        sites = "site_code,name,url,kind,county\n9901020001,东区网,http://www.dong.test/,portal,东区\n"
        (tmp_path / "sites.csv").write_text(sites, "utf-8")
        (tmp_path / "accounts.csv").write_text("platform,name,county\n微信公众号,东区发布,东区\n", "utf-8")
        (tmp_path / name).write_text(text, "utf-8")
        return read_register(tmp_path)

    return write


def test_a_row_becomes_a_message_that_names_nobody(register):
    (message,) = register(HEAD + GOOD).imports
    assert message.target_id == "site/9901020001"
    assert message.subject == "张某先生电话138****5678"
    assert (message.asked, message.replied, message.replier) == (date(2021, 4, 1), date(2021, 4, 7), "东区住建局")
    assert (message.status, message.valid) == (LetterStatus.REPLIED, True)
    assert (message.source, message.imported_by, message.imported_on) == ("政务留言系统", "李主任", date(2021, 7, 5))
    assert message.url == "messages.csv:2"


def test_headings_of_an_export_are_understood(register):
    head = "序号,网站名称,信件编号,信件标题,来信时间,回复时间,办理单位,是否有效,来源系统,导出人,导出时间\n"
    row = "1,东区网,7,路灯,2021年4月1日,,东区住建局,否,留言系统,李主任,2021/7/5\n"
    (message,) = register(head + row).imports
    assert (message.status, message.replied, message.valid) == (LetterStatus.PENDING, None, False)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "东区网",
            "西区网",
            "messages.csv:2: site: '西区网' is not in the register; write its name or code as in sites",
        ),
        ("2021-04-01", "昨天", "messages.csv:2: asked: is '昨天'; write a day of the calendar as 2021-07-05"),
        ("2021-04-01", "", "messages.csv:2: asked: is empty; write a value"),
        ("2021-04-07", "2021-03-31", "messages.csv:2: replied: is 2021-03-31, before it was asked on 2021-04-01; mend"),
        ("2021-07-05", "2021-04-06", "imported_on: is 2021-04-06, before it was answered on 2021-04-07; mend one"),
        ("李主任", "", "messages.csv:2: imported_by: is empty; write a value"),
        ("政务留言系统", "", "messages.csv:2: source: is empty; write a value"),
        ("住建局,,", "住建局,也许,", "messages.csv:2: valid: is '也许'; write yes or no (是 or 否)"),
    ],
)
def test_a_wrong_row_is_refused(register, old, new, fault):
    with pytest.raises(RegisterError) as refused:
        register(HEAD + GOOD.replace(old, new))
    assert fault in str(refused.value)


def test_a_number_stands_once_a_site(register):
    with pytest.raises(RegisterError, match=r"messages\.csv:3: number: is that of line 2 again; delete one"):
        register(HEAD + GOOD + GOOD)


def test_a_misspelt_file_is_told(register):
    with pytest.raises(RegisterError, match=r"message\.csv:1: file: is not a table of the register; rename it"):
        register(HEAD, "message.csv")


def test_the_template_is_read(register):
    assert register(TEMPLATE.read_text("utf-8-sig")).imports == ()

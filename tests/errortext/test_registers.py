"""What an office supplies: its own lexicon, organs, leaders, white list; and where a text belongs."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from govcrawl.errortext import ExaminedText, Knowledge, examine, knowledge_of, whereabouts
from govcrawl.model.candidate import Place, Severity
from govcrawl.model.wording import Leader, Organ
from govcrawl.register import RegisterError, read_register
from tests.errortext.pages import page_of
from tests.register.conftest import ACCOUNTS, CITY, SITES

DAY = date(2021, 7, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("city.toml", CITY), ("sites.csv", SITES), ("accounts.csv", ACCOUNTS)):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def book(path: Path, rows: list[list[str]]) -> None:
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("词库")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)


def found(text: str, knowledge: Knowledge, day: date = DAY, **known: object):
    return [(it.rule, it.wrong, it.right, it.severity) for it in examine(ExaminedText(text, day, **known), knowledge)]


def test_the_offices_own_lexicon_holds_within_its_days(folder):
    rows = [["错误表述", "建议表述", "严重程度", "启用日期", "停用日期"]]
    rows += [
        ["甲城大会战", "甲城攻坚行动", "严重", "2021-01-01", "2021-06-30"],
        ["东区管委会", "东区人民政府", "", "", ""],
    ]
    book(folder / "lexicon.xlsx", rows)
    knowledge = knowledge_of(read_register(folder))
    text = "甲城大会战启动，东区管委会部署。"
    organ = ("lexicon/东区管委会", "东区管委会", "东区人民政府", Severity.TYPO)
    assert found(text, knowledge, date(2021, 6, 30)) == [
        ("lexicon/甲城大会战", "甲城大会战", "甲城攻坚行动", Severity.SERIOUS),
        organ,
    ]
    assert found(text, knowledge, date(2021, 7, 1)) == [organ]


def test_every_fault_of_the_tables_is_told(folder):
    book(
        folder / "lexicon.xlsx",
        [["错误表述", "建议表述", "严重程度"], ["错", "错", "很重"], ["甲乙", "甲丙", ""], ["甲乙", "", ""]],
    )
    (folder / "leaders.csv").write_text("姓名,职务,任职日期,免职日期\n张三,区长,2021-01-01,2020-01-01\n", "utf-8")
    (folder / "organs.csv").write_text("name,until\n区扶贫办,\n", "utf-8")
    (folder / "whitelist.csv").write_text("words,site\n甲乙,南区\n", "utf-8")
    with pytest.raises(RegisterError) as refused:
        read_register(folder)
    assert [f"{Path(fault.file).name}:{fault.line} {fault.field}" for fault in refused.value.faults] == [
        "lexicon.xlsx:2 wrong",
        "lexicon.xlsx:2 right",
        "lexicon.xlsx:2 severity",
        "lexicon.xlsx:4 wrong",
        "organs.csv:2 until",
        "leaders.csv:2 until",
        "whitelist.csv:2 site",
    ]


def test_white_lists_are_of_a_city_or_of_one_site(folder):
    (folder / "whitelist.csv").write_text(
        "words,site,reason\n老布署村,,地名\n台湾政府,东区人民政府网,研究报告\n", "utf-8"
    )
    register = read_register(folder)
    knowledge = knowledge_of(register)
    own, other = (whereabouts(register, site).names for site in register.sites[:2])
    text = "老布署村抓紧布署，据台湾政府称。"
    assert [wrong for _, wrong, _, _ in found(text, knowledge, site=other)] == ["布署", "台湾政府"]
    assert found(text, knowledge, site=own) == [("lexicon/220", "布署", "部署", Severity.TYPO)]


ORGANS = Knowledge(organs=(Organ("县扶贫办", date(2021, 5, 31), "县乡村振兴局"),))


def test_a_former_name_is_found_from_the_day_on_unless_the_text_looks_back():
    fault = ("organ/县扶贫办", "县扶贫办", "县乡村振兴局", Severity.TYPO)
    assert found("县扶贫办组织开展培训。", ORGANS, date(2021, 6, 1)) == [fault]
    assert found("县扶贫办组织开展培训。", ORGANS, date(2021, 5, 31)) == []
    for text in ("原县扶贫办组织", "2018年，县扶贫办组织开展", "《县扶贫办关于培训的通知》"):
        assert found(text, ORGANS) == []


def test_a_column_that_is_still_called_so_is_found_once():
    menu = '<div class="nav"><a href="/a">县扶贫办</a><a href="/b">县扶贫办动态</a><a href="/c">县乡村振兴局</a></div>'
    (only,) = examine(page_of(menu), ORGANS)
    assert (only.rule, only.place, only.right, only.context) == (
        "organ_column/县扶贫办",
        Place.LINK,
        "县乡村振兴局",
        "县扶贫办",
    )
    assert examine(page_of(menu), Knowledge()) == ()


LEADERS = Knowledge(
    leaders=(
        Leader("王大明", "县长", date(2021, 3, 1), rank=1),
        Leader("李小红", "县长", date(2018, 1, 1), date(2021, 2, 28), rank=1),
        Leader("李小红", "县委书记", date(2021, 3, 1), rank=0),
        Leader("赵四", "副县长", date(2020, 1, 1), rank=2),
        Leader("孙五", "副县长", date(2020, 1, 1), rank=3),
    )
)
GRAVE = Severity.SERIOUS


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("县长李小红主持会议。", [("leader/title", "县长李小红", "县委书记李小红", GRAVE)]),
        ("县长王大朋主持会议。", [("leader/name", "王大朋", "王大明", GRAVE)]),
        ("孙五、赵四、王大明出席。", [("leader/order", "孙五、赵四、王大明", "王大明、赵四、孙五", GRAVE)]),
        ("王大明、赵四、孙五出席。", []),
        ("县长王大明主持，县委书记李小红讲话，副县长赵四参加。", []),
        ("2019年，县长李小红到该村调研。", []),
        ("时任县长李小红到该村调研。", []),
        ("县长办公会议召开。", []),
        ("县长刘六到我县考察。", []),
    ],
)
def test_leaders_are_compared_with_the_dated_list(text, faults):
    assert found(text, LEADERS) == faults
    assert found(text, Knowledge()) == []


def test_the_title_of_the_day_counts():
    assert found("县长李小红主持会议。", LEADERS, date(2021, 2, 28)) == []


XINYI = "信宜市位于广东省西南部，总面积三千余平方公里。信宜市辖十八个镇，人口百余万。信宜市历史悠久，物产丰富。" * 3


def test_a_text_about_another_place_is_found_where_the_own_one_is_known():
    (only,) = found(XINYI, Knowledge(), division="440882")
    assert only == ("wrong_place/described", "信宜市", "雷州市", GRAVE)
    assert found(XINYI + "雷州半岛", Knowledge(), division="440882") == []
    assert found(XINYI, Knowledge()) == []
    for own in ("440983", "440900", "440000"):  # itself, its city, its province
        assert found(XINYI, Knowledge(), division=own) == []
    assert found(XINYI.replace("信宜", "许昌"), Knowledge(), division="411100")  # 411000 is no part of 411100
    news = "代表团到信宜市考察，信宜市有关负责人介绍经验，信宜市提供了材料。" * 4
    assert [(rule, severity) for rule, _, _, severity in found(news, Knowledge(), division="440882")] == [
        ("wrong_place/named", Severity.HINT)
    ]
    assert found(news.replace("信宜", "湛江"), Knowledge(), division="440882") == []  # the city it belongs to


def test_a_rule_that_reviewers_reject_only_hints():
    demoted = Knowledge(demoted=frozenset({"lexicon/52"}))
    assert found("据台湾政府称。", demoted) == [("lexicon/52", "台湾政府", "台湾当局", Severity.HINT)]

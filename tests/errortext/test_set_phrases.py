"""Set phrases and full names: every kind of slip is found, every right form is silent."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.errortext import ExaminedText, examine
from govcrawl.errortext.detectors.near_names import slip
from govcrawl.errortext.set_phrases import full_names, set_phrases
from govcrawl.model.candidate import Severity

DAY = date(2021, 7, 1)
WRONG = [
    ("set_phrase/count", "三个意识", "要增强“三个意识”、坚定“四个自信”、做到“两个维护”。"),
    ("set_phrase/count", "四个维护", "要增强“四个意识”、坚定“四个自信”、做到“四个维护”。"),
    ("set_phrase/verb", "坚定“四个意识”", "要坚定“四个意识”，抓好落实。"),
    ("set_phrase/verb", "增强“两个维护”", "要切实增强“两个维护”。"),
    ("set_phrase/verb", "协调推进“五位一体”", "协调推进“五位一体”总体布局。"),
    ("set_phrase/verb", "统筹推进“四个全面”", "统筹推进“四个全面”战略布局。"),
    ("set_phrase/order", "政治意识、核心意识、大局意识、看齐意识", "增强政治意识、核心意识、大局意识、看齐意识。"),
    ("set_phrase/order", "创新、绿色、协调、开放、共享", "贯彻创新、绿色、协调、开放、共享的新发展理念。"),
    ("set_phrase/order", "形式主义、享乐主义、官僚主义和奢靡之风", "整治形式主义、享乐主义、官僚主义和奢靡之风。"),
    ("set_phrase/order", "放管结合、简政放权、优化服务", "推进放管结合、简政放权、优化服务。"),
    ("set_phrase/member", "中心意识", "增强政治意识、大局意识、中心意识、看齐意识。"),
    ("set_phrase/member", "道理自信", "坚定道理自信、理论自信、制度自信、文化自信。"),
    ("set_phrase/missing", "政治意识、大局意识、看齐意识", "增强“四个意识”（政治意识、大局意识、看齐意识）。"),
    ("near_name/不忘初心、牢记使命", "不忘初心、劳记使命", "开展“不忘初心、劳记使命”主题教育。"),
    ("near_name/中华民族伟大复兴", "中华民族伟复大兴", "实现中华民族伟复大兴的中国梦。"),
    ("near_name/中华人民共和国", "中华人共和国", "根据《中华人共和国土地管理法》的规定。"),
    ("near_name/人类命运共同体", "人类命运运共同体", "推动构建人类命运运共同体。"),
]
RIGHT = [
    "增强“四个意识”、坚定“四个自信”、做到“两个维护”",
    "增强政治意识、大局意识、核心意识、看齐意识",
    "增强三个意识：责任意识、服务意识、法治意识",
    "统筹推进“五位一体”总体布局、协调推进“四个全面”战略布局",
    "坚持创新、协调、绿色、开放、共享的新发展理念",
    "鼓励绿色、创新、协调、开放、共享的做法",
    "富强民主文明和谐美丽的社会主义现代化强国",
    "践行社会主义核心价值体系",
    "实现中华民族的伟大复兴",
    "全面建设小康社会的各项任务",
    "力戒形式主义、官僚主义",
    "经济建设、政治建设、文化建设、社会建设以及生态文明建设",
    "开展“不忘初心，牢记使命”主题教育",
    "市人民代表大会常务委员会会议",
    "中国特色社会主义法治道路",
    "优化服务、简政放权，方便群众",
    "加强经济建设、社会建设、文化建设、政治建设",
    "践行新发展理念，实现第一个百年奋斗目标",
    "某些稿件把“四个意识”误写为“三个意识”",
]


def found(text: str, day: date | None = DAY):
    return [(it.rule, it.wrong) for it in examine(ExaminedText(text, day)) if it.severity is Severity.SERIOUS]


@pytest.mark.parametrize(("rule", "wrong", "text"), WRONG, ids=[text for _, _, text in WRONG])
def test_a_slip_is_found(rule, wrong, text):
    assert found(text) == [(rule, wrong)]


@pytest.mark.parametrize("text", RIGHT)
def test_right_forms_are_silent(text):
    assert found(f"会议要求，{text}。") == []


def test_the_form_of_a_day_counts():
    new = "全面建设社会主义现代化国家、全面依法治国、全面深化改革、全面从严治党"
    assert found(new, date(2020, 10, 30)) == [("set_phrase/order", new)]
    assert found(new, date(2020, 10, 29)) == [("set_phrase/order", new.partition("、")[2])]  # its first is not yet one
    assert found("坚定“三个自信”，增强“四个意识”。", date(2016, 6, 30)) == []
    assert found("坚定“三个自信”，增强“四个意识”。", date(2016, 7, 1)) != []


def test_the_verb_of_the_report_is_a_hint():
    (only,) = examine(ExaminedText("增强“四个自信”。", DAY))
    assert (only.rule, only.severity) == ("set_phrase/verb", Severity.HINT)


@pytest.mark.parametrize("phrase", [phrase for phrase in set_phrases() if phrase.members], ids=str)
def test_every_phrase_in_its_order_is_right_and_in_another_is_not(phrase):
    day = max(DAY, phrase.since) if phrase.until == date.max else phrase.until
    text = f"{phrase.name}：" + "、".join(phrase.members)
    assert found(text, day) == []
    second, first, *rest = phrase.members
    assert [rule for rule, _ in found(f"{phrase.name}：" + "、".join((first, second, *rest)), day)] == [
        "set_phrase/order"
    ]


@given(st.sampled_from(full_names()), st.data())
def test_one_wrong_character_within_a_name_is_found(name, data):
    place = data.draw(st.integers(1, len(name.right) - 2))
    wrong = name.right[:place] + "某" + name.right[place + 1 :]
    assert [each for _, each in found(f"会议指出，{wrong}，要抓好落实。")] == [wrong]


@pytest.mark.parametrize(
    ("words", "length"),
    [("劳记使命", 4), ("牢使命x", 3), ("牢牢记使命", 5), ("牢记使命", 0), ("记牢使命", 4), ("牢记使名", 0), ("", 0)],
)
def test_one_slip(words, length):
    assert slip(words, "牢记使命") == length

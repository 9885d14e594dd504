"""Repeated words, impossible numbers, punctuation: found where they are wrong, silent where they are right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.errortext import ExaminedText, examine
from govcrawl.errortext.detectors.repeated import LONGEST, SHORTEST, repeats

WRONG = [
    ("prose/167", "关于关于", "县人民政府关于关于开展试点工作的意见"),
    ("prose/192", "的的", "这是群众反映的的问题"),
    ("repeated/words", "安全检查", "组织开展安全检查安全检查工作"),
    ("repeated/words", "城区供水管网改造", "推进城区供水管网改造城区供水管网改造工程"),
    ("number/day", "6月31日", "报名截至6月31日止"),
    ("number/day", "2021年2月29日", "自2021年2月29日起施行"),
    ("number/day", "13月5日", "将于13月5日召开"),
    ("number/times_less", "下降了3倍", "事故数量同比下降了3倍"),
    ("number/year", "二O二一年", "二O二一年工作要点"),
    ("punctuation/doubled", "，，", "会议指出，，要抓好落实"),
    ("punctuation/open", "（", "现场核查各类隐患（含整改不到位的，要求立即整改到位，确保安全。"),
    ("punctuation/open", "“", "要加强“四史“教育，认真规划和落实具体的学习方案，不断提高认识。"),
]
RIGHT = [
    "以营利为目的的活动，的的确确存在",
    "请研究研究，讨论讨论",
    "为了了解情况，参与与否自愿",
    "2020年2月29日、2月29日、4月30日",
    "下降了三成，增长3倍",
    "序号13\n月5日前报送",
    "二〇二一年七月一日",
    "什么？！好……。",
    "1）组织领导到位；2）责任落实到位，确保各项任务按时完成，不留死角。",
    "登录管理平台（www.test)填写申请表，审核通过以后方可领取相关证书。",
    "关于征求《省级科技计划项目任务书管理细则（征",
]


@pytest.mark.parametrize(("rule", "wrong", "text"), WRONG, ids=[text for _, _, text in WRONG])
def test_a_slip_is_found(rule, wrong, text):
    assert [(found.rule, found.wrong) for found in examine(ExaminedText(text))] == [(rule, wrong)]


@pytest.mark.parametrize("text", RIGHT)
def test_right_forms_are_silent(text):
    assert examine(ExaminedText(text)) == ()


@given(st.text("一二三四", max_size=60))
def test_repeats_are_those_that_a_slow_reader_finds(text):
    slow = [
        (start, length)
        for start in range(len(text))
        for length in range(SHORTEST, LONGEST + 1)
        if start + 2 * length <= len(text) and text[start : start + length] == text[start + length : start + 2 * length]
    ]
    assert repeats(text) == slow

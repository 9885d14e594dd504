"""Personal data is masked as Yong'an prescribes, and nothing else is touched."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.model.masking import masked, masked_markup, masked_subject
from govcrawl.spiders.personal import masked_numbers


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("电话13812345678，", "电话138****5678，"),
        ("13812345678/13900001111", "138****5678/139****1111"),
        ("138-1234-5678 或 138 1234 5678", "138****5678 或 138****5678"),
        ("8613812345678", "86 138****5678"),
        ("350102199001011234", "35*************234"),
        ("35010219900101123x。", "35*************23x。"),
        ("440801900101123", "44**********123"),
        ("6222021234567890123", "6222************123"),
    ],
)
def test_numbers_of_people_are_masked(text, shown):
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "0759-3181234",
        "12345",
        "信件编号2021060100112",
        "2021-06-01 20:57",
        "粤ICP备05070829号-1",
        "138****5678",
        "12813812345",
    ],
)
def test_other_numbers_stay(text):
    assert masked(text) == text


def test_numbers_in_comments_are_masked_and_ids_that_look_like_them_stay():
    page = """{"id": 13812345678, "mid": "4512345678901234", "u": "/13987654321/138123456789", "text": "电13912345678",
        "comments": [{"text": "回13987654321", "text2": "139-1234-5678", "user": 350102199001011234}]}"""
    words = ["回13987654321", "139-1234-5678", "4512345678901234", "身份证350102199001011234", "普通的话"]
    assert masked_numbers(page.encode(), words).decode() == page.replace("13987654321", "139****4321").replace(
        "139-1234-5678", "139****5678"
    ).replace("350102199001011234", "35*************234")
    assert masked_numbers(page.encode(), []) == page.encode()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("关于张三丰先生反映的问题", "关于张某先生反映的问题"),
        ("我叫欧阳明月，请回电13812345678", "我叫欧阳某，请回电138****5678"),
        ("留言人：李四 咨询社保", "留言人：李某 咨询社保"),
        ("高新区路灯不亮", "高新区路灯不亮"),
        ("请问如何办理居住证", "请问如何办理居住证"),
    ],
)
def test_a_subject_names_nobody(text, shown):
    assert masked_subject(text) == shown


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<th>姓名：</th><td>张三</td>", "<th>姓名：</th><td>张某</td>"),
        ("留言人：<b>欧阳修文</b>", "留言人：<b>欧阳某</b>"),
        ("<p>网友：happy_cat_88</p>", "<p>网友：h某</p>"),
        ("<p>承办单位：王家镇</p>", "<p>承办单位：王家镇</p>"),
        ('<a href="/x/13812345678.html">查看</a>', '<a href="/x/13812345678.html">查看</a>'),
        ('<a href="tel:13812345678">拨打</a>', '<a href="tel:138****5678">拨打</a>'),
        (
            "<table><tr><th>标题</th><th>留言人</th><th>时间</th></tr><tr><td>路灯</td><td>李小四</td><td>2021</td></tr></table>",
            "<table><tr><th>标题</th><th>留言人</th><th>时间</th></tr><tr><td>路灯</td><td>李某</td><td>2021</td></tr></table>",
        ),
    ],
)
def test_a_page_of_letters_names_nobody(html, shown):
    assert masked_markup(html) == shown
    assert masked_markup(shown) == shown


@given(st.text(alphabet="0123456789张三人：<td>姓名 href=\"'-", max_size=80))
def test_no_mobile_number_is_left_and_masking_again_changes_nothing(text):
    once = masked(text)
    assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", once)
    assert masked(once) == once

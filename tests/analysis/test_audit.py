"""The audit: exactly what the fact sheet names in the five notices, no false alarm, and a fault wherever one is put."""

import re
from pathlib import Path

import pytest

from analysis.audit import Mark, audit
from analysis.audit.__main__ import main
from govcrawl.errors import GovcrawlError

NOTICES = Path(__file__).parents[2].parent / "shared" / "domain" / "notices"
published = pytest.mark.skipif(not NOTICES.is_dir(), reason="../shared/domain/notices is not here")


def text_of(name):
    return next(NOTICES.glob(f"{name}-*.txt")).read_text("utf-8")


def told(text, *marks):
    return [remark.text for remark in audit(text) if not marks or remark.mark in marks]


@published
def test_zhanjiang_leaves_one_rate_out_and_varies_its_words():
    """Fact sheet 7.1: the omitted 7/11, 监测 and 检测时间点, 微信服务号 and 微信号; every sum and rate fits."""
    assert told(text_of("zhanjiang")) == [
        "门户网站11个的合格率未印出（按名单推算7/11=63.6%）",
        "“雷州禁毒”正文称微信服务号，名单称微信号",
        "“麻章教育”正文称微信服务号，名单称微信号",
        "同一概念用词不一：监测时间点、检测时间点",
    ]
    assert told(text_of("zhanjiang"), Mark.FAULT) == []


@published
def test_lincang_cuts_two_ways_tells_no_total_and_names_more_than_it_counts():
    """Fact sheet 7.2: 88.88 truncated beside 97.37 rounded; 193 or 194 accounts; three bodies named, two counted."""
    assert told(text_of("lincang"), Mark.FAULT) == ["合格率88.88%为截尾，合格率97.37%为四舍五入：同一通报用了两种取舍"]
    assert told(text_of("lincang"), Mark.UNTESTED) == [
        "政务新媒体合格率:98.45%：未列对象总数，无法核算；不合格3个时对象总数只能是193（四舍五入）、194（四舍五入或截尾）"
    ]
    assert told(text_of("lincang"), Mark.LOOK) == [
        "问题部分点名3个（市自然资源和规划局信息公开专栏、永德县人民政府门户网站、临沧市乡村振兴局栏目），总体情况只计2个"
    ]


@published
def test_heyuan_is_damaged_and_called_a_sample():
    """Fact sheet 7.3: brackets, years and months lost in the copy; 抽查 and 全覆盖. The province's rate is not ours."""
    assert told(text_of("heyuan"), Mark.FAULT, Mark.UNTESTED) == []
    looks = told(text_of("heyuan"))
    assert [it for it in looks if "文字缺损" not in it] == ["正文既称抽查，又称全覆盖检查"]
    assert re.findall(r"〔\d+号|\d+日", "".join(looks)) == [
        "〔201747号", "〔201919号", "〔201990号", "〔20191号", "730日", "2019628日", "723日",
    ]  # fmt: skip


@published
@pytest.mark.parametrize("name", ["shaoyang", "yulin"])
def test_shaoyang_and_yulin_fit(name):
    assert told(text_of(name)) == []


@published
@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("zhanjiang", "总体合格率89.4%", "总体合格率89.3%", None),  # cut instead of rounded: the others are rounded
        ("zhanjiang", "总体合格率89.4%", "总体合格率89.5%", "政府网站合格率89.5%：42/47=89.3617%"),
        ("zhanjiang", "及格率96.8%", "及格率96.7%", None),
        ("zhanjiang", "及格率96.8%", "及格率96.6%", "子频道及格率96.6%：31个对象中没有一个数能得出该值"),
        ("zhanjiang", "合格率达97.7%", "合格率达98.1%", "政务新媒体合格率达98.1%：211/216=97.6852%"),
        ("zhanjiang", "门户网站11个", "门户网站12个", "其中各项之和12+5+31=48，与总数47个不符"),
        ("zhanjiang", "| 5 | 徐闻公安", "| 6 | 徐闻公安", "名单序号不连续：1、2、3、4、6"),
        ("lincang", "留言 151 条", "留言 152 条", "其中各项之和54+1+29+4+8+10+12+7+13+13=151，与总数152条不符"),
        ("lincang", "97.37%", "97.38%", "信息公开专栏合格率97.38%：37/38=97.3684%"),
        ("yulin", "合格 50 个", "合格 49 个", "合格49与不合格1之和为50，与总数51不符"),
        ("yulin", "占比 90.09%", "占比 90.1%", None),
        ("yulin", "占比 9.91%", "占比 9.92%", "政务新媒体占比9.92%：32/323=9.9071%"),
        ("yulin", "存在突出问题的 32 个", "存在突出问题的 33 个", "正文称政务新媒体33个存在问题，附件列出32个"),
        ("shaoyang", "9\t邵东市\t20", "9\t邵东市\t21", "新媒体表第1列数字之和为157，合计印为156"),
        ("shaoyang", "合计\t\t45\t45", "合计\t\t45\t44", "网站表第2列数字之和为45，合计印为44"),
    ],
)
def test_a_figure_that_is_changed_is_found(name, old, new, fault):
    text = text_of(name)
    assert text.count(old) == 1
    found = told(text.replace(old, new), Mark.FAULT)
    if fault is None:
        assert not [it for it in found if "截尾" not in it]
    else:
        assert fault in found


# Rows of fact sheet 4.1: objects, failing, the rate as it was printed, and its mark there.
ROWS = [
    ("政府网站", 746, 112, "85", "r"),
    ("政府网站", 500, 5, "99", "="),
    ("政府网站", 561, 3, "99.5", "r"),
    ("政府网站", 277, 16, "94.2", "r"),
    ("政府网站", 612, 11, "98.20", "r"),
    ("政务新媒体", 314, 55, "82.48", "r"),
    ("政府网站", 847, 65, "92", "r"),
    ("政府网站", 286, 5, "98.3", "r"),
    ("政务新媒体", 4219, 6, "99.9", "r"),
    ("政务新媒体", 150, 33, "78", "="),
    ("政府网站", 603, 2, "99.67", "r"),
    ("政务新媒体", 2269, 17, "99.25", "r"),
    ("政府网站", 51, 3, "94", "r"),
    ("政务新媒体", 212, 3, "98.6", "r"),
    ("政府网站", 134, 8, "94.3", "✗"),
    ("政务新媒体", 381, 63, "83.5", "r"),
    ("政务新媒体", 591, 25, "95.77", "r"),
    ("政务新媒体", 461, 24, "95.0", "✗"),
    ("政务新媒体", 149, 29, "80.5", "r"),
    ("政务新媒体", 2833, 2, "99.93", "r"),
    ("政府网站", 556, 3, "99.4", "t"),
    ("政务新媒体", 1940, 2, "99.8", "t"),
]


@pytest.mark.parametrize(("what", "whole", "failing", "rate", "mark"), ROWS)
def test_the_rates_of_the_fact_sheet_have_the_marks_it_gives_them(what, whole, failing, rate, mark):
    text = f"一、总体情况。全省共检查{whole}个{what},发现存在突出问题的{what}{failing}个,合格率{rate}%。"
    faults = told(text, Mark.FAULT)
    assert bool(faults) == (mark == "✗"), faults


def test_one_notice_that_always_cuts_is_no_fault():
    text = "检查政府网站556个,发现问题网站3个,合格率99.4%。检查政务新媒体1940个,发现问题新媒体2个,合格率99.8%。"
    assert told(text) == []


def test_a_rate_without_a_total_cannot_be_tested():
    assert told("全省政府网站总体合格率90.8%。") == ["政府网站合格率90.8%：未列对象总数，无法核算"]


def test_a_total_that_its_parts_do_not_make():
    """Minhou 2025: 21 accounts (18 + 1 + 2), and 28 in the text."""
    text = "共检查政务新媒体28家，其中微信18家、微博1家、抖音2家。"
    assert told(text) == ["其中各项之和18+1+2=21，与总数28家不符"]
    assert told(text.replace("28", "21")) == []


def test_another_period_and_another_inspection_are_left_alone():
    text = "检查政府网站10个，全部合格，合格率100%。经复查，上季度发现的5个问题网站均已整改，合格率98%。"
    assert told(text) == []


def test_the_command_tells_line_and_sign_and_says_by_its_status(tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_bytes("标题\n检查政府网站134个，发现问题网站8个，\n合格率94.3%。\n".encode("gb18030"))
    assert main([str(path)]) == 1
    assert capsys.readouterr().out == f"{path}:3: ✗ 政府网站合格率94.3%：126/134=94.0299%\n{path}: 1 do not fit\n"
    path.write_text("检查政府网站10个，发现问题网站1个，合格率90%。", "utf-8")
    assert main([str(path)]) == 0
    assert capsys.readouterr().out == f"{path}: nothing that does not fit\n"


def test_what_cannot_be_read_is_told(tmp_path):
    with pytest.raises(GovcrawlError, match="cannot be opened"):
        main([str(tmp_path / "none.txt")])
    (tmp_path / "b.txt").write_bytes(b"\xff\xff\xff")
    with pytest.raises(GovcrawlError, match="neither UTF-8 nor GB18030"):
        main([str(tmp_path / "b.txt")])

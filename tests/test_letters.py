"""Letter pages and message boards: asked, replied, published, status. The pages here are made up."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.letters import score
from govcrawl.cms.letters import read_letters
from govcrawl.model.letter import LetterRead, LetterStatus
from govcrawl.model.observation import Observation
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME

CAPTURED = datetime(2021, 7, 5, 9, 30, tzinfo=CHINA_TIME)
REALPAGES = Path(__file__).parents[2] / "shared" / "realpages"


def read(body: str, head: str = "") -> LetterRead:
    text = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_letters(Page(text, CAPTURED, "http://www.a.test/b/"))


def china(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=CHINA_TIME)


TABLE = """<h1>路灯不亮</h1><table>
<tr><th>信件编号：</th><td>20210601001</td><th>来信时间：</th><td>2021-06-01 20:57</td></tr>
<tr><th>信件类型：</th><td>我要咨询</td><th>姓名：</th><td>某***</td></tr>
<tr><th>内容：</th><td>路灯不亮，2021年5月1日起。</td></tr>
<tr><th>智能预答复情况：</th><td><p>已为您推送：</p><span>预答复时间：2021-06-01 20:58</span></td></tr>
<tr><th>答复情况：</th><td><div>答复单位：甲县住建局
   答复时间：
   2021-06-03 09:53</div><p>答复意见：</p><p>您好：已修好。</p></td></tr></table>
<div class="hot">直播时间：2021年07月01日 16时02分</div>"""
HEAD = '<meta name="PubDate" content="2021-06-10 09:26"><meta name="HtmlGenerateTime" content="2021-07-04 22:31:52">'


def test_a_letter_in_a_table() -> None:
    found = read(TABLE, HEAD)
    assert (found.state, found.board, len(found.letters)) == (Observation.DATED, False, 1)
    letter = found.letters[0]
    assert (letter.subject, letter.number, letter.kind) == ("路灯不亮", "20210601001", "我要咨询")
    assert letter.unit == "甲县住建局"
    assert letter.asked.moment == china(2021, 6, 1, 20, 57)
    assert letter.replied.moment == china(2021, 6, 3, 9, 53)
    assert (letter.published.day, letter.published.place) == (date(2021, 6, 10), "PubDate")
    assert [read.moment for read in letter.automatic] == [china(2021, 6, 1, 20, 58)]
    assert letter.status is LetterStatus.REPLIED


def test_only_an_automatic_reply_is_no_reply() -> None:
    before = TABLE.split("<tr><th>答复情况")[0] + "</table>"
    letter = read(before).letters[0]
    assert (letter.replied.day, letter.status) == (None, LetterStatus.UNKNOWN)
    assert letter.automatic


@pytest.mark.parametrize(("printed", "counts"), [("2021-06-01 20:57", False), ("2021-06-01 20:58", True)])
def test_a_reply_in_the_minute_of_the_question_is_a_machines(printed: str, *, counts: bool) -> None:
    letter = read(f"<p>来信时间：2021-06-01 20:57</p><p>回复时间：{printed}</p>").letters[0]
    assert bool(letter.replied.day) is counts
    assert bool(letter.automatic) is not counts


def test_a_plain_reply_time_inside_the_automatic_part_does_not_count() -> None:
    body = "<p>来信时间：2021-06-01 20:57</p><h3>智能预答复情况：</h3><p>回复时间：2021-06-01 20:59</p>"
    assert read(body).letters[0].replied.day is None
    replied = read(body + "<h3>答复情况：</h3><p>回复时间：2021-06-09 10:00</p>").letters[0]
    assert replied.replied.moment == china(2021, 6, 9, 10, 0)


@pytest.mark.parametrize(
    "asked",
    [
        "提问时间",
        "来信时间",
        "留言时间",
        "咨询时间",
        "写信日期",
        "投诉时间",
        "提交时间",
        "网友提问时间",
        "信件提交时间",
    ],
)
@pytest.mark.parametrize("replied", ["回复时间", "答复时间", "办结时间", "官方回复时间", "答复日期", "办理时间"])
def test_labels_of_many_boards(asked: str, replied: str) -> None:
    spaced = " ".join(asked)
    for label in (f"{asked}：", f"<strong>{asked}:</strong>", f"{spaced}："):
        body = f"<h1>题</h1><p>{label}2021年6月1日</p><p>{replied}：2021/6/3 10:00 处理结果：好</p>"
        letter = read(body).letters[0]
        assert letter.asked.day == date(2021, 6, 1)
        assert letter.replied.moment == china(2021, 6, 3, 10, 0)


def test_the_reply_comes_before_the_settling() -> None:
    body = "<p>来信时间：2021-06-01</p><p>办结时间：2021-06-20</p><p>答复时间：2021-06-10</p>"
    assert read(body).letters[0].replied.day == date(2021, 6, 10)


def test_several_labels_in_one_text_and_a_visible_publication() -> None:
    body = "<span>时间:2021-06-04</span><p>留言标题：题 留言编号：12号 "
    body += "留言时间：2021-06-01 08:00:01答复时间：2021-06-03</p>"
    letter = read(body, HEAD).letters[0]
    assert (letter.subject, letter.number, letter.published.day) == ("题", "12号", date(2021, 6, 4))
    assert letter.asked.moment == china(2021, 6, 1, 8, 0, 1)
    assert letter.replied.day == date(2021, 6, 3)


BOARD = """<ul class="head"><li><p>留言时间</p><p>办理状态</p><p>信件编号</p><p>信件标题</p></li></ul><ul>
<li><p>2021-06-21</p><p> 已回复 </p><p>1</p><p><a href="1.html" title="全部的标题">全部的…</a></p></li>
<li><p>2021-06-25</p><p>未办结</p><p>2</p><p><a href="2.html">第二件</a></p></li>
<li><p>2021-06-26</p><p>办理中</p><p>3</p><p><a href="3.html">第三件</a></p></li>
<li><p>2021-06-27</p><p>其他</p><p>4</p><p><a href="4.html">第四件</a></p></li></ul>
<ul><li><a href="x.html">热线</a> 2021-07-04</li></ul>"""


def test_a_board_by_its_headings() -> None:
    found = read(BOARD)
    assert found.board
    assert [(letter.subject, letter.asked.day, letter.status) for letter in found.letters] == [
        ("全部的标题", date(2021, 6, 21), LetterStatus.REPLIED),
        ("第二件", date(2021, 6, 25), LetterStatus.PENDING),
        ("第三件", date(2021, 6, 26), LetterStatus.PENDING),
        ("第四件", date(2021, 6, 27), LetterStatus.UNKNOWN),
    ]
    assert found.letters[0].url == "http://www.a.test/b/1.html"
    assert found.letters[0].status_raw == "已回复"
    assert all(not letter.replied.day and letter.replied.reason == "no_label" for letter in found.letters)


def test_a_board_with_labels_in_each_row() -> None:
    rows = "".join(
        f"<div class='row'><h4><a href='{n}.html'>第{n}件</a></h4><p><span>提问时间：2021-06-0{n}</span>"
        f"<span>回复时间：2021-06-1{n}</span></p></div>"
        for n in (1, 2, 3)
    )
    found = read(f"<div>{rows}</div>")
    assert found.board
    assert [(letter.subject, letter.asked.day, letter.replied.day) for letter in found.letters] == [
        (f"第{n}件", date(2021, 6, n), date(2021, 6, 10 + n)) for n in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><th>序号</th><th>标题</th><th>日期</th></tr><tr><td>1</td><td>公告</td><td>2021-06-01</td></tr></table>",
        "<h1>公告</h1><p>发布时间：2021-06-01</p><p>受理时间：2021-06-02</p>",
        "<p>访谈时间：2021-06-01</p>",
        "",
    ],
)
def test_other_pages_hold_no_letters(body: str) -> None:
    found = read(body)
    assert (found.state, found.letters, found.reason) == (Observation.NOT_OBSERVABLE, (), "no_labels_of_letters")


def test_an_empty_board_is_blank() -> None:
    assert read("<h1>县长信箱</h1><p>暂无留言</p>").state is Observation.BLANK


def test_a_reply_after_the_capture_is_refused() -> None:
    letter = read("<p>来信时间：2021-07-05</p><p>答复时间：2021-07-06</p>").letters[0]
    assert (letter.asked.day, letter.replied.day, letter.replied.reason) == (date(2021, 7, 5), None, "after_capture")


@given(st.text(max_size=150) | st.text(alphabet="<>/tabletrdhp来信留言答复时间：:2021-07 5", max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = read_letters(Page(text, CAPTURED))
    assert found.letters or found.reason


@pytest.mark.skipif(not REALPAGES.is_dir(), reason="../shared/realpages is not here")
def test_every_real_letter_is_read_right() -> None:
    assert score(REALPAGES) == {"right": 23}

"""Message boards: their letters, a way to write, statistics. The pages here are made up."""

from datetime import date, datetime

import pytest

from govcrawl.cms.boards import read_board
from govcrawl.model.letter import BoardRead, LetterStatus
from govcrawl.model.observation import Observation
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME

CAPTURED = datetime(2021, 7, 5, 9, 30, tzinfo=CHINA_TIME)


def read(body: str) -> BoardRead:
    return read_board(Page(f"<html><body>{body}</body></html>", CAPTURED, "http://www.a.test/hd/"), "咨询建议")


HEADED = """<table><tr><th>信件标题</th><th>办理状态</th><th>留言时间</th></tr>
<tr><td><a href="1.html">路灯不亮怎么办</a></td><td>已答复</td><td>2021-06-01</td></tr>
<tr><td><a href="2.html">留言须知</a></td><td>已答复</td><td>2021-01-01</td></tr>
<tr><td><a href="3.html">井盖缺失</a></td><td>办理中</td><td>2021-06-02</td></tr></table>"""
PLAIN = "".join(
    f'<li><a href="letter_{n}.html">请问如何办理第{n}项业务</a><span>2021-06-{n:02d}</span></li>'
    for n in range(9, 1, -1)
)


def test_a_board_with_headings_tells_the_answer():
    found = read(HEADED)
    assert found.state is Observation.DATED
    assert [(it.asked.day, it.status) for it in found.letters] == [
        (date(2021, 6, 1), LetterStatus.REPLIED),
        (date(2021, 6, 2), LetterStatus.PENDING),
    ]
    assert found.letters[0].url == "http://www.a.test/hd/1.html"


def test_a_plain_list_tells_only_titles_and_days():
    found = read(f'<div class="list"><ul>{PLAIN}</ul></div><div class="page"><a href="index_2.html">下一页</a></div>')
    assert [it.published.day for it in found.letters] == [date(2021, 6, n) for n in range(9, 1, -1)]
    assert not any(it.asked.day or it.status is not LetterStatus.UNKNOWN for it in found.letters)
    assert found.next_pages[0] == "http://www.a.test/hd/index_2.html"


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ('<a href="w">我要写信</a>', True),
        ("<form><textarea></textarea></form>", True),
        ('<input type="button" value="提交留言">', True),
        ('<a href="c">咨询建议</a><a href="d">意见建议</a>', False),
    ],
)
def test_a_way_to_write(body, seen):
    assert read(HEADED + body).form is seen


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("<p>留言统计：</p>", True),
        ("<p>共收到信件128件，已办结125件</p>", True),
        ("<p>按期答复率99.5%</p>", True),
        ('<a href="b">办事统计</a>', False),
        ("<p>我们将在收到留言后5个工作日内答复</p>", False),
    ],
)
def test_statistics(body, seen):
    assert read(HEADED + body).statistics is seen


def test_a_board_without_letters_is_blank_only_where_it_says_so():
    assert read("<div>暂无留言</div>").state is Observation.BLANK
    assert read("<p>欢迎来到本站</p>").state is not Observation.BLANK

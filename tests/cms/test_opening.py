"""Decoding: the right characters whatever is declared."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.cms import open_page, read_page
from govcrawl.model.period import CHINA_TIME

CAPTURED_AT = datetime(2021, 7, 5, tzinfo=CHINA_TIME)
WORDS = "关于公布二〇二一年度行政许可事项目录的公告：镕、喆、〇、“引号”、—"


def page(declared: str, words: str = WORDS) -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    return f"<html><head>{meta}<title>{words}</title></head><body><p>{words}</p></body></html>"


@pytest.mark.parametrize(
    "header", ["", "text/html", "text/html; charset=utf-8", "text/html; charset=gbk", "text/html; charset=ISO-8859-1"]
)
@pytest.mark.parametrize(
    "declared", ["", "utf-8", "gbk", "gb2312", "gb18030", "unicode", "iso-8859-1", "no-such-charset"]
)
@pytest.mark.parametrize("stored", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_no_mojibake(stored: str, declared: str, header: str) -> None:
    words = WORDS.replace("〇", "零") if stored == "gbk" else WORDS
    body = page(declared, words).encode(stored)
    opened = open_page(body, CAPTURED_AT, None, header)
    assert words in opened.text
    assert read_page(opened).title


def test_big5_is_taken_where_it_is_declared() -> None:
    words = "關於公布行政許可事項的公告"
    assert words in open_page(page("big5", words).encode("big5"), CAPTURED_AT, None, "text/html; charset=big5").text


def test_broken_bytes_leave_the_rest_readable() -> None:
    body = page("gbk").encode("gb18030")
    damaged = body[:120] + b"\xff" + body[120:]
    assert "公告" in open_page(damaged, CAPTURED_AT).text
    damaged = page("utf-8").encode() + b"\xff\xfe\xff"
    assert WORDS in open_page(damaged, CAPTURED_AT).text


def test_an_empty_answer_is_an_empty_page() -> None:
    opened = open_page(b"", CAPTURED_AT)
    assert opened.text == ""
    assert read_page(opened).reason


@given(body=st.binary(max_size=400))
def test_any_bytes_open(body: bytes) -> None:
    read_page(open_page(body, CAPTURED_AT))

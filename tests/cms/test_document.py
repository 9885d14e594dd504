"""What a parsed page keeps of its head, wherever careless templates put it."""

from datetime import datetime

import pytest

from govcrawl.cms.document import Document
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME

NAMED = '<base href="/zw/"><meta name="ColumnName" content="公告">'


@pytest.mark.parametrize(
    "html",
    [
        f"<head>{NAMED}</head><body><p>x</p></body>",
        f"<head><noscript>{NAMED}</noscript></head><body><p>x</p></body>",
        f"<head></head><body><p>x</p>{NAMED}</body>",
        f"<head></head><body><noscript>{NAMED}</noscript></body>",
        f"<head></head><body><button><b>{NAMED}</b></button></body>",
        f"<head><base><meta name=ColumnName></head><body>{NAMED}</body>",
    ],
)
def test_metas_and_base_are_found_anywhere(html):
    document = Document(Page(html, datetime(2021, 7, 5, tzinfo=CHINA_TIME), "http://www.a.test/1.html"))
    assert document.metas == {"columnname": "公告"}
    assert document.base == "http://www.a.test/zw/"


def test_of_several_the_first_counts():
    html = "<head><base href='/a/'><meta name=x content=1></head><body><base href='/b/'><meta name=x content=2></body>"
    document = Document(Page(html, datetime(2021, 7, 5, tzinfo=CHINA_TIME), "http://www.a.test/"))
    assert (document.metas, document.base) == ({"x": "1"}, "http://www.a.test/a/")

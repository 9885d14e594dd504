"""Links become addresses as `urljoin` makes them, the short way for the common forms among them."""

from datetime import datetime
from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govcrawl.cms.document import Document
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME

NOW = datetime(2021, 7, 5, tzinfo=CHINA_TIME)
BASES = [
    "http://www.a.test/lm/index.html",
    "http://www.a.test/zw/gk/lm/?id=/1/2#/3/4",
    "http://www.a.test/zw//gk/./lm/../1.html",
    "http://www.a.test/zw/gk;v=1/1.html",
    "https://a.test:8080/",
    "http://a.test",
    "http://a.test?x=1",
    "",
    "/x/",
]
PIECES = st.sampled_from(
    [
        "http://b.test",
        "https://b.test:81/",
        "/",
        "//",
        ".",
        "..",
        "../",
        "./",
        "/..",
        "/./",
        "a",
        "a/",
        "1.html",
        "?",
        "x=1",
        "&",
        "#",
        ";",
        "%20",
        "栏",
        ":",
    ]
)


@settings(deadline=None, max_examples=500)
@given(st.sampled_from(BASES), st.lists(PIECES, max_size=7).map("".join))
def test_the_short_way_says_the_same(base, href):
    try:
        expected = urljoin(base, href)
    except ValueError:
        expected = href
    assert Document(Page("<p>x</p>", NOW, base)).absolute(href) == expected


@pytest.mark.parametrize(
    ("href", "path"),
    [
        ("/tzgg/202107/t20210701_1.html", "/tzgg/202107/t20210701_1.html"),
        ("/a?b=1&c=2", "/a?b=1&c=2"),
        ("x.html", "/zw/lm/x.html"),
        ("./202107/t20210701_1.html", "/zw/lm/202107/t20210701_1.html"),
        ("../../tzgg/", "/tzgg/"),
        ("../../../../", "/"),
    ],
)
def test_the_common_forms_go_the_short_way(monkeypatch, href, path):
    document = Document(Page("<p>x</p>", NOW, "http://www.a.test/zw/lm/index.html"))
    assert document.base == "http://www.a.test/zw/lm/index.html"
    monkeypatch.setattr("govcrawl.cms.document.urljoin", None)
    assert document.absolute(href) == "http://www.a.test" + path

"""Reading as a whole: vendors, states, robustness, and the scores on the real pages where they are at hand."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.extraction import CORPUS, measure
from govcrawl.cms import entries_of, open_page, read_page
from govcrawl.cms.document import Document
from govcrawl.cms.vendor import Vendor, vendor_of, vendors
from govcrawl.model.observation import Observation
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME

CAPTURED_AT = datetime(2021, 7, 5, 12, tzinfo=CHINA_TIME)
PAGES = Path(__file__).resolve().parents[1] / "fixtures" / "pages"
TAGS = """<ul>
<li>
</li>
</ul>
<table>
<tr>
<td>
<a href='/a/1.html'>
</a>
<div class='list'>
</div>
<span>
2021-06-30
[06-30]
关于开展工作的通知
下一页
<script>
</script>
document.write('2021-06-01')
var a=[{"title":"关于","date":"2021-01-01"}]
<dl><dt>
<dd>
发布时间：
截止
<record>
<![CDATA[
暂无数据""".splitlines()


def read(html: str, url: str | None = None) -> Any:
    return read_page(Page(html, CAPTURED_AT, url))


def test_every_vendor_has_a_name_of_its_own_and_reads_nothing_from_nothing() -> None:
    names = [vendor.name for vendor in vendors()]
    assert len(set(names)) == len(names) >= 8
    empty = Document(Page("<html></html>", CAPTURED_AT))
    for vendor in vendors():
        assert vendor.listing(empty) is None
        assert vendor.published(empty) is None
    assert vendor_of(empty).name == Vendor.name == "generic"


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("trs", "<div class='TRS_Editor'></div>"),
        ("trs", "<a href='./202106/t20210630_123.html'>标题</a>"),
        ("hanweb", "<a href='/col/col12/index.html'>标题</a>"),
        ("ucap", "<meta name='others' content='页面生成时间 2021-07-01 00:00:00'>"),
        ("gkmlpt", "<a href='/gkmlpt/index'>目录</a>"),
        ("gkmlpt", "<a href='content/post_12345.html'>标题</a>"),
        ("generic", "<a href='post_12345.html'>标题</a>"),
        ("vsb", "<div id='vsb_content'></div>"),
        ("siteserver", "<script src='/sitefiles/assets/a.js'></script>"),
        ("dede", "<form action='/plus/search.php'></form>"),
        ("jeecms", "<a href='/lykb/9010.jhtml'>标题</a>"),
        ("epoint", "<div class='box ewb-list'></div>"),
        ("lonsun", "<a href='/content/article/163301251'>标题</a>"),
        ("webims", "<a href='/columns/aabbccdd-1122-3344-5566-778899aabbcc/1.html'>标题</a>"),
        ("generic", "<p>标题</p>"),
        ("hanweb", "<div class='TRS_Editor'></div><a href='/jcms/1.html'>标题</a>"),  # the more telling mark
        ("vsb", "<div class='webims'></div><a href='info/1001/2345.htm'>标题</a>"),
    ],
)
def test_marks(name: str, html: str) -> None:
    assert read(html).cms == name


def test_links_are_absolute_where_the_address_is_known() -> None:
    rows = "".join(
        f"<li><a href='./a{n}.html'>关于开展第{n}项工作的通知</a><span>2021-06-0{n}</span></li>" for n in (3, 2, 1)
    )
    listing = read(f"<ul>{rows}</ul>", "http://www.example.gov.cn/tzgg/index.html").listing
    assert listing.newest.url == "http://www.example.gov.cn/tzgg/a3.html"
    assert read(f"<base href='http://base.example.gov.cn/b/'><ul>{rows}</ul>").listing.newest.url.startswith(
        "http://base.example.gov.cn/b/"
    )
    assert listing.newest.published.place == "span"
    assert listing.newest.published.raw == "2021-06-03"


def test_next_pages_by_links_and_numbers() -> None:
    rows = "".join(
        f"<li><a href='./a{n}.html'>关于开展第{n}项工作的通知</a><span>2021-06-0{n}</span></li>" for n in (1, 3, 2)
    )
    html = f"<ul>{rows}</ul><div class='page'><a href='index.html'>1</a>"
    html += "<a href='index_2.html'>2</a><a href='index_3.html'>3</a><a href='index_2.html'>下一页</a></div>"
    listing = read(html, "http://www.example.gov.cn/tzgg/").listing
    assert not listing.complete
    assert listing.next_pages == (
        "http://www.example.gov.cn/tzgg/index_2.html",
        "http://www.example.gov.cn/tzgg/index_3.html",
    )


def test_entries_of_a_page_that_is_no_list() -> None:
    assert entries_of(Page("<p>文字</p>", CAPTURED_AT)).state is Observation.NOT_OBSERVABLE


@settings(max_examples=150)
@given(pieces=st.lists(st.sampled_from(TAGS), max_size=40))
def test_any_markup_is_read(pieces: list[str]) -> None:
    reading = read("".join(pieces), "http://www.example.gov.cn/x/")
    listing, article = reading.listing, reading.article
    if listing:
        assert (listing.newest is None) == (listing.state is not Observation.DATED)
        assert listing.newest is None or listing.newest.published.day <= CAPTURED_AT.date()
        assert listing.newest or listing.reason
    if article and article.published.day is None:
        assert article.published.reason


@settings(max_examples=60)
@given(case=st.sampled_from(sorted(PAGES.glob("*/*/page.html"))), cut=st.integers(0, 4_000))
def test_a_page_that_was_cut_off_is_read(case: Path, cut: int) -> None:
    read_page(open_page(case.read_bytes()[:cut], CAPTURED_AT))


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "2021-06-30",
        "<ul>" + "<li><a href='/a.html'>关于开展工作的通知</a><span>2021-06-30</span></li>" * 8_000 + "</ul>",
        "<p>" + "2021-06-" * 125_000 + "</p>",
        "<script>var a = " + "[{" * 200_000 + "</script>title date",
        "<script>" + "$.get(" * 150_000 + "</script>",
        "<a href='" + "/2021" * 100_000 + "'>关于开展工作的通知</a>",
        "<span>2021-06-30</span>" * 20_000,
        "来源：" * 200_000,
        "<datastore>" + "<record><![CDATA[" * 60_000,
    ],
    ids=["deep", "rows", "digits", "brackets", "calls", "address", "stamps", "labels", "records"],
)
def test_a_megabyte_meant_to_hurt_is_bounded(html: str) -> None:
    read(html, "http://www.example.gov.cn/x/")


@pytest.mark.slow
@pytest.mark.skipif(not (CORPUS / "score.py").exists(), reason="../shared/realpages is not here")
def test_scores_on_the_real_pages() -> None:
    measured = measure()
    for name, least in (("all", {"list": 0.99, "article": 0.98}), ("hard", {"list": 0.95, "article": 0.95})):
        for kind, share in least.items():
            macro = measured["scores"][name][kind]["macro"]
            assert macro["wrong"] == 0, (name, kind)
            assert macro["right"] >= share, (name, kind)
    for name, kinds in measured["planted"].items():
        assert all(score["macro"]["wrong"] == 0 for score in kinds.values()), name
    assert measured["yearless"]["wrong"] == 0
    assert measured["every_page"] == {"pages": measured["every_page"]["pages"], "failed": 0, "null_without_reason": 0}

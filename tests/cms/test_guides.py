"""Guides to services in the forms that sites print them: tables, definition lists, headed sections, tabs."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import pytest

from govcrawl.cms import open_page
from govcrawl.cms.guides import read_guide
from govcrawl.model.guide import GuideBasis, GuideElement
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME

CASES = sorted(it.parent for it in (Path(__file__).parents[1] / "fixtures" / "pages").glob("*/*/guide.json"))
NOW = datetime(2021, 7, 5, 12, tzinfo=CHINA_TIME)
TOLD = {
    "事项名称": "临时摊点登记",
    "设定依据": "《某市摊点管理办法》第七条：设置临时摊点的，应当向所在街道办事处登记。",
    "申请条件": "本市居民",
    "申请材料": "身份证原件及复印件1份、登记表1份",
    "办理地点": "便民服务中心3号窗口",
    "实施机构": "街道办事处",
    "收费标准": "不收费",
    "办理时间": "工作日9时至17时",
    "咨询电话": "0000-1234567",
    "办理流程": "申请、受理、发证",
}
FORM = '<p><a href="/files/dj.doc">登记表下载</a></p>'


def page(body: str) -> Page:
    html = f"<html><head><title>临时摊点登记-某街道</title></head><body><h1>临时摊点登记</h1>{body}</body></html>"
    return Page(html, NOW, "http://www.jia.test/fw/1.html")


def table(told):
    return "<table>" + "".join(f"<tr><th>{name}</th><td>{words}</td></tr>" for name, words in told.items()) + "</table>"


def definitions(told):
    return "<dl>" + "".join(f"<dt>{name}：</dt><dd>{words}</dd>" for name, words in told.items()) + "</dl>"


def sections(told):
    numbers = "一二三四五六七八九十"
    return "".join(f"<h3>{numbers[n]}、{name}</h3><p>{told[name]}</p>" for n, name in enumerate(told))


def paragraphs(told):
    return "".join(f"<p><strong>（{n}）{name}：</strong>{words}</p>" for n, (name, words) in enumerate(told.items(), 1))


def brackets(told):
    return "".join(f"<p>【{name}】</p><p>{words}</p>" for name, words in told.items())


def tabs_by_address(told):
    bar = "".join(f'<li><a href="#p{n}">{name}</a></li>' for n, name in enumerate(told))
    return f"<ul>{bar}</ul>" + "".join(f'<div id="p{n}">{words}</div>' for n, words in enumerate(told.values()))


def tabs_by_place(told):
    bar = "".join(f"<li>{name}</li>" for name in told)
    panels = "".join(f"<div><p>{words}</p></div>" for words in told.values())
    return f'<div><ul class="tab">{bar}</ul><div class="panels">{panels}</div></div>'


FORMS = [table, definitions, sections, paragraphs, brackets, tabs_by_address, tabs_by_place]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_all_elements_are_read_in_every_form(form):
    guide = read_guide(page(form(TOLD) + FORM))
    assert (guide.missing, guide.reason) == ((), "")
    assert guide.formats == ("original", "copies")
    assert (guide.vague, guide.basis) == ((), GuideBasis.CONTENT)
    assert (guide.forms_demanded, guide.forms) == (("登记表",), ("登记表下载",))
    assert dict(guide.elements)[GuideElement.TELEPHONE] == "0000-1234567"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize("label", [name for name in TOLD if name != "事项名称"])
def test_an_element_that_is_left_out_or_empty_is_missing(form, label):
    element = {"申请材料": "办理材料", "实施机构": "办理机构", "咨询电话": "联系电话"}.get(label, label)
    left_out = {name: words for name, words in TOLD.items() if name != label}
    assert [it.value for it in read_guide(page(form(left_out))).missing] == [element]
    if form is not sections:
        assert [it.value for it in read_guide(page(form(TOLD | {label: "—"}))).missing] == [element]


@pytest.mark.parametrize(
    ("words", "vague"),
    [
        ("身份证；法律、法规规定的其他材料", ("法律、法规规定的其他材料",)),
        ("身份证；有关部门认为需要提供的其他材料", ("认为需要提供的其他材料",)),
        ("身份证；其他相关材料", ("其他相关材料",)),
        ("身份证；其他材料：户口簿", ()),
        ("身份证、户口簿", ()),
    ],
)
def test_vague_wording(words, vague):
    assert read_guide(page(table(TOLD | {"申请材料": words}))).vague == vague


@pytest.mark.parametrize(
    ("words", "basis"),
    [
        ("《某市摊点管理办法》", GuideBasis.TITLE),
        ("《某市摊点管理办法》第七条、《某省条例》第九条", GuideBasis.TITLE),
        ('<a href="/zc/1.html">《某市摊点管理办法》</a>', GuideBasis.CONTENT),
        ("《某市摊点管理办法》第七条：设置临时摊点的，应当登记后方可经营。", GuideBasis.CONTENT),
    ],
)
def test_basis_by_title_only_or_with_its_words(words, basis):
    assert read_guide(page(table(TOLD | {"设定依据": words}))).basis is basis


def test_joint_labels_and_pictures_tell_both():
    told = {name: words for name, words in TOLD.items() if name not in ("办理地点", "办理时间", "办理流程")}
    joint = told | {"办理时间、地点": "工作日，3号窗口", "办理流程图": '<img src="lc.png">'}
    assert read_guide(page(table(joint))).missing == ()


def test_a_page_without_labels_is_no_certain_guide():
    assert read_guide(page("<p>请到窗口咨询办理。</p>")).reason == "no_labels_of_guide"
    assert read_guide(page("<div id='app'></div><script>axios.get('/api')</script>")).reason == "rows_by_script"


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_saved_pages(folder):
    """Guides in whole pages, with navigation and footer: tests/fixtures/pages/<cms>/<case>/guide.json."""
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    captured_at = datetime.fromisoformat(meta["captured_at"])
    page = open_page((folder / "page.html").read_bytes(), captured_at, meta["url"], meta["content_type"])
    guide = asdict(read_guide(page)) | {"missing": [it.value for it in read_guide(page).missing]}
    wanted = json.loads((folder / "guide.json").read_text("utf-8"))
    found = {name: list(value) if isinstance(value, tuple) else value for name, value in guide.items()}
    assert {name: found[name] for name in wanted} == wanted
    assert meta["origin"] == "synthetic"

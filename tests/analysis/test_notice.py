"""The notice: its sentences and figures, its Word file, and that it is refused where it contradicts the facts."""

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from analysis import publish as publishing
from analysis.figures import Figure, PrintedFigures
from analysis.letters import faults_by_sponsor, write_letters
from analysis.notice.compose import compose
from analysis.notice.document import chinese_day, chinese_number
from analysis.notice.settings import read_notice_settings
from analysis.past import Past
from analysis.publish import InconsistentReportError, publish
from analysis.reports.gongwen import Gongwen
from analysis.reports.html import write_page
from analysis.sheets import sheets
from analysis.table import Table
from govcrawl.errors import GovcrawlError
from govcrawl.model.finding import Verdict
from govcrawl.model.sample import SamplePlan
from govcrawl.model.target import Account
from govcrawl.register import TableSettings
from tests.analysis.cities import SEEDS, seeded
from tests.analysis.small_city import AS_OF, small_city
from tests.analysis.test_notices import ZHANJIANG_STALE, ZHANJIANG_WAITING
from tests.notice_pages import pdf_of, texts
from tests.notice_text import notice_text, sheet_text

CITIES = ("zhanjiang", "lincang", "heyuan", "shaoyang", "yulin")


@pytest.fixture(scope="module")
def qingshan():
    return small_city()


@pytest.fixture(scope="module")
def zhanjiang():
    return seeded("zhanjiang", "2021Q2", ZHANJIANG_STALE, ZHANJIANG_WAITING)


@pytest.fixture(scope="module")
def published(zhanjiang, tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    return {path.name.removeprefix("zhanjiang-2021Q2"): path for path in publish(zhanjiang, out)}


def city_folder(tmp_path: Path, judgement, text: str):
    """The judgement with a register folder of its own, which has this notice.toml."""
    (tmp_path / "notice.toml").write_text(text, "utf-8")
    return replace(judgement, sources=replace(judgement.sources, folder=tmp_path))


def composed(judgement):
    settings = read_notice_settings(judgement.sources.folder, judgement.sources.period.name)
    figures = PrintedFigures()
    return compose(judgement, settings, sheets(judgement), figures), figures


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (99, "九十九")]
)
def test_numbers_are_chinese(number, words):
    assert chinese_number(number) == words


def test_a_day_that_is_not_known_is_left_to_be_written_in():
    assert chinese_day(date(2021, 7, 8)) == "2021年7月8日"
    assert chinese_day(None).split() == ["年", "月", "日"]


def test_a_city_without_its_own_sentences_has_those_of_the_style(qingshan):
    notice, _ = composed(qingshan)
    text = [paragraph.lead + paragraph.text for paragraph in notice.paragraphs]
    assert notice.title == "青山市人民政府办公室关于2021年第二季度全市政府网站与政务新媒体检查情况的通报"
    assert text[1] == "一、总体情况"
    assert text[2] == (
        "（一）政府网站检查情况。全市在运行政府网站4个，检查4个，合格1个，不合格2个，总体合格率33.3%。"
        "另有1个因采集受阻或须人工复核未能判定，不计入合格率的分子和分母。"
    )
    assert text[4:7] == [
        "二、存在的主要问题",
        "（一）部分网站信息更新不及时。检查发现1个政府网站存在栏目内容保障不到位、信息更新滞后的问题，如甲区人民政府。",
        "（二）个别网站信息发布审核不严。1个政府网站的信息内容存在严重问题，如市统计局。",
    ]
    assert text[7].startswith("（三）政务新媒体运维管理有待加强。1个政务新媒体存在")
    assert "“甲区发布”微信号" in text[7]
    assert [attachment.label for attachment in notice.attachments] == ["附件1", "附件2"]


def test_every_figure_of_the_notice_names_its_rows_and_places(zhanjiang):
    _, figures = composed(zhanjiang)
    (rate,) = [it for it in figures.places if str(it) == "89.4%"]
    assert (rate.numerator, rate.denominator, rate.rounding) == (42, 47, "half_up 1")
    assert len(zhanjiang.frame.query(rate.query)) == 42
    assert len(zhanjiang.frame.query(rate.of)) == 47
    assert figures.places[rate] == ["通报 overview[1]"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("colour = 1", "colour: is not known here; use some of: addressees, attachment_note"),
        ('style = "loud"', "style: is 'loud'; use one of: standard"),
        ("title = 3", "title: is '3'; write a text in quotes"),
        ('overview = ["全市47个政府网站"]', "overview[1]: has the figure '47个' typed in; name it, such as {{ sites."),
        ('overview = ["合格率89.4%"]', "overview[1]: has the figure '89.4%' typed in"),
        ('[[problems]]\ntext = "x"', "problems[1]: has no codes"),
        ('[[problems]]\ncodes = ["V4"]\nof = "sites"', "problems[1].of: is 'sites'; write site or account"),
        ('[[problems]]\ncodes = ["V4"]\nlisted = "no"', "problems[1].listed: is 'no'; write true or false"),
        ('[[overview]]\nhead = "一"', "overview[1].head: is not known here; use some of: heading, text"),
        ("[period.2021Q2]\ndeadline = 5", "period.deadline: is '5'; write deadline = 2021-07-15"),
        ("[period.2021Q2]\ndeadlin = 5", "period.deadlin: is not known here"),
        ('overview = "全市"', "overview: is '全市'; write a list, overview = ["),
        ('period = "2021Q2"', "period: is '2021Q2'; write a table, [period]"),
        ("[headings]\nend = '结'", "headings.end: is not known here; use some of: overview, problems, requirements"),
        ('attachments = ["lists"]', "attachments: 'lists' is no table; use some of: overview, sites_by_county"),
        ('title = "{{ sites.operating + 1 }}"', "title: unsupported operand"),
        ("title = ", "is no TOML in UTF-8"),
        ('title = "{{ webs }}"', "title: 'webs' is undefined; use some of: accounts, as_of"),
        ('title = "{{ sites.number }}"', "title: 'dict object' has no attribute 'number'"),
        ('title = "{% if %}"', "title: Expected an expression"),
    ],
)
def test_a_wrong_sentence_is_told_by_its_place(tmp_path, qingshan, text, told):
    with pytest.raises(GovcrawlError) as error:
        composed(city_folder(tmp_path, qingshan, text))
    assert f"{tmp_path}/notice.toml: {told}" in str(error.value)
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize("text", ["在2个月内、1个工作日内答复", "超过10个以上", "〔2019〕19号"])
def test_terms_are_no_figures(tmp_path, qingshan, text):
    notice, _ = composed(city_folder(tmp_path, qingshan, f'overview = ["{text}"]'))
    assert notice.paragraphs[2].text == text


@pytest.mark.parametrize("city", CITIES)
def test_the_sentences_of_the_seeds_can_be_read(city):
    period = {"heyuan": "2019Q2", "yulin": "2020Q3"}.get(city, "2021Q2")
    settings = read_notice_settings(SEEDS / city, period)
    assert settings.deadline
    assert settings.requirements


def test_the_files_take_their_places_together(published, zhanjiang):
    assert list(published) == [".xlsx", ".docx", ".html", "-figures.jsonl"]
    figures = [json.loads(line) for line in published["-figures.jsonl"].read_text("utf-8").splitlines()]
    (rate,) = [it for it in figures if it["printed"] == "96.8%"]
    assert rate == {
        "value": "96.8",
        "printed": "96.8%",
        "numerator": 30,
        "denominator": 31,
        "rounding": "half_up 1",
        "query": "kind == 'sub_channel' and counted_as == 'qualified'",
        "of": "kind == 'sub_channel' and counted_as != 'undecided'",
        "where": ["通报 overview[1]", "总体情况!G6", "网页#f10"],
    }
    page = published[".html"].read_text("utf-8")
    marked = dict(re.findall(r'<data id="(f\d+)">([^<]+)</data>', page))
    told = {place.removeprefix("网页#"): it["printed"] for it in figures for place in it["where"] if "网页#" in place}
    assert told == marked
    assert all(it["query"] and it["where"] for it in figures)
    assert not re.search(r">[^<>]*\d%[^<>]*<", re.sub(r"<data.*?</data>", "", page.partition("<body>")[2]))
    assert not list(published[".xlsx"].parent.glob(".report-*"))


class Tampered:
    """Stands in for a writer and changes what it writes."""

    def __init__(self, monkeypatch, name, change):
        writer = getattr(publishing, name)

        def write(path, given, *more):
            writer(path, change(given), *more)

        monkeypatch.setattr(publishing, name, write)


def without_a_row(tables):
    tables = {table.name: table for table in tables}
    own = tables["问题网站名单"]
    tables["问题网站名单"] = replace(own, rows=tuple(own.rows)[1:])
    return tables.values()


def with_another_number(tables):
    tables = {table.name: table for table in tables}
    own = tables["网站分地区"]
    rows = [list(row) for row in own.rows]
    rows[0][2] = replace(rows[0][2], value=rows[0][2].value + 1)
    tables["网站分地区"] = replace(own, rows=tuple(map(tuple, rows)))
    return tables.values()


def with_another_rate(tables):
    tables = {table.name: table for table in tables}
    own = tables["总体情况"]
    rows = [list(row) for row in own.rows]
    rows[0][6] = replace(rows[0][6], value=Decimal("89.3"))
    tables["总体情况"] = replace(own, rows=tuple(map(tuple, rows)))
    return tables.values()


def with_another_text(notice):
    return replace(
        notice, paragraphs=tuple(replace(it, text=it.text.replace("33.3", "98.4")) for it in notice.paragraphs)
    )


def with_another_row(notice):
    first, *others = notice.attachments
    rows = [*first.table.rows]
    rows[0] = (rows[0][0], "廉江市人民政府网", *rows[0][2:])
    return replace(notice, attachments=(replace(first, table=replace(first.table, rows=tuple(rows))), *others))


def with_another_verdict(judgement):
    outcomes = [replace(it, verdict=Verdict.FAIL) if it.verdict is Verdict.PASS else it for it in judgement.outcomes]
    return replace(judgement, outcomes=tuple(outcomes))


@pytest.mark.parametrize(
    ("writer", "change", "told"),
    [
        ("write_workbook", without_a_row, "问题网站名单: has 1 rows; the judgement has 2 unqualified objects"),
        (
            "write_workbook",
            with_another_number,
            "网站分地区!C3: is 3; the judgement has 2 (group == ",
        ),
        ("write_workbook", with_another_rate, "总体情况!G3: is 89.3%; 1/3 is 33.3"),
        ("write_notice", with_another_text, "通报 overview[2]: 33.3% does not stand in the notice"),
        (
            "write_notice",
            with_another_text,
            "通报: does not have the paragraph “（一）政府网站检查情况",
        ),
        ("write_notice", with_another_row, "通报 附件1: differs from what was composed"),
        ("write_page", with_another_verdict, "网页#f1: is 0/3; the judgement has 1/3 (group == "),
    ],
)
def test_a_report_that_contradicts_itself_is_not_written(monkeypatch, tmp_path, qingshan, writer, change, told):
    Tampered(monkeypatch, writer, change)
    with pytest.raises(InconsistentReportError) as error:
        publish(qingshan, tmp_path)
    assert any(line.startswith(told) for line in str(error.value).splitlines()), str(error.value)
    assert list(tmp_path.iterdir()) == []


def test_new_and_closed_accounts_are_told_where_the_last_register_is_known(tmp_path):
    """Lincang 2021Q2: 54 newly registered, 11 of WeChat and 17 others closed (fact sheet 7.2, TS15)."""
    lincang = seeded("lincang", "2021Q2", {"永德县人民政府门户网站"})
    kept = lincang.sources.register.targets
    added = {account.id for account in lincang.sources.register.accounts[-54:]}
    gone = tuple(
        Account("微信公众号" if number < 11 else "新浪微博", "县融媒体中心", "永德县", f"gone{number}")
        for number in range(11 + 17)
    )
    before = (*(target for target in kept if target.id not in added), *gone)
    judgement = replace(lincang, past=Past(("2021Q1",), (), before))
    paths = {path.suffix: path for path in publish(judgement, tmp_path)}
    told = "新增登记政府系统政务新媒体54个，关停注销微信公众号11个，注销其他政务新媒体账号17个。"
    assert told in notice_text(paths[".docx"])
    rows = sheet_text(paths[".xlsx"], "台账变更").splitlines()
    assert [sum(f"\t{change}\t" in row for row in rows) for change in ("新增", "移出台账")] == [54, 28], rows[2:5]


def test_a_page_that_shows_another_figure_is_not_written(monkeypatch, tmp_path, qingshan):
    def write(path, *given):
        write_page(path, *given)
        path.write_text(path.read_text("utf-8").replace(">33.3%<", ">93.3%<"), "utf-8")

    monkeypatch.setattr(publishing, "write_page", write)
    with pytest.raises(InconsistentReportError, match=r"网页#f1: is 93.3%; the judgement has 33.3%"):
        publish(qingshan, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_object_that_is_named_without_a_fault_is_told(tmp_path, qingshan):
    text = '[[problems]]\ncodes = ["V4"]\ntext = "如乙县发布、甲区人民政府。"'
    with pytest.raises(InconsistentReportError, match="通报 problems: names 乙县发布, which has no fault"):
        publish(city_folder(tmp_path, qingshan, text), tmp_path / "out")


def test_a_figure_is_cut_again_with_whole_numbers():
    from analysis.consistency import _cut

    assert str(_cut(Figure(None, "", 8, 9, "", "truncate 2"))) == "88.88"
    assert str(_cut(Figure(None, "", 8, 9, "", "half_up 2"))) == "88.89"
    assert str(_cut(Figure(None, "", 1, 8, "", "half_up 0"))) == "13"
    assert _cut(Figure(None, "", 0, 0, "", "half_up 1")) is None


def test_the_layout_is_that_of_official_documents(published):
    document = docx.Document(str(published[".docx"]))
    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    assert document.settings.odd_and_even_pages_header_footer
    faces = {}
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            faces.setdefault(run.text[:6], (run._element.rPr.rFonts.get(qn("w:eastAsia")), run.font.size.pt))
    assert faces["一、总体情况"] == ("黑体", 16)
    assert faces["（一）网站日"] == ("楷体_GB2312", 16)
    assert faces["附件1"] == ("黑体", 16)
    assert faces["检查发现存在"] == ("方正小标宋简体", 22)
    assert faces["市政府办公室"] == ("仿宋_GB2312", 16)
    attached = [it for it in document.paragraphs if it.text in ("附件1", "附件2")]
    assert [it.paragraph_format.page_break_before for it in attached] == [True, True]
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    fonts = next(part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    assert "仿宋".encode() in fonts.blob


def test_the_parts_of_a_notice_stand_in_order(published):
    lines = notice_text(published[".docx"]).splitlines()
    wanted = """湛江市人民政府办公室文件
湛府办〔2021〕16号
湛江市人民政府办公室关于2021年第二季度全市政府网站与政务新媒体检查情况的通报
各县（市、区）人民政府（管委会），市府直属各单位：
一、总体情况
二、主要问题
三、下一步工作要求
附件：1.检查发现存在突出问题的政府网站名单
湛江市人民政府办公室
2021年7月8日
附件1
（2021年第二季度）
注：检查采样时间为2021年4月1日至7月5日
附件2
公开方式：主动公开""".splitlines()
    places = [lines.index(line) for line in wanted]
    assert places == sorted(places)


def test_the_signature_never_stands_on_a_page_without_text(published):
    lines = docx.Document(str(published[".docx"])).paragraphs
    last = next(number for number, it in enumerate(lines) if it.text.startswith("对本次通报"))
    day = next(number for number, it in enumerate(lines) if it.text == "2021年7月8日")
    kept = [bool(it.paragraph_format.keep_with_next) for it in lines[last - 1 : day + 1]]
    assert kept == [False, *[True] * (day - last), False]


def test_each_sponsor_is_told_its_own_faults_only(tmp_path, zhanjiang):
    paths = write_letters(zhanjiang, tmp_path)
    by_sponsor = faults_by_sponsor(zhanjiang)
    assert len(paths) == len(by_sponsor)
    texts = {sponsor: notice_text(path) for sponsor, path in zip(by_sponsor, paths, strict=True)}
    letter = texts["徐闻县政府"]
    assert "徐闻县政府：" in letter.splitlines()
    assert "存在2项问题" in letter
    assert "于2021年7月15日前" in letter
    assert letter.count("徐闻公安\t") == 2
    assert "\thttp" in letter
    assert "麻章教育" not in letter
    failing = [fault for faults in by_sponsor.values() for fault in faults if fault.finding.code[:1] in "VN"]
    assert len(failing) == 10


@pytest.mark.slow
def test_word_files_become_pages(published, tmp_path):
    """LibreOffice opens the notice without a word and makes the pages that were looked at: body, then attachments."""
    pages = texts(pdf_of(published[".docx"], tmp_path))
    assert pages[0].split()[0] == "湛江市人民政府办公室文件"
    assert [page.split()[0] for page in pages[-2:]] == ["附件1", "附件2"]
    assert all(f"—{number}—" in page for number, page in enumerate(pages, start=1))
    body = [line for line in pages[1].splitlines() if line.strip()]
    assert len(body) <= 23  # 22 lines and the page number
    assert 26 <= max(map(len, body)) <= 31  # 28 characters of the width of a Chinese one


def test_a_sample_that_people_looked_at_is_told_with_its_error_rate(qingshan):
    drawn = (("site/9901020001", "V4b"), ("account/新浪微博/yxfb", "N2a"))
    plan = SamplePlan("2021Q2", 3.0, 95.0, 7, 40, drawn)
    sampled = replace(qingshan, sample=plan)
    notice, figures = composed(sampled)
    note = next(it.text for it in notice.paragraphs if it.text.startswith("检查方法说明："))
    assert note.startswith(
        "检查方法说明：从40项系统判定中随机抽取2项由人工核验（误差3%，置信度95%，随机种子7），已核验0项"
    )
    assert {str(it) for it in figures.attached if it.query.startswith("# 抽样复核")} == {"40", "2", "0"}
    rows = {row[0]: row[1] for row in sheets(sampled)["provenance"].rows}
    assert rows["抽样复核"] in note


def test_an_attachment_is_named_as_it_is_labelled(tmp_path, qingshan):
    text = "overview = [\"见{{ attached.failing_accounts }}{{ attached.messages | default('') }}\"]\n"
    notice, _ = composed(city_folder(tmp_path, qingshan, text + 'attachments = ["messages", "failing_accounts"]'))
    assert notice.paragraphs[2].text == "见附件"
    assert [attachment.label for attachment in notice.attachments] == ["附件"]


def test_what_no_other_problem_takes_stands_at_the_end(tmp_path, qingshan):
    text = '[[problems]]\ncodes = ["V4"]\nof = "account"\ntext = "甲"\n[[problems]]\ncodes = ["*"]\ntext = "{{ all }}"'
    notice, _ = composed(city_folder(tmp_path, qingshan, text))
    assert [it.text for it in notice.problems] == ["甲区人民政府、市统计局、“甲区发布”微信号"]


def test_a_list_that_prints_other_fields_is_still_compared(tmp_path, qingshan):
    report = qingshan.sources.register.city.report
    tables = {**report.tables, "failing_sites": TableSettings(1, headings={"name": "网站", "reason": "问题"})}
    city = replace(qingshan.sources.register.city, report=replace(report, tables=tables))
    register = replace(qingshan.sources.register, city=city)
    assert publish(replace(qingshan, sources=replace(qingshan.sources, register=register)), tmp_path)


def test_what_a_page_says_cannot_break_a_word_file(tmp_path):
    gongwen = Gongwen("甲\x01", "乙", AS_OF)
    gongwen.table(Table("一", "一", ("页面所示内容",), (("a\x00b\x0b\ud800<w:t>&\ufffe中",), ("一\n二",))))
    gongwen.save(tmp_path / "one.docx")
    assert notice_text(tmp_path / "one.docx").splitlines() == ["页面所示内容", "ab<w:t>&中", "一", "二"]

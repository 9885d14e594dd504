"""The review round trip: what waits goes out, decisions come in strictly and once, and change the outcome."""

import zipfile
from dataclasses import replace
from datetime import date

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from analysis import reviews
from analysis.judge import judge_register
from analysis.judgement import Judgement
from analysis.reports.review_book import DECISION, HEADERS, KEY, NOTE, REVIEWER, SHEET, write_review_book
from analysis.review_items import all_items, open_items
from analysis.reviews_file import write_decisions
from analysis.reviews_read import decisions
from analysis.sources import Sources, with_hints
from govcrawl.errors import GovcrawlError
from govcrawl.model.candidate import Candidate, Severity
from govcrawl.model.fact import ErrorTextSeen
from govcrawl.model.finding import Verdict
from govcrawl.precision import demoted
from govcrawl.register import RegisterError, read_register
from govcrawl.rules.profile import load_profile
from tests.analysis.cities import fresh_facts
from tests.register.conftest import CITY, GOOD
from tests.rules.cases import moment

DAY = date(2021, 7, 6)
SERIOUS = Candidate(3, 7, "=台湾政府", "台湾当局", "lexicon/52", Severity.SERIOUS, "据=台湾政府称")
TYPO = Candidate(0, 2, "布署", "部署", "lexicon/220", Severity.TYPO, "抓紧布署工作")


@pytest.fixture
def folder(tmp_path):
    """A register of one portal and two accounts, without reviews."""
    home = tmp_path / "jia"
    home.mkdir()
    for name in ("city.toml", "sites.csv", "accounts.csv"):
        (home / name).write_text(GOOD[name], encoding="utf-8")
    return home


def read(folder, *, two=False, extra=(), register=None) -> Judgement:
    register = register or read_register(folder)
    period = register.city.periods["2021Q2"]
    profile = replace(load_profile("national"), asked=frozenset({"B2"}), two_reviewers=two)
    sources = Sources(folder, register, period, profile, period.as_of)
    portal = register.sites[0]
    at = moment(period.as_of, 10)
    seen = [ErrorTextSeen(portal.id, f"{portal.url}{n}", at, f"s{n}", candidates=(SERIOUS, TYPO)) for n in (1, 2)]
    facts = {it.id: fresh_facts(it, period.as_of) for it in register.targets if it.operating}
    facts[portal.id] += with_hints((*seen, *extra), demoted(register.reviews))
    findings, outcomes, _ = judge_register(sources, facts.items())
    return Judgement(sources, tuple(findings), tuple(outcomes), facts)


def keys(judgement):
    return {item.key("jia", "2021Q2"): item for item in all_items(judgement)}


def export(judgement, path):
    items = open_items(judgement)
    write_review_book(path, items, [item.key("jia", "2021Q2") for item in items], {"s1": "b_pages/1.html"}, "jia", "甲")
    return items


def fill(path, rows):
    """Write the sheet again as a reviewer leaves it: `rows` of decision, reviewer, note, key."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(SHEET)
        for number, row in enumerate([(DECISION, REVIEWER, NOTE, KEY), *rows]):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, cell)
    return path


def key_of(judgement, code):
    return next(key for key, item in keys(judgement).items() if item.code == code)


def taken(judgement, path, *, replaced=False, day=DAY):
    made = decisions(path, keys(judgement), judgement.sources, day, replace=replaced)
    write_decisions(judgement.sources.folder, made)
    return made


def lines(refused):
    return [str(fault).split(".xlsx:")[1] for fault in refused.value.faults]


def test_the_workbook_shows_each_thing_once_with_a_choice_and_no_formula(folder, tmp_path):
    judgement = read(folder)
    items = export(judgement, tmp_path / "b.xlsx")
    assert [(item.code, item.wrong) for item in items if item.candidate] == [("V1a", "=台湾政府"), ("E13", "布署")]
    assert "B2" in {item.code for item in items}
    rows = CalamineWorkbook.from_path(tmp_path / "b.xlsx").get_sheet_by_name(SHEET).to_python()
    assert tuple(rows[0]) == HEADERS
    cells = dict(zip(rows[0], next(row for row in rows if "=台湾政府" in row), strict=True))
    assert (cells["对象"], cells["建议"], cells["上下文、所见内容"]) == ("东区人民政府网", "台湾当局", "据=台湾政府称")
    with zipfile.ZipFile(tmp_path / "b.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        links = book.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
    assert "<f>" not in sheet
    assert "确认,误报,待定" in sheet
    assert "b_pages/1.html" in links.replace("\\", "/")  # Excel writes file links its own way


def test_decisions_come_back_and_change_the_outcome(folder, tmp_path):
    judgement = read(folder)
    grave, typo, guide = (key_of(judgement, code) for code in ("V1a", "E13", "B2"))
    path = fill(
        tmp_path / "b.xlsx", [("确认", "张三", "", grave), ("误报", "李四", "引文", typo), ("待定", "李四", "", guide)]
    )
    assert len(taken(judgement, path)) == 3
    after = read(folder)
    [portal] = [it for it in after.outcomes if it.target_id == "site/9901020001"]
    assert portal.failed == ("V1a",)
    [finding] = [it for it in after.findings_of["site/9901020001"] if it.code == "V1a"]
    assert (finding.verdict, finding.reason, finding.reviewer) == (Verdict.FAIL, "“=台湾政府”应为“台湾当局”", "张三")
    assert finding.evidence[0].url == "http://www.dong.test/1"
    assert [item.code for item in open_items(after) if item.target_id == "site/9901020001"] == ["B2"]
    saved = (folder / "reviews.csv").read_text("utf-8-sig")
    assert "E13,pass,引文,李四,2021-07-06,http://www.dong.test/1,,lexicon/220#" in saved


def test_what_is_stored_becomes_a_hint_when_reviewers_reject_its_rule(folder, tmp_path):
    exported = read(folder)
    rows = "target,code,verdict,reason,reviewer,date,candidate\n"
    rows += "".join(f"东区人民政府网,V1a,pass,引文,张三,2021-07-05,lexicon/52#{n}\n" for n in range(5))
    (folder / "reviews.csv").write_text(rows, "utf-8")
    after = read(folder)
    for judgement, code, asked in ((exported, "V1a", True), (after, "E13", False)):
        assert [it.code for it in open_items(judgement) if it.wrong == "=台湾政府"] == [code]
        assert ("V1" in {it.code for it in judgement.findings}) is asked


def test_a_workbook_from_before_a_rule_only_hinted_is_taken(folder, tmp_path, monkeypatch):
    grave = key_of(read(folder), "V1a")
    book = fill(tmp_path / "b.xlsx", [("误报", "李四", "引文", grave)])
    rows = "target,code,verdict,reason,reviewer,date,candidate\n"
    rows += "".join(f"东区人民政府网,V1a,pass,引文,张三,2021-07-05,lexicon/52#{n}\n" for n in range(5))
    (folder / "reviews.csv").write_text(rows, "utf-8")
    monkeypatch.setattr(reviews, "read_judgement", lambda sources: read(folder, register=sources.register))
    monkeypatch.setattr(reviews, "_sampled", lambda *_: [])
    assert grave not in keys(read(folder))
    assert reviews.main(["import", str(folder), str(book), "--period", "2021Q2", "--date", "2021-07-06"]) == 0
    assert [(it.code, it.reviewer) for it in read_register(folder).reviews][-1] == ("V1a", "李四")


def test_rows_that_nobody_touched_and_words_said_again_change_nothing(folder, tmp_path):
    judgement = read(folder)
    path = fill(
        tmp_path / "b.xlsx", [("确认", "张三", "", key_of(judgement, "V1a")), ("", "", "", key_of(judgement, "E13"))]
    )
    assert len(taken(judgement, path)) == 1
    saved = (folder / "reviews.csv").read_bytes()
    assert taken(read(folder), path) == []
    assert (folder / "reviews.csv").read_bytes() == saved


def test_every_bad_row_is_told_at_once_and_nothing_is_taken(folder, tmp_path):
    judgement = read(folder)
    grave, typo, guide = (key_of(judgement, code) for code in ("V1a", "E13", "B2"))
    foreign = next(item.key("yulin", "2020Q3") for item in all_items(judgement))
    rows = [
        ("确认", "张三", "", grave),
        ("属实", "张三", "", typo),
        ("误报", "", "", typo),
        ("", "张三", "只有说明", typo),
        ("确认", "张三", "", guide),  # what the notice is to print is missing
        ("确认", "张三", "", foreign),
        ("确认", "张三", "", f"{grave.rsplit('-', 1)[0]}-000000000000"),
        ("确认", "张三", "", f"{grave.split('-', maxsplit=1)[0]}-000000000000-000000000000"),
        ("误报", "张三", "", grave),
    ]
    with pytest.raises(RegisterError) as refused:
        taken(judgement, fill(tmp_path / "b.xlsx", rows))
    assert lines(refused) == [
        "3: 结论: is '属实'; use one of: 确认, 误报, 待定",
        "4: 复核人: is empty; write who decided",
        "5: 结论: is empty; use one of: 确认, 误报, 待定",
        "6: 说明: is empty for 确认 of B2; write the problem as the notice will print it",
        "7: 编号: is foreign: of another city or period, or not from an export; delete the row",
        "8: 编号: is stale: what was shown has changed since; look at it again in a new export",
        "9: 编号: is stale: the item is no longer there; delete the row, or export anew",
        "10: 编号: is that of row 2 again; keep one of the two",
    ]
    assert not (folder / "reviews.csv").exists()


def test_what_was_shown_and_has_changed_since_is_stale(folder, tmp_path):
    judgement = read(folder)
    path = fill(tmp_path / "b.xlsx", [("确认", "张三", "", key_of(judgement, "V1a"))])
    moved = replace(SERIOUS, right="台湾地区当局")
    portal = judgement.sources.register.sites[0]
    newer = ErrorTextSeen(portal.id, f"{portal.url}1", moment(DAY, 12), "s9", candidates=(moved,))
    with pytest.raises(RegisterError, match="is stale: what was shown has changed since"):
        taken(read(folder, extra=(newer,)), path)


def test_a_decision_is_never_changed_silently(folder, tmp_path):
    judgement = read(folder)
    key = key_of(judgement, "V1a")
    taken(judgement, fill(tmp_path / "a.xlsx", [("误报", "张三", "引文", key)]))
    again = fill(tmp_path / "b.xlsx", [("确认", "李四", "", key)])
    with pytest.raises(RegisterError) as refused:
        taken(read(folder), again)
    assert lines(refused) == ["2: 结论: contradicts 张三 2021-07-06 合格; correct it, or import with --replace"]
    later = date(2021, 7, 7)
    taken(read(folder), again, replaced=True, day=later)
    assert [(it.reviewer, it.verdict) for it in read_register(folder).reviews] == [
        ("张三", Verdict.PASS), ("李四", Verdict.FAIL),
    ]  # fmt: skip
    assert "V1a" in read(folder).outcomes[0].failed


def test_a_correction_of_the_same_day_names_what_it_corrects(folder, tmp_path):
    judgement = read(folder)
    key = key_of(judgement, "V1a")
    taken(judgement, fill(tmp_path / "a.xlsx", [("误报", "张三", "引文", key)]))
    taken(read(folder), fill(tmp_path / "b.xlsx", [("确认", "张三", "看错了", key)]), replaced=True)
    [review] = read_register(folder).reviews
    assert (review.verdict, review.reason) == (Verdict.FAIL, "看错了（更正当日原结论：pass，引文）")


def test_a_second_reviewer_settles_a_veto_with_the_same_workbook(folder, tmp_path):
    judgement = read(folder, two=True)
    key = key_of(judgement, "V1a")
    taken(judgement, fill(tmp_path / "a.xlsx", [("确认", "张三", "", key)]))
    halfway = read(folder, two=True)
    assert halfway.outcomes[0].verdict is Verdict.NEEDS_REVIEW
    [left] = [item for item in open_items(halfway) if item.code == "V1a"]
    assert left.said.startswith("张三 2021-07-06 不合格")
    taken(halfway, fill(tmp_path / "b.xlsx", [("确认", "李四", "", key)]))
    assert "V1a" in read(folder, two=True).outcomes[0].failed
    assert not [item for item in open_items(read(folder, two=True)) if item.code == "V1a"]


def test_a_table_of_the_office_keeps_its_rows_headings_and_own_fields(folder, tmp_path):
    text = '﻿检查对象,指标,结论,问题,复核人,复核日期,#备注\n东区人民政府网,V1e,合格,已核,甲,2021-07-01,"内部,勿删"\n'
    (folder / "reviews.csv").write_text(text, "utf-8")
    judgement = read(folder)
    taken(judgement, fill(tmp_path / "a.xlsx", [("确认", "张三", "", key_of(judgement, "V1a"))]))
    kept = (folder / "reviews.csv").read_text("utf-8")
    assert kept.startswith(text.splitlines()[0])
    assert '东区人民政府网,V1e,合格,已核,甲,2021-07-01,"内部,勿删"' in kept
    assert len(read_register(folder).reviews) == 2


def test_a_register_that_could_not_be_read_after_it_keeps_its_old_table(folder, tmp_path):
    (folder / "reviews.csv").write_text("target,code,verdict,reason,reviewer,date\n", "utf-8")
    judgement = read(folder)
    path = fill(tmp_path / "a.xlsx", [("确认", "张三", "", key_of(judgement, "V1a"))])
    made = decisions(path, keys(judgement), judgement.sources, DAY, replace=False)
    before = (folder / "reviews.csv").read_bytes()
    (folder / "city.toml").write_text(CITY.replace("2021Q2", "2021Q3"), "utf-8")  # the period is gone meanwhile
    with pytest.raises(RegisterError, match="period"):
        write_decisions(folder, made)
    assert (folder / "reviews.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "raw", "text"),
    [("a.xlsx", b"no workbook", "cannot be read as a workbook"), ("none.xlsx", None, "cannot be read as a workbook")],
)
def test_what_is_no_workbook_is_told(folder, tmp_path, name, raw, text):
    if raw:
        (tmp_path / name).write_bytes(raw)
    with pytest.raises(GovcrawlError, match=text):
        taken(read(folder), tmp_path / name)


def test_a_workbook_of_something_else_is_told(folder, tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet("总体情况")
    with pytest.raises(GovcrawlError, match=f"has no sheet {SHEET}"):
        taken(read(folder), tmp_path / "a.xlsx")


def test_a_workbook_table_of_reviews_is_left_alone(folder, tmp_path):
    judgement = read(folder)
    path = fill(tmp_path / "a.xlsx", [("确认", "张三", "", key_of(judgement, "V1a"))])
    (folder / "reviews.xlsx").write_bytes(b"")
    made = decisions(path, keys(judgement), judgement.sources, DAY, replace=False)
    with pytest.raises(GovcrawlError, match=r"reviews.xlsx: decisions go into reviews.csv; save this table as CSV"):
        write_decisions(folder, made)

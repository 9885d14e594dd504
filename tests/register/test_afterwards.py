"""What is said after the crawl: waivers, faults of earlier notices, reviews by period and place, two reviewers."""

from datetime import date

import pytest

from govcrawl.model.past_fault import PastFault
from govcrawl.model.waiver import Waiver
from govcrawl.register import read_register

WAIVERS = "检查对象,指标,豁免理由,批准人,批准日期,有效期至\n"
PAST = "period,target,code,reason,source\n"
REVIEWS = "target,code,verdict,reason,reviewer,date,evidence,points,candidate,period\n"


def test_waivers_are_read_with_who_why_and_until_when(folder):
    (folder / "waivers.csv").write_text(f"{WAIVERS}东区人民政府网,V4,改版,王五,2021-06-01,2021年8月31日\n", "utf-8")
    assert read_register(folder).waivers == (
        Waiver("site/9901020001", "V4", "改版", "王五", date(2021, 6, 1), date(2021, 8, 31)),
    )


def test_every_fault_of_a_waiver_is_told(folder, faults):
    rows = "南区政府网,V4,改版,王五,2021-06-01,2021-08-31\n东区人民政府网,V4,,,2021-06-01,2021-05-31\n"
    (folder / "waivers.csv").write_text(WAIVERS + rows, "utf-8")
    assert faults() == [
        "waivers.csv:2: target: '南区政府网' is not in the register; write its name or code as in sites and accounts",
        "waivers.csv:3: expires: is 2021-05-31, before it was granted on 2021-06-01; mend one of the two days",
        "waivers.csv:3: reason: is empty; write a value",
        "waivers.csv:3: approver: is empty; write a value",
    ]


def test_past_faults_keep_the_name_of_an_object_that_is_gone(folder):
    rows = "2021Q1,东区人民政府网,V4,不更新,通报1\n2021Q1,北区人民政府网,V4,不更新,\n"
    (folder / "past_faults.csv").write_text(PAST + rows, "utf-8")
    assert read_register(folder).past_faults == (
        PastFault("2021Q1", "site/9901020001", "东区人民政府网", "V4", "不更新", "通报1"),
        PastFault("2021Q1", "", "北区人民政府网", "V4", "不更新", ""),
    )


def test_a_past_fault_that_could_be_two_objects_is_refused(folder, faults):
    (folder / "past_faults.csv").write_text(f"{PAST}2021Q1,东区发布,N2a,不更新,\n", "utf-8")
    [line] = faults()
    assert line.startswith("past_faults.csv:2: target: '东区发布' names 2 objects; write one of: account/")


def reviews(folder, *rows):
    (folder / "reviews.csv").write_text(REVIEWS + "".join(f"东区人民政府网,V1a,{row}\n" for row in rows), "utf-8")


def test_reviews_belong_to_the_period_they_name_or_were_written_in(folder, change):
    change(
        "city.toml", "[report]", "[period.2021Q3]\nstart = 2021-07-06\nend = 2021-09-30\nas_of = 2021-09-30\n[report]"
    )
    reviews(
        folder,
        "fail,早,甲,2021-03-31,,,,",
        "fail,首日,甲,2021-04-01,,,,",
        "fail,末日,甲,2021-07-05,,,,",
        "fail,次期,甲,2021-07-06,,,,",
        "fail,补记,甲,2021-07-20,,,,2021Q2",
    )
    register = read_register(folder)
    said = {name: [it.reason for it in register.reviews_for(period)] for name, period in register.city.periods.items()}
    assert said == {"2021Q2": ["首日", "末日", "补记"], "2021Q3": ["次期"]}


def test_a_rejected_candidate_stays_rejected_and_a_confirmed_one_is_looked_at_again(folder, change):
    change(
        "city.toml", "[report]", "[period.2021Q3]\nstart = 2021-07-06\nend = 2021-09-30\nas_of = 2021-09-30\n[report]"
    )
    reviews(
        folder, "pass,误报,甲,2021-07-01,,,p1,2021Q2", "fail,错字,甲,2021-07-01,,,p2,2021Q2", "pass,,甲,2021-07-01,,,,"
    )
    register = read_register(folder)
    assert [it.candidate for it in register.reviews_for(register.city.periods["2021Q3"])] == ["p1"]
    assert [it.candidate for it in register.reviews_for(register.city.periods["2021Q2"])] == ["p1", "p2", ""]


def test_two_people_may_speak_on_one_day_and_one_person_once(folder, faults):
    reviews(folder, "fail,错,甲,2021-07-01,,,,", "fail,错,乙,2021-07-01,,,,", "fail,错,甲,2021-07-01,,,p1,")
    assert len(read_register(folder).reviews) == 3
    reviews(folder, "fail,错,甲,2021-07-01,,,,", "pass,,甲,2021-07-01,,,,")
    assert faults() == ["reviews.csv:3: code: is that of line 2 again; delete one of the two or mend it"]


def test_an_unknown_period_is_a_fault(folder, faults):
    reviews(folder, "fail,错,甲,2021-07-01,,,,2021Q9")
    assert faults() == ["reviews.csv:2: period: is '2021Q9'; did you mean '2021Q2'?"]


@pytest.mark.parametrize(("text", "expected"), [("", False), ("two_reviewers = true\n", True)])
def test_a_city_may_ask_for_two_reviewers(folder, change, text, expected):
    change("city.toml", 'division = "990100"\n', f'division = "990100"\n{text}')
    assert read_register(folder).city.two_reviewers is expected


def test_two_reviewers_is_yes_or_no(change, faults):
    change("city.toml", 'division = "990100"\n', 'division = "990100"\ntwo_reviewers = "two"\n')
    assert faults() == ["city.toml:3: two_reviewers: is 'two'; write true or false"]

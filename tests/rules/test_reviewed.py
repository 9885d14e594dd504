"""What people make of findings: single candidates, and the second person for a veto."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from govcrawl.model.candidate import Candidate, Severity
from govcrawl.model.finding import Verdict
from govcrawl.rules.judge import judge
from tests.rules.test_judge import NATIONAL, SITE, review, site

TWO = replace(NATIONAL, two_reviewers=True)


def outcome(reviews, profile=TWO):
    return judge(site(reviews=reviews), profile)[1]


def test_one_person_alone_leaves_a_veto_open_where_two_are_asked_for():
    findings, out = judge(site(reviews=[review(SITE, "V1a", "fail", "严重表述错误")]), TWO)
    assert (out.verdict, out.failed, out.undecided) == (Verdict.NEEDS_REVIEW, (), ("V1a",))
    assert next(it.reason for it in findings if it.code == "V1a") == "待第二名复核人确认：严重表述错误（张三）"


def test_a_second_person_settles_it_on_the_same_day_or_later():
    first = review(SITE, "V1a", "fail", day=date(2021, 7, 6))
    for day in (date(2021, 7, 6), date(2021, 7, 7)):
        assert outcome([first, review(SITE, "V1a", "fail", reviewer="李四", day=day)]).verdict is Verdict.FAIL
    assert outcome([first, replace(first, day=date(2021, 7, 7))]).verdict is Verdict.NEEDS_REVIEW  # the same person


def test_both_names_stand_behind_what_two_people_settled():
    rows = [review(SITE, "V1a", "fail", day=date(2021, 7, 6)), review(SITE, "V1a", "fail", reviewer="李四")]
    findings, _ = judge(site(reviews=[rows[0], replace(rows[1], day=date(2021, 7, 7))]), TWO)
    assert next(it.reviewer for it in findings if it.code == "V1a") == "张三、李四"


def test_two_people_who_confirm_two_candidates_do_not_second_each_other():
    rows = [candidate("p1", "fail"), candidate("p2", "fail", "李四")]
    assert outcome(rows).verdict is Verdict.NEEDS_REVIEW
    assert outcome([*rows, candidate("p1", "fail", "李四")]).failed == ("V1a",)


def test_a_second_person_who_disagrees_later_clears_it():
    first = review(SITE, "V1a", "fail", day=date(2021, 7, 6))
    assert outcome([first, review(SITE, "V1a", "pass", reviewer="李四", day=date(2021, 7, 7))]).verdict is Verdict.PASS


def test_what_a_rule_fails_needs_no_second_person():
    stale = site(date(2021, 1, 1), [review(SITE, "V3", "fail", "首页不更新")])
    assert "V3" in judge(stale, TWO)[1].failed


def test_a_deduction_needs_no_second_person():
    findings, _ = judge(site(reviews=[review(SITE, "B5", "fail", "电话不准确")]), TWO)
    assert next(it.verdict for it in findings if it.code == "B5") is Verdict.FAIL


def test_two_people_do_not_cost_twice():
    rows = [replace(review(SITE, "B5", "fail", reviewer=who), points=Decimal("-0.5")) for who in ("甲", "乙")]
    findings, _ = judge(site(reviews=rows), NATIONAL)
    assert next(it.points for it in findings if it.code == "B5") == Decimal("-0.5")


def candidate(place, verdict, reviewer="张三", day=date(2021, 7, 6)):
    return replace(review(SITE, "V1a", verdict, f"{place}有误", reviewer, day), candidate=place)


def test_a_confirmed_candidate_fails_and_a_rejected_one_does_not():
    assert outcome([candidate("p1", "pass"), candidate("p2", "fail")], NATIONAL).failed == ("V1a",)
    assert outcome([candidate("p1", "pass"), candidate("p2", "pass")], NATIONAL).verdict is Verdict.PASS


def test_the_last_word_on_a_candidate_counts_and_a_dispute_confirms_nothing():
    later = date(2021, 7, 7)
    assert outcome([candidate("p1", "fail"), candidate("p1", "pass", "李四", later)], NATIONAL).verdict is Verdict.PASS
    assert outcome([candidate("p1", "fail"), candidate("p1", "pass", "李四")], NATIONAL).verdict is Verdict.PASS


def test_the_word_on_the_whole_code_goes_before_that_on_a_candidate():
    assert outcome([candidate("p1", "fail"), review(SITE, "V1a", "pass", "已更正")], NATIONAL).verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("pass", "甲", 6)], Verdict.PASS),
        ([("pass", "甲", 6), ("fail", "乙", 6)], Verdict.NEEDS_REVIEW),
        ([("pass", "甲", 6), ("fail", "乙", 7)], Verdict.FAIL),
        ([("fail", "乙", 7), ("pass", "甲", 6)], Verdict.FAIL),
    ],
)
def test_a_rule_reads_what_was_said_of_each_candidate(rows, said):
    dossier = site(reviews=[candidate("p1", verdict, who, date(2021, 7, day)) for verdict, who, day in rows])
    assert dossier.decided("V1a") == {"p1": said}
    assert dossier.decided("V1b") == {}


def test_a_candidate_is_known_again_by_its_words_wherever_they_stand():
    seen = Candidate(3, 5, "帐号", "账号", "lexicon/3", Severity.TYPO, "我请登录帐号查询办理")
    assert seen.id == replace(seen, start=90, end=92, context="然后我请登录帐号查询办理进度").id
    assert seen.id.startswith("lexicon/3#")
    for other in (
        replace(seen, rule="lexicon/4"),
        replace(seen, wrong="账号"),
        replace(seen, context="请注销帐号查询"),
    ):
        assert other.id != seen.id

"""Findings and outcomes: vetoes, reviews, what stays open, what notices print."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import (
    ColumnSeen,
    FeedSeen,
    HomePageSeen,
    LinkChecked,
    LinkScope,
    LinksCounted,
    LinkState,
    TargetVisited,
)
from govcrawl.model.finding import Finding, Verdict
from govcrawl.model.observation import Observation
from govcrawl.model.review import Review
from govcrawl.model.target import SiteStatus
from govcrawl.rules.judge import is_veto, judge
from govcrawl.rules.profile import load_profile
from govcrawl.rules.wording import phrase, problems, title
from tests.rules.cases import moment, target_of

AS_OF = date(2021, 7, 5)
NATIONAL = load_profile("national")
SITE = target_of("portal")
ACCOUNT = target_of("account")


def review(target, code, verdict, reason="人工认定", reviewer="张三", day=date(2021, 7, 6), evidence=""):
    return Review(target.id, code, Verdict(verdict), reason, reviewer, day, evidence)


def site(newest=AS_OF, reviews=(), **changes) -> Dossier:
    at = moment(AS_OF)
    facts = (
        HomePageSeen(SITE.id, SITE.url, Observation.DATED, at, "s1", newest, str(newest), "标题"),
        ColumnSeen(SITE.id, f"{SITE.url}xw/", "要闻", Observation.DATED, at, "s2", "dynamic", 1, newest=newest),
        TargetVisited(SITE.id, "site", at, observed=True),
    )
    return Dossier(replace(SITE, **changes), AS_OF, facts, tuple(reviews))


def account(newest=AS_OF, reviews=()) -> Dossier:
    at = moment(AS_OF)
    facts = (
        FeedSeen(ACCOUNT.id, "http://m.test/", "m", Observation.DATED, at, "s3", newest, str(newest), "推文"),
        TargetVisited(ACCOUNT.id, "feed", at, observed=True),
    )
    return Dossier(ACCOUNT, AS_OF, facts, tuple(reviews))


def codes(findings):
    """Verdicts of vetoes by code, without the rules of jobs that were not run."""
    asked = [it for it in findings if it.verdict is not Verdict.NOT_APPLICABLE or it.reviewer]
    return {it.code: it.verdict for it in asked if is_veto(it, NATIONAL) or it.reviewer}


def test_each_kind_of_target_meets_its_own_rules():
    findings, outcome = judge(site(), NATIONAL)
    assert list(codes(findings)) == ["V3", "V4a", "V4b", "V4c"]
    assert outcome.verdict is Verdict.PASS
    findings, outcome = judge(account(), NATIONAL)
    assert list(codes(findings)) == ["N2a"]
    assert outcome.verdict is Verdict.PASS


def test_one_veto_is_enough():
    findings, outcome = judge(site(date(2021, 6, 1)), NATIONAL)
    assert codes(findings) == {
        "V3": Verdict.FAIL,
        "V4a": Verdict.PASS,
        "V4b": Verdict.PASS,
        "V4c": Verdict.PASS,
    }
    assert (outcome.verdict, outcome.failed, outcome.undecided) == (Verdict.FAIL, ("V3",), ())


def test_nothing_seen_is_neither_pass_nor_fail():
    findings, outcome = judge(Dossier(SITE, AS_OF), NATIONAL)
    assert set(codes(findings).values()) == {Verdict.NOT_OBSERVED}
    assert outcome.verdict is Verdict.NOT_OBSERVED
    assert outcome.undecided == ("V3", "V4a", "V4b", "V4c")
    assert all(finding.reason for finding in findings)


def test_a_person_who_has_to_look_comes_before_what_was_not_observed():
    reviews = [review(SITE, "V1e", "needs_review")]
    assert judge(Dossier(SITE, AS_OF, reviews=tuple(reviews)), NATIONAL)[1].verdict is Verdict.NEEDS_REVIEW


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_review_overrides_the_rule_of_its_code(verdict):
    (machine,) = [finding for finding in judge(site(date(2021, 6, 1)), NATIONAL)[0] if finding.code == "V3"]
    findings, outcome = judge(
        site(date(2021, 6, 1), [review(SITE, "V3", verdict, "已核实", evidence="附件1")]), NATIONAL
    )
    (finding,) = [finding for finding in findings if finding.code == "V3"]
    assert (finding.verdict, finding.reviewer) == (verdict, "张三")
    assert finding.reason.startswith("已核实")
    assert ("系统原判定不合格" in finding.reason) == (verdict is not Verdict.FAIL)
    assert finding.evidence[0].text == "人工复核：已核实（附件1）"
    assert finding.evidence[1:] == machine.evidence
    expected = {Verdict.NOT_APPLICABLE: Verdict.PASS}.get(verdict, verdict)
    assert outcome.verdict is expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("V1e", "fail"),
        ("V5b", "fail"),
        ("L1", "fail"),
        ("R9", "fail"),
        ("R1", "pass"),
        ("A9", "pass"),
        ("D3", "pass"),
        ("P1", "pass"),
    ],
)
def test_a_review_of_a_code_without_a_rule_adds_a_finding(code, expected):
    findings, outcome = judge(site(reviews=[review(SITE, code, "fail", "信息发布日期不实")]), NATIONAL)
    assert codes(findings)[code] is Verdict.FAIL
    assert outcome.verdict == Verdict(expected)
    (finding,) = [finding for finding in findings if finding.code == code]
    assert is_veto(finding, NATIONAL) == (expected == "fail")
    assert finding.evidence[0].text == "人工复核：信息发布日期不实"


def test_a_review_that_points_to_a_page_keeps_its_address():
    findings, _ = judge(site(reviews=[review(SITE, "V1e", "fail", evidence="http://www.jia.test/a.html")]), NATIONAL)
    assert findings[-1].evidence[0].url == "http://www.jia.test/a.html"


def test_the_last_decision_counts():
    first = review(SITE, "V1e", "fail", day=date(2021, 7, 1))
    later = review(SITE, "V1e", "pass", "已更正", day=date(2021, 7, 8))
    for reviews in ([first, later], [later, first]):
        assert judge(site(reviews=reviews), NATIONAL)[1].verdict is Verdict.PASS


def test_two_people_who_disagree_leave_it_open():
    reviews = [review(SITE, "V1e", "fail", "系伪造"), review(SITE, "V1e", "pass", "系笔误", "李四")]
    findings, outcome = judge(site(reviews=reviews), NATIONAL)
    assert outcome.verdict is Verdict.NEEDS_REVIEW
    assert findings[-1].reason == "复核意见不一致：张三“不合格”（系伪造）；李四“合格”（系笔误）"
    assert findings[-1].reviewer == "张三、李四"


def test_two_faults_of_one_code_are_both_told():
    reviews = [review(SITE, "V1", "fail", "错字一"), review(SITE, "V1", "fail", "错字二")]
    findings, _ = judge(site(reviews=reviews), NATIONAL)
    assert findings[-1].reason == "错字一；错字二"
    assert len(findings[-1].evidence) == 2


@pytest.mark.parametrize("status", [SiteStatus.SUSPENDED, SiteStatus.CLOSED])
def test_what_is_out_of_operation_is_not_judged(status):
    findings, outcome = judge(
        site(date(2010, 1, 1), [review(SITE, "R9", "fail", "域名未注销")], status=status), NATIONAL
    )
    assert codes(findings) == {"R9": Verdict.FAIL}
    assert outcome.verdict is Verdict.NOT_APPLICABLE
    assert outcome.failed == ("R9",)


def test_a_target_of_which_nothing_applies_is_no_pass():
    reviews = [review(ACCOUNT, "N2a", "not_applicable")]
    assert judge(account(reviews=reviews), NATIONAL)[1].verdict is Verdict.NOT_OBSERVED
    # Heyuan's veto of the register passed: nobody looked at the account all the same
    assert judge(account(reviews=reviews), load_profile("heyuan"))[1].verdict is Verdict.NOT_OBSERVED


@pytest.mark.parametrize("told", [(), ("site", "feed")])
def test_a_rule_of_a_job_that_was_not_run_is_not_sampled_and_decides_nothing(told):
    findings, outcome = judge(site(), NATIONAL, told)
    left_out = {it.code: it.reason for it in findings if it.verdict is Verdict.NOT_APPLICABLE}
    assert left_out == {
        "V2": "本期未开展该项监测（未运行 probe 任务）",
        **dict.fromkeys(("V5a", "V5b", "C3"), "本期未开展该项监测（未运行 messages 任务）"),
        "D6": "本期未开展该项监测（未运行 search 任务）",
        **dict.fromkeys(("A7", "A8"), "本期未开展该项监测（未运行 interpretations 任务）"),
        "D3": "本期未开展该项监测（未运行 links 任务）",
        "R7": "本期未开展该项监测（未运行 unregistered 任务）",
        "D10": "本期未开展该项监测（未运行 domain 任务）",
        "D5": "本期未开展该项监测（未导入找错平台留言 corrections.csv）",
    } | dict.fromkeys(("V6a", "V6b", "V6c", "B4", "B6"), "本期未开展该项监测（未运行 guides 任务）")
    assert (outcome.verdict, outcome.undecided) == (Verdict.PASS, ())


def test_a_job_that_was_run_and_missed_the_target_leaves_it_undecided():
    findings, outcome = judge(site(), NATIONAL, {"site", "probe"})
    assert codes(findings)["V2"] is Verdict.NOT_OBSERVED
    assert (outcome.verdict, outcome.undecided) == (Verdict.NOT_OBSERVED, ("V2",))


def test_a_visit_of_the_target_tells_by_itself_that_the_job_was_run():
    visit = TargetVisited(SITE.id, "probe", moment(AS_OF), observed=True)
    dossier = site()
    findings, _ = judge(replace(dossier, facts=(*dossier.facts, visit)), NATIONAL)
    assert codes(findings)["V2"] is Verdict.NOT_OBSERVED


def test_what_was_not_run_alone_is_no_pass():
    assert judge(Dossier(SITE, AS_OF), NATIONAL, {"probe"})[1].undecided == ("V2", "V3", "V4a", "V4b", "V4c")


def test_a_failed_deduction_costs_points_and_no_more():
    dead = LinkChecked(
        SITE.id, "http://www.jia.test/x", SITE.url, "x", LinkScope.HOME, "page", True, LinkState.DEAD, moment(AS_OF),
        "http_404", snapshot="s1",
    )  # fmt: skip
    counted = LinksCounted(SITE.id, SITE.url, moment(AS_OF), 1, 9, 8, 1, 0, 0, home_links=9)
    dossier = site()
    facts = (*dossier.facts, dead, counted, TargetVisited(SITE.id, "links", moment(AS_OF), observed=True))
    findings, outcome = judge(replace(dossier, facts=facts), NATIONAL)
    (found,) = [finding for finding in findings if finding.code == "D3"]
    assert (found.verdict, found.points, is_veto(found, NATIONAL)) == (Verdict.FAIL, Decimal("-0.2"), False)
    assert (outcome.verdict, outcome.failed) == (Verdict.PASS, ())
    assert problems(findings, NATIONAL, {}) == ""


def failed(*codes: str, reason="原因") -> list[Finding]:
    return [Finding("x", code, Verdict.FAIL, reason, AS_OF) for code in codes]


def test_row_10_of_yulin():
    wording = {"N2a": "监测时间点2周内未更新", "N3a": "未提供有效互动功能"}
    assert problems(failed("N2a", "N3a"), NATIONAL, wording) == "未提供有效互动功能；监测时间点2周内未更新"


def test_one_phrase_for_several_codes_is_printed_once():
    assert problems(failed("V4b", "V4a"), NATIONAL, {}) == "多个栏目长期未更新"
    assert problems(failed("V4b", "V4c"), NATIONAL, {"V4": "多个栏目更新不及时"}) == "多个栏目更新不及时"


def test_only_failed_vetoes_are_problems():
    open_ones = [replace(finding, verdict=Verdict.NEEDS_REVIEW) for finding in failed("V3")]
    assert problems([*open_ones, *failed("A9")], NATIONAL, {}) == ""


@pytest.mark.parametrize(
    ("code", "wording", "expected"),
    [
        ("V3", {}, "首页14天内无更新"),
        ("V4a", {"V4": "栏目超期"}, "栏目超期"),
        ("V4a", {"V4": "栏目超期", "V4a": "多个栏目长期未更新"}, "多个栏目长期未更新"),
        ("V1e", {}, "内容发布审核不严"),
        ("V1e", {"V1": "内容有误"}, "内容有误"),
        ("L7", {}, "内容发布审核不严"),
    ],
)
def test_the_city_speaks_first_then_the_rule_then_the_reviewer(code, wording, expected):
    (finding,) = failed(code, reason="内容发布审核不严")
    assert phrase(finding, NATIONAL, wording) == expected


def test_what_a_reviewer_says_of_a_rule_is_not_printed_with_the_machines_words():
    findings, _ = judge(site(reviews=[review(SITE, "V3", "fail", "仅更新了转载内容")]), NATIONAL)
    assert problems(findings, NATIONAL, {}) == "首页14天内无更新"


@pytest.mark.parametrize(
    ("code", "expected"),
    [("V4b", "应更新栏目长期未更新"), ("V1a", "严重表述错误"), ("V6d", "服务不实用"), ("R9", "台账管理"), ("Z9", "Z9")],
)
def test_every_code_has_a_name(code, expected):
    assert title(code) == expected


def test_dead_links_beside_links_that_were_not_followed_may_become_more():
    told = (SITE.url, "x", LinkScope.HOME, "page", True)
    dead = LinkChecked(SITE.id, "http://www.jia.test/x", *told, LinkState.DEAD, moment(AS_OF), "http_404", snapshot="s")
    left = LinkChecked(SITE.id, "http://www.jia.test/y", *told, LinkState.NOT_CHECKED, moment(AS_OF), "timeout")
    counted = LinksCounted(SITE.id, SITE.url, moment(AS_OF), 1, 9, 7, 1, 0, 1, home_links=9)
    visit = TargetVisited(SITE.id, "links", moment(AS_OF), observed=True)
    for links, possible in (((dead,), False), ((dead, left), True)):
        found = judge(Dossier(SITE, AS_OF, (*links, counted, visit)), NATIONAL)[0]
        assert [it.more_possible for it in found if it.code == "D3"] == [possible]

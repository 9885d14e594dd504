"""Re-inspection: last period's faults one by one, objects, repeaters, register changes, waivers."""

from dataclasses import replace
from datetime import date

import pytest

from analysis.judge import judge_register
from analysis.judgement import Judgement
from analysis.past import Past
from analysis.reinspection import (
    Change,
    State,
    past_faults_now,
    past_objects_now,
    recheck_counts,
    register_changes,
    repeated,
    waivers,
)
from govcrawl.model.finding import Verdict
from govcrawl.model.past_fault import PastFault
from govcrawl.model.review import Review
from govcrawl.model.target import AccountStatus, SiteStatus
from govcrawl.model.waiver import Waiver
from tests.analysis.small_city import AS_OF, BLOCKED, CLOSED, GONE, GOOD, LIVELY, STALE, WORDED, ZOMBIE, small_city


def fault(target, code, period="2021Q1", reason="长期未更新"):
    return PastFault(period, target.id, target.name, code, reason)


LOST = PastFault("2021Q1", "", "旧城区人民政府网", "V4a", "长期未更新")
FAULTS = (
    fault(STALE, "V4b", "2020Q4"),
    fault(STALE, "V4b"),
    fault(GOOD, "V4b"),
    fault(GOOD, "V4a"),
    fault(BLOCKED, "V4a"),
    fault(WORDED, "V1e", reason="发布日期不实"),
    fault(CLOSED, "V4a"),
    fault(ZOMBIE, "N2a"),
    fault(LIVELY, "N2"),
    LOST,
)


def city(faults=FAULTS, periods=("2020Q4", "2021Q1"), before=None) -> Judgement:
    return replace(small_city(), past=Past(periods, faults, before))


def states(frame) -> dict[tuple[str, str], str]:
    return {(row.target, row.code): row.state for row in frame.itertuples()}


def test_every_fault_of_the_last_period_is_told_one_by_one():
    frame = past_faults_now(city())
    assert states(frame) == {
        (STALE.name, "V4b"): State.STILL_FAILING,
        (GOOD.name, "V4b"): State.RECTIFIED,
        (GOOD.name, "V4a"): State.RECTIFIED,
        (BLOCKED.name, "V4a"): State.NOT_OBSERVED,
        (WORDED.name, "V1e"): State.NOT_OBSERVED,  # nobody looked at it again
        (CLOSED.name, "V4a"): State.CLOSED,
        (ZOMBIE.name, "N2a"): State.STILL_FAILING,
        (LIVELY.name, "N2"): State.RECTIFIED,  # the item was named, its line decides
        (LOST.name, "V4a"): State.REMOVED,
    }
    assert set(frame["period"]) == {"2021Q1"}
    assert dict(zip(frame["target"], frame["times"], strict=True))[STALE.name] == 3  # twice before, and now
    assert all(frame["reason"])


def test_a_fault_nobody_looked_at_is_not_mended_by_another_verdict():
    """A pass on another code says nothing of the one that was named."""
    [row] = past_faults_now(city((fault(GOOD, "V1a"),))).itertuples()
    assert (row.state, row.reason) == (State.NOT_OBSERVED, "本期无该项结论")


def test_an_object_has_the_gravest_state_of_its_faults():
    mixed = (
        fault(BLOCKED, "V4a"),
        fault(STALE, "V4a", reason="甲"),
        fault(STALE, "V4b", reason="乙"),
        fault(GOOD, "V4a"),
    )
    objects = past_objects_now(city(mixed))
    told = [(row.target, row.faults, row.state, row.now) for row in objects.itertuples()]
    assert told == [
        (BLOCKED.name, "长期未更新", State.NOT_OBSERVED, Verdict.NOT_OBSERVED),
        (STALE.name, "甲；乙", State.STILL_FAILING, Verdict.FAIL),
        (GOOD.name, "长期未更新", State.RECTIFIED, Verdict.PASS),
    ]


def test_the_counts_add_up_by_kind_and_by_group():
    counts = recheck_counts(city())
    assert counts.loc["site", "named"] == 6
    assert counts.loc["account", "named"] == 2
    assert counts.loc["site", State.STILL_FAILING] == 1
    assert (counts[[state.value for state in State]].sum(axis=1) == counts["named"]).all()
    assert counts.drop(index=["site", "account"])["named"].sum() == 5  # nobody knows what kind the lost one was


def test_a_last_period_without_faults_is_not_the_one_before_it():
    judgement = city((fault(STALE, "V4b", "2020Q4"),))
    assert past_faults_now(judgement).empty
    assert past_objects_now(judgement).empty
    assert recheck_counts(judgement).empty


def test_frames_without_a_past_have_their_fields():
    judgement = small_city()
    assert list(past_faults_now(judgement).columns)[-3:] == ["state", "reason", "times"]
    assert list(past_objects_now(judgement).columns)[-2:] == ["now", "times"]
    assert list(recheck_counts(judgement).columns) == ["named", *State]
    assert list(repeated(judgement).columns)[-2:] == ["codes", "again"]
    assert list(waivers(judgement).columns)[-1] == "in_force"


@pytest.mark.parametrize(("periods", "named"), [(2, {ZOMBIE.name: 2}), (3, {STALE.name: 2, ZOMBIE.name: 2}), (1, {})])
def test_repeaters_are_counted_over_the_last_periods_only(periods, named):
    judgement = city((fault(STALE, "V4b", "2020Q4"), fault(ZOMBIE, "N2a"), fault(GOOD, "V4a")))
    frame = repeated(judgement, periods)
    assert dict(zip(frame["target"], frame["times"], strict=True)) == named


def test_a_repeater_says_which_faults_are_the_same():
    frame = repeated(city((fault(ZOMBIE, "N2a"), fault(ZOMBIE, "L1"))))
    assert [(row.codes, row.again) for row in frame.itertuples()] == [("N2a、L1", "N2a")]


def test_changes_of_the_register():
    moved = replace(GOOD, url="http://old.test/")
    recoded = replace(STALE, site_code="9901020009")
    once = replace(GONE, status=AccountStatus.OPERATING)
    shut = replace(BLOCKED, status=SiteStatus.SUSPENDED)
    lost = replace(LIVELY, name="丙县文旅", account_id="bxwl")
    frame = register_changes(city(before=(recoded, moved, shut, CLOSED, once, ZOMBIE, LIVELY, lost)))
    told = [(row.change, row.target, row.before, row.after) for row in frame.itertuples()]
    assert told == [
        (Change.ADDED, WORDED.name, "", "operating"),
        (Change.ADDED, "市公安局", "", "operating"),
        (Change.CHANGED, STALE.name, "site_code: 9901020009", "site_code: 9901020001"),
        (Change.CHANGED, GOOD.name, "url: http://old.test/", "url: http://yi.test/"),
        (Change.CLOSED, GONE.name, "operating", "closed"),
        (Change.REOPENED, BLOCKED.name, "suspended", "operating"),
        (Change.REMOVED, "丙县文旅", "operating", ""),
    ]


def test_without_an_earlier_register_nothing_is_new():
    assert register_changes(small_city()).empty


def waiving(*rows, reviews=()) -> Judgement:
    judgement = small_city()
    register = replace(
        judgement.sources.register, waivers=rows, reviews=(*judgement.sources.register.reviews, *reviews)
    )
    sources = replace(judgement.sources, register=register)
    findings, outcomes, _ = judge_register(sources, judgement.facts.items())
    return Judgement(sources, tuple(findings), tuple(outcomes), judgement.facts)


def verdict(judgement, target):
    return next(outcome.verdict for outcome in judgement.outcomes if outcome.target_id == target.id)


WAIVER = Waiver(STALE.id, "V4", "改版期间", "市政府办 王五", date(2021, 7, 1), AS_OF)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, Verdict.PASS),
        ({"expires": date(2021, 7, 4)}, Verdict.FAIL),  # ran out the day before
        ({"granted": date(2021, 7, 6)}, Verdict.FAIL),  # not yet granted
        ({"granted": AS_OF}, Verdict.PASS),
        ({"code": "V4b"}, Verdict.PASS),
        ({"code": "V3"}, Verdict.FAIL),  # another code
    ],
)
def test_a_waiver_holds_for_its_code_on_its_days(change, expected):
    judgement = waiving(replace(WAIVER, **change))
    assert verdict(judgement, STALE) is expected
    assert waivers(judgement)["in_force"].tolist() == [
        change.get("granted", AS_OF) <= AS_OF <= change.get("expires", AS_OF)
    ]


def test_a_waived_fault_says_who_approved_it_and_what_it_was():
    judgement = waiving(WAIVER)
    [finding] = [it for it in judgement.findings_of[STALE.id] if it.reason.startswith("经批准不计")]
    assert "改版期间（批准：市政府办 王五，有效期至2021-07-05；原判定不合格：" in finding.reason
    assert finding.verdict is Verdict.NOT_APPLICABLE
    assert finding.evidence


def test_a_persons_word_on_another_quarter_decides_nothing_in_this_one():
    early = Review(GOOD.id, "V1a", Verdict.FAIL, "严重表述错误", "张三", date(2021, 3, 31))
    assert verdict(waiving(reviews=(early,)), GOOD) is Verdict.PASS
    assert verdict(waiving(reviews=(replace(early, day=date(2021, 4, 1)),)), GOOD) is Verdict.FAIL
    assert verdict(waiving(reviews=(replace(early, period="2021Q2"),)), GOOD) is Verdict.FAIL

"""Pass rates: the figures of the notices, counts that add up, undecided objects that never move a rate in silence."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.passrates import ReconciliationError, counts_by, judged, percent, printed, reconciled, total, with_rates
from govcrawl.model.finding import Outcome, Verdict
from govcrawl.model.target import Account, Site, SiteKind, SiteStatus
from govcrawl.register import Rounding, TableSettings

COUNTIES = ("municipal", "甲区", "乙县", "丙县")


def site(number: int, county="甲区", kind=SiteKind.PORTAL, status=SiteStatus.OPERATING) -> Site:
    return Site(f"网站{number}", f"http://{number}.test/", kind, county, status=status)


def outcomes(sites, verdicts):
    return [Outcome(target.id, verdict) for target, verdict in zip(sites, verdicts, strict=True)]


@pytest.mark.parametrize(
    ("part", "whole", "decimals", "rounding", "expected"),
    [
        (42, 47, 1, "half_up", "89.4"),  # Zhanjiang 2021Q2
        (42, 47, 1, "truncate", "89.3"),
        (5, 5, 1, "half_up", "100.0"),
        (30, 31, 1, "half_up", "96.8"),
        (211, 216, 1, "half_up", "97.7"),
        (8, 9, 2, "truncate", "88.88"),  # Lincang 2021Q2: two ways in one notice
        (8, 9, 2, "half_up", "88.89"),
        (37, 38, 2, "half_up", "97.37"),
        (190, 193, 2, "half_up", "98.45"),
        (50, 51, 2, "half_up", "98.04"),  # Yulin 2020Q3
        (1, 51, 2, "half_up", "1.96"),
        (291, 323, 2, "half_up", "90.09"),
        (32, 323, 2, "half_up", "9.91"),
        (32, 323, 2, "truncate", "9.90"),
        (1, 8, 0, "half_up", "13"),  # 12.5: a half goes up, not to the even digit
        (1, 40, 0, "half_up", "3"),  # 2.5
        (0, 7, 2, "half_up", "0.00"),
    ],
)
def test_percentages_of_the_notices(part, whole, decimals, rounding, expected):
    assert str(percent(part, whole, TableSettings(decimals, Rounding(rounding)))) == expected


def test_a_rate_of_nothing_is_no_rate():
    assert percent(0, 0, TableSettings()) is None
    assert [printed(rate) for rate in (None, Decimal("100.0"), Decimal("0.00"), Decimal("89.4"))] == [
        "—",
        "100%",
        "0%",
        "89.4%",
    ]


def test_counts_per_county_stand_in_the_order_of_the_register_empty_ones_too():
    sites = [site(1, "乙县"), site(2, "甲区"), site(3, "甲区"), site(4, "municipal")]
    frame = judged(sites, outcomes(sites, [Verdict.PASS, Verdict.FAIL, Verdict.NEEDS_REVIEW, Verdict.NOT_OBSERVED]))
    counts = counts_by(frame, "county", COUNTIES)
    assert list(counts.index) == list(COUNTIES)
    assert counts.values.tolist() == [[1, 1, 0, 0, 1], [2, 2, 0, 1, 1], [1, 1, 1, 0, 0], [0, 0, 0, 0, 0]]
    assert total(counts, "合计").values.tolist() == [[4, 4, 1, 1, 2]]


def test_what_is_undecided_is_counted_apart_and_its_reach_is_told():
    sites = [site(n) for n in range(4)]
    frame = judged(sites, outcomes(sites, [Verdict.PASS, Verdict.PASS, Verdict.FAIL, Verdict.NOT_OBSERVED]))
    rates = with_rates(total(counts_by(frame, "county", COUNTIES), "合计"), TableSettings(1)).loc["合计"]
    assert [str(rates[name]) for name in ("pass_rate", "unqualified_rate", "lowest", "highest")] == [
        "66.7",
        "33.3",
        "50.0",
        "75.0",
    ]
    assert rates["undecided"] == 1


def test_each_row_may_be_cut_its_own_way():
    sites = [site(n) for n in range(9)]
    frame = judged(sites, outcomes(sites, [Verdict.PASS] * 8 + [Verdict.FAIL]))
    counts = counts_by(frame, "county", COUNTIES)
    cuts = {name: TableSettings(2) for name in COUNTIES} | {"甲区": TableSettings(2, Rounding.TRUNCATE)}
    rates = with_rates(counts, cuts)
    assert str(rates.loc["甲区", "pass_rate"]) == "88.88"
    assert rates.loc["乙县", "pass_rate"] is None


def test_what_is_out_of_operation_is_in_no_count():
    sites = [site(1), site(2, status=SiteStatus.CLOSED)]
    frame = judged(sites, outcomes(sites, [Verdict.PASS, Verdict.NOT_APPLICABLE]))
    assert list(frame["target"]) == ["网站1"]


def test_one_name_on_two_platforms_counts_twice():
    accounts = [Account("快手", "徐闻公安", "甲区"), Account("南方号", "徐闻公安", "甲区")]
    frame = judged(accounts, outcomes(accounts, [Verdict.FAIL, Verdict.FAIL]))
    assert counts_by(frame, "platform", ("快手", "南方号"))["unqualified"].tolist() == [1, 1]


A, B = site(1), site(2)


@pytest.mark.parametrize(
    ("targets", "given", "words"),
    [
        ([A, B], [Outcome(A.id, Verdict.PASS)], "网站2 is in the register and was not judged"),
        ([A], [Outcome(A.id, Verdict.PASS), Outcome(B.id, Verdict.PASS)], "site/2.test: was judged and is not in"),
        ([A], [Outcome(A.id, Verdict.PASS), Outcome(A.id, Verdict.FAIL)], "site/1.test: has two outcomes"),
        ([A], [Outcome(A.id, Verdict.NOT_APPLICABLE)], "网站1 is in operation and came out not_applicable"),
        ([site(3, status=SiteStatus.CLOSED)], [Outcome("site/3.test", Verdict.FAIL)], "is out of operation and came"),
        ([A, A], [Outcome(A.id, Verdict.PASS)], "two objects have the same identity"),
    ],
)
def test_what_does_not_add_up_is_refused_by_name(targets, given, words):
    with pytest.raises(ReconciliationError, match=words):
        judged(targets, given)


def test_a_county_that_the_city_does_not_have_is_refused():
    sites = [site(1, "丁县")]
    frame = judged(sites, outcomes(sites, [Verdict.PASS]))
    with pytest.raises(ReconciliationError, match="county: '丁县' of 网站1 has no row"):
        counts_by(frame, "county", COUNTIES)


def test_rows_that_do_not_add_up_are_refused_by_name():
    sites = [site(1), site(2, "乙县")]
    counts = counts_by(judged(sites, outcomes(sites, [Verdict.PASS, Verdict.PASS])), "county", COUNTIES)
    with pytest.raises(ReconciliationError, match="register: 3 objects, but 2"):
        reconciled(counts, 3)
    counts.loc["乙县", "qualified"] = 2
    with pytest.raises(ReconciliationError, match="乙县: qualified, unqualified and undecided do not add up"):
        reconciled(counts, 2)


verdicts = st.sampled_from([Verdict.PASS, Verdict.FAIL, Verdict.NOT_OBSERVED, Verdict.NEEDS_REVIEW])


@given(st.lists(st.tuples(verdicts, st.sampled_from(COUNTIES)), max_size=60), st.integers(0, 3))
def test_pass_fail_and_undecided_are_the_register(rows, decimals):
    sites = [site(number, county) for number, (_, county) in enumerate(rows)]
    frame = judged(sites, outcomes(sites, [verdict for verdict, _ in rows]))
    counts = counts_by(frame, "county", COUNTIES)
    assert (counts["qualified"] + counts["unqualified"] + counts["undecided"]).sum() == len(rows)
    row = with_rates(total(counts, "合计"), TableSettings(decimals)).loc["合计"]
    if row["pass_rate"] is not None:
        assert row["lowest"] <= row["pass_rate"] <= row["highest"]
        assert abs(row["pass_rate"] + row["unqualified_rate"] - 100) <= Decimal(1).scaleb(-decimals)
        if not row["undecided"]:
            assert row["lowest"] == row["pass_rate"] == row["highest"]

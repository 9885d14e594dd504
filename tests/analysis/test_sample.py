"""The sampling plan: its size by the formula, the same draw by the same seed, and the error rate its reviews found."""

from dataclasses import replace
from datetime import date

import pytest

from analysis.review_items import sampled_items
from analysis.sample import draw, error_rate, machine_findings, method_note, sample_size
from govcrawl.model.finding import Verdict
from govcrawl.model.review import Review
from govcrawl.model.share import wilson
from tests.analysis.small_city import STALE, ZOMBIE, small_city


@pytest.mark.parametrize(
    ("population", "margin", "confidence", "size"),
    [(10_000, 5, 95, 370), (1_000_000, 3, 95, 1066), (500, 3, 95, 341), (10, 3, 95, 10), (1, 3, 95, 1), (0, 3, 95, 0)],
)
def test_the_size_is_that_of_the_formula(population, margin, confidence, size):
    assert sample_size(population, margin, confidence) == size


def test_wilson_is_the_published_interval():
    low, high = wilson(10, 100)
    assert (round(low, 4), round(high, 4)) == (0.0552, 0.1744)
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(0, 50)[0] == 0.0


def test_the_same_seed_draws_the_same_sample():
    population = [(f"site/{n}", "V4a") for n in range(1000)]
    first = draw("2021Q2", population, 5, 95, 7)
    assert first == draw("2021Q2", population, 5, 95, 7)
    assert first.drawn != draw("2021Q2", population, 5, 95, 8).drawn
    assert len(set(first.drawn)) == len(first.drawn) == 278


def reviewed(*rows):
    judgement = small_city()
    own = judgement.sources.register
    reviews = tuple(Review(target.id, code, verdict, "核验", "甲", date(2021, 7, 4)) for target, code, verdict in rows)
    return replace(judgement, sources=replace(judgement.sources, register=replace(own, reviews=reviews)))


def test_the_population_is_what_the_machine_decided_before_people_spoke():
    population = machine_findings(small_city())
    assert population[STALE.id, "V4b"].verdict is Verdict.FAIL
    assert all(
        finding.verdict in (Verdict.PASS, Verdict.FAIL) and not finding.reviewer for finding in population.values()
    )
    overruled = machine_findings(reviewed((STALE, "V4b", Verdict.PASS)))
    assert overruled[STALE.id, "V4b"].verdict is Verdict.FAIL


def test_the_error_rate_counts_what_people_changed():
    judgement = reviewed(
        (STALE, "V4b", Verdict.PASS), (ZOMBIE, "N2a", Verdict.FAIL), (STALE, "V3", Verdict.NEEDS_REVIEW)
    )
    plan = draw("2021Q2", sorted(machine_findings(judgement)), 3, 95, 1)
    found = error_rate(judgement, plan)
    assert (found.looked_at, found.wrong, found.rate) == (2, 1, 0.5)
    assert method_note(plan, found).startswith(
        f"从{plan.population}项系统判定中随机抽取{len(plan.drawn)}项由人工核验（误差3%，置信度95%，随机种子1），已核验2项，判定有误1项，错误率50.00%"
    )


def test_a_sample_nobody_looked_at_has_no_rate():
    judgement = reviewed()
    plan = draw("2021Q2", sorted(machine_findings(judgement)), 3, 95, 1)
    assert error_rate(judgement, plan).rate is None
    assert method_note(plan, error_rate(judgement, plan)).endswith("已核验0项")


def test_the_sample_goes_into_the_workbook_with_the_verdict_it_confirms():
    judgement = reviewed()
    items = sampled_items(judgement, [(STALE.id, "V4b"), (STALE.id, "V3")], machine_findings(judgement))
    told = [(item.code, item.confirmed, item.rejected, item.printed != "") for item in items]
    assert told == [("V4b", Verdict.FAIL, Verdict.PASS, True), ("V3", Verdict.PASS, Verdict.FAIL, False)]
    assert items[0].asked == "抽样核验：系统判定不合格，是否正确"

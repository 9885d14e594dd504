"""A silent site is blamed only where another one answered around that time."""

import pytest

from govcrawl.spiders.line import Line


@pytest.mark.parametrize(
    ("answers", "began", "ended", "told"),
    [
        ([], 100, 115, ([], [])),
        ([85], 100, 115, (["x"], [])),  # up to the last second of patience before it began
        ([84], 100, 115, ([], [])),
        ([1, 90], 100, 115, (["x"], [])),
        ([110], 100, 115, (["x"], [])),
    ],
)
def test_an_answer_before_a_silence_shows_that_the_line_is_up(answers, began, ended, told):
    line: Line[str] = Line(15)
    for moment in answers:
        assert line.answered(moment) == ([], [])
    assert line.silent("x", began, ended) == told


@pytest.mark.parametrize(("moment", "told"), [(115, (["x"], [])), (130, (["x"], [])), (131, ([], ["x"]))])
def test_an_answer_after_a_silence_decides_on_it(moment, told):
    line: Line[str] = Line(15)
    line.silent("x", 100, 115)
    assert line.answered(moment) == told
    assert line.answered(moment + 1) == ([], [])  # told once


def test_an_outage_in_the_middle_is_ours():
    line: Line[str] = Line(15)
    line.answered(0)
    assert [line.silent(f"s{n}", 60 + n, 60 + n) for n in range(3)] == [([], [])] * 3
    assert line.answered(100) == ([], ["s0", "s1", "s2"])


@pytest.mark.parametrize(("alone", "told"), [(True, (["x"], [])), (False, ([], ["x"]))])
def test_at_the_end_only_a_site_without_others_is_believed(alone, told):
    line: Line[str] = Line(15)
    line.silent("x", 1, 1)
    assert line.ended(alone=alone) == told
    assert line.ended(alone=alone) == ([], [])

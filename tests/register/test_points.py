"""Points that a person gives in reviews.csv."""

from decimal import Decimal

import pytest

from govcrawl.register import RegisterError, read_register

HEAD = "target,code,verdict,reason,reviewer,date,evidence,points\n"


def written(folder, code: str, verdict: str, points: str):
    (folder / "reviews.csv").write_text(
        f"{HEAD}东区人民政府网,{code},{verdict},原因,张三,2021-07-05,截图1,{points}\n", "utf-8"
    )
    return folder


@pytest.mark.parametrize(
    ("code", "verdict", "points", "expected"),
    [
        ("B5", "fail", "-1", "-1"),
        ("D3", "fail", "−0.2", "-0.2"),
        ("L1", "fail", "-０.５", "-0.5"),
        ("P10", "pass", "3", "3"),
        ("P6", "pass", "+2", "2"),
        ("V1", "fail", "", None),
    ],
)
def test_points_are_read_exactly(folder, code, verdict, points, expected):
    (review,) = read_register(written(folder, code, verdict, points)).reviews
    assert review.points == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    ("code", "verdict", "points", "error"),
    [
        ("B5", "fail", "1", "points: is 1 for B5 fail; deductions are below 0, bonuses above 0"),
        ("P10", "pass", "-3", "points: is -3 for P10 pass; deductions are below 0, bonuses above 0"),
        ("B5", "fail", "one", "points: is 'one'; write what is deducted as -0.5, what is added as 2"),
        ("B5", "fail", "-0.125", "points: is '-0.125'; write what is deducted"),
    ],
)
def test_points_that_make_no_sense_are_refused(folder, code, verdict, points, error):
    with pytest.raises(RegisterError, match=error):
        read_register(written(folder, code, verdict, points))

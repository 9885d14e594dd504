"""Printed names of periods, windows, counties and platforms."""

from datetime import date

import pytest

from analysis.table import chosen
from analysis.titles import LINES, county_title, line_title, period_title, platform_title, window_title
from govcrawl.errors import GovcrawlError
from govcrawl.model.period import Period
from govcrawl.model.target import SiteKind
from govcrawl.register import ReportSettings, TableSettings


def period(name="2021Q2", start=date(2021, 4, 1), end=date(2021, 7, 5)):
    return Period(name, start, end, end)


@pytest.mark.parametrize(
    ("name", "title"), [("2021Q2", "2021年第二季度"), ("2020Q4", "2020年第四季度"), ("2021H1", "2021H1")]
)
def test_a_quarter_is_told_in_words(name, title):
    assert period_title(period(name)) == title


@pytest.mark.parametrize(
    ("start", "end", "printed"),
    [
        (date(2021, 4, 1), date(2021, 7, 5), "2021年4月1日至7月5日"),
        (date(2020, 12, 1), date(2021, 1, 5), "2020年12月1日至2021年1月5日"),
        (date(2021, 7, 5), date(2021, 7, 5), "2021年7月5日"),
    ],
)
def test_the_sampling_window_is_printed_as_in_notices(start, end, printed):
    assert window_title(period(start=start, end=end)) == printed


def test_a_city_prints_its_own_names():
    report = ReportSettings(platforms={"快手": "快手短视频号"}, tables={"sub_channel": TableSettings(title="子频道")})
    assert platform_title("快手", report) == "快手短视频号"
    assert platform_title("抖音", report) == "抖音"
    assert line_title("sub_channel", report) == "子频道"
    assert line_title("portal", report) == LINES["portal"]
    assert county_title("municipal") == "市直部门"
    assert county_title("甲区") == "甲区"
    assert {kind.value for kind in SiteKind} <= set(LINES)


def test_headings_are_those_of_the_city_in_its_order():
    known = {"number": "序号", "name": "名称", "reason": "问题"}
    assert chosen("t", TableSettings(), known, ("name", "number")) == {"name": "名称", "number": "序号"}
    own = TableSettings(headings={"reason": "存在问题", "number": "号"})
    assert list(chosen("t", own, known, ("name",)).items()) == [("reason", "存在问题"), ("number", "号")]
    with pytest.raises(GovcrawlError, match=r"report\.tables\.t\.headings\.color: there is no such field; use some of"):
        chosen("t", TableSettings(headings={"color": "颜色"}), known, ("name",))

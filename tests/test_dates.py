"""Dates: every printed form, refusals, and no text that hurts."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govcrawl.dates import boxed, compact, find_date, fold, from_epoch, relative, spots, with_year, yearless
from govcrawl.model.period import CHINA_TIME

CAPTURED_AT = datetime(2021, 7, 5, 12, tzinfo=CHINA_TIME)
LATE = datetime(2200, 1, 1, tzinfo=CHINA_TIME)
DIGITS = "〇一二三四五六七八九"


def han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones else "")


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() or c in "-/." else c for c in text)


FORMS: dict[str, Callable[[date], str]] = {
    "iso": lambda d: f"{d:%Y-%m-%d}",
    "slashes": lambda d: f"{d.year}/{d.month}/{d.day}",
    "dots": lambda d: f"{d:%Y.%m.%d}",
    "chinese": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "chinese spaced": lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    "chinese padded": lambda d: f"{d:%Y年%m月%d日}",
    "numerals": lambda d: f"{''.join(DIGITS[int(n)] for n in str(d.year))}年{han(d.month)}月{han(d.day)}日",
    "full width": lambda d: full_width(f"{d:%Y-%m-%d}"),
    "compact": lambda d: f"{d:%Y%m%d}",
    "with time": lambda d: f"{d:%Y-%m-%d} 23:59:59",
    "glued time": lambda d: f"{d:%Y-%m-%d}17:20",
    "time behind a dash": lambda d: f"{d:%Y-%m-%d}-17:20:05",
    "with short time": lambda d: f"[{d:%Y-%m-%d} 9:05]",
    "with chinese time": lambda d: f"{d.year}年{d.month}月{d.day}日 16时02分",
    "brackets": lambda d: f"【{d:%Y-%m-%d}】",
    "label": lambda d: f"发布时间：{d:%Y-%m-%d} 浏览次数：1024",
    "iso with zone": lambda d: f"{d:%Y-%m-%d}T08:00:00+08:00",
    "java": lambda d: f"{d:%a %b %d} 10:00:00 CST {d.year}",
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@given(day=st.dates(date(1970, 1, 2), date(2099, 12, 31)))
def test_every_form_is_read_back(form: str, day: date) -> None:
    printed = FORMS[form](day)
    read = find_date(printed, LATE, "slot")
    assert read.day == day
    assert read.raw
    assert read.raw in printed
    assert read.place == "slot"
    assert not read.reason


@given(day=st.dates(date(1970, 1, 2), date(2099, 12, 31)))
def test_boxes_of_two_parts(day: date) -> None:
    for printed in (f"{day:%d} {day:%Y-%m}", f"{day:%Y-%m} {day:%d}", f"{day:%m-%d} {day:%Y}", f"{day:%Y} {day:%m-%d}"):
        spot = boxed(printed)
        assert spot is not None
        assert (spot.year, spot.month, spot.day) == (day.year, day.month, day.day)


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("2021-02-30", "impossible"),
        ("2021-13-01", "impossible"),
        ("2021年0月5日", "impossible"),
        ("1970-01-01", "impossible"),
        ("1970年01月01日", "impossible"),
        ("1799-01-01", "impossible"),
        ("二〇二一年十一月三十一日", "impossible"),
        ("7070年01月01日", "after_capture"),
        ("2021-07-06", "after_capture"),
        ("[07-08]", "no_year"),
        ("7月8日", "no_year"),
        ("2021-07", "no_day"),
        ("2021年7月", "no_day"),
        ("2个月前", "no_day"),
        ("通知公告", "no_date"),
        ("", "no_date"),
        ("电话：0759-2021071", "no_date"),
        ("192.168.2021.7", "no_date"),
        ("13-45", "no_date"),
        ("1/10", "no_date"),
        ("21-07-08", "no_date"),
    ],
)
def test_refused(printed: str, reason: str) -> None:
    read = find_date(printed, CAPTURED_AT)
    assert read.day is None
    assert read.reason == reason


def test_the_day_of_the_capture_is_no_future() -> None:
    assert find_date("2021-07-05", CAPTURED_AT).day == date(2021, 7, 5)
    assert find_date("2021-07-05 23:59", CAPTURED_AT).day == date(2021, 7, 5)


def test_the_capture_is_meant_in_china() -> None:
    evening = datetime(2021, 7, 4, 17, tzinfo=UTC)  # already the 5th in China
    assert find_date("2021-07-05", evening).day == date(2021, 7, 5)
    assert find_date("2021-07-05", evening - timedelta(hours=2)).reason == "after_capture"


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("刚刚", 5), ("5分钟前", 5), ("3小时前", 5), ("13小时前", 4), ("今天 08:00", 5), ("昨天", 4),
        ("昨天 09:30", 4), ("前天", 3), ("3天前", 2), ("三天前", 2),
    ],
)  # fmt: skip
def test_relative(printed: str, day: int) -> None:
    read = find_date(printed, CAPTURED_AT)
    assert read.day == date(2021, 7, day)
    assert read.raw in printed


def test_relative_words_within_others_are_none() -> None:
    assert relative("今天是个好日子", CAPTURED_AT) is not None
    assert relative("以前", CAPTURED_AT) is None
    assert relative("今年", CAPTURED_AT) is None


def test_moment_keeps_the_zone() -> None:
    assert find_date("2021-07-01 16:02", CAPTURED_AT).moment == datetime(2021, 7, 1, 16, 2, tzinfo=CHINA_TIME)
    read = find_date("2021-07-01T22:00:00Z", CAPTURED_AT)
    assert read.day == date(2021, 7, 2)
    assert read.moment == datetime(2021, 7, 1, 22, tzinfo=UTC)


@given(day=st.dates(date(1980, 1, 1), date(2099, 1, 1)), second=st.integers(0, 86_399))
def test_epoch(day: date, second: int) -> None:
    seconds = int(datetime(day.year, day.month, day.day, tzinfo=CHINA_TIME).timestamp()) + second
    assert from_epoch(seconds, LATE).day == day
    assert from_epoch(str(seconds * 1000), LATE).day == day


def test_epoch_refused() -> None:
    assert from_epoch(0, CAPTURED_AT).reason == "impossible"
    assert from_epoch(4_000_000_000, CAPTURED_AT).reason == "after_capture"


def test_a_year_comes_from_proof_only() -> None:
    spot = yearless("[07-01]")
    assert spot is not None
    assert with_year(spot, 2020, "[07-01]", CAPTURED_AT, "link").day == date(2020, 7, 1)
    assert with_year(spot, 2022, "[07-01]", CAPTURED_AT, "link").reason == "after_capture"
    leap = yearless("02-29")
    assert leap is not None
    assert with_year(leap, 2021, "02-29", CAPTURED_AT, "link").reason == "impossible"


def test_compact_only_as_a_whole() -> None:
    assert compact("[20210701]") is not None
    assert compact("120210701") is None
    assert compact("文号20210701") is None


def test_the_first_readable_date_counts_and_all_are_found() -> None:
    text = "发布日期：2021-06-10　更新时间：2021-07-03"
    assert find_date(text, CAPTURED_AT).day == date(2021, 6, 10)
    assert [(spot.month, spot.day) for spot in spots(text)] == [(6, 10), (7, 3)]


@given(text=st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    read = find_date(text, CAPTURED_AT)
    assert (read.day is None) == bool(read.reason)
    assert read.day is None or read.day <= date(2021, 7, 5)
    assert len(fold(text)) == len(text)
    boxed(text)


@given(text=st.text(alphabet="0123456789年月日-/. :[]〇一二三十天前昨今", max_size=60))
def test_texts_that_nearly_are_dates(text: str) -> None:
    read = find_date(text, CAPTURED_AT)
    assert (read.day is None) == bool(read.reason)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "piece",
    [
        "2021-",
        "2021年 ",
        "1",
        " ",
        "年月日",
        "2021-07-0",
        "二〇二一年",
        "09-",
        "10天",
        "2021/7/8/",
        "0:",
        "jan 1, ",
        "１２３４年　",
    ],
)
def test_a_megabyte_of_nearly_dates_is_bounded(piece: str) -> None:
    small, large = piece * (50_000 // len(piece)), piece * (1_000_000 // len(piece))
    for text in (small, large):
        find_date(text, CAPTURED_AT)
        spots(text)
        yearless(text)


@settings(max_examples=30)
@given(day=st.dates(date(1990, 1, 1), date(2021, 7, 5)), before=st.text("关于通知的，。 ", max_size=20))
def test_dates_within_sentences(day: date, before: str) -> None:
    assert find_date(f"{before}于{day:%Y-%m-%d}召开", CAPTURED_AT).day == day

"""The quick tests that spare a text the slow ones let every date pass."""

from datetime import date, datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from govcrawl.cms.stamps import _JOINT, _PARTIAL, _RELATIVE_ONLY, _ROLE, LONGEST_LABEL
from govcrawl.dates import _MONTH_NAMES, boxed, compact, find_date, fold, spots, yearless
from govcrawl.model.period import CHINA_TIME

NOW = datetime(2021, 7, 5, tzinfo=CHINA_TIME)
PIECES = [
    *("2021", "20210705", "07", "7", "8", "0", "年", "月", "日", "号", "-", "/", ".", "－", "／", "７", "[", "】", ":"),
    *("3天前", "昨天", "今日", "前日", "刚刚", "Jul", "july", " ", "\xa0"),
]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("".join)


@settings(deadline=None, max_examples=600)
@given(TEXTS)
@example("8 7月")
@example("08 2021年7月")
@example("2021.07 08")
@example("2021 7/8")
@example("07-08 2021")
def test_no_partial_date_is_passed_over(text):
    text = text.strip()
    if compact(text) or yearless(text) or _RELATIVE_ONLY.match(text):
        assert _PARTIAL.search(fold(text))
    if boxed(text) or spots(text):
        assert _JOINT.search(fold(text))


@settings(deadline=None, max_examples=300)
@given(st.from_regex(_ROLE, fullmatch=True))
def test_no_label_with_a_role_is_longer_than_labels_may_be(label):
    assert len(label) <= LONGEST_LABEL


def test_every_month_is_read_by_its_name():
    for month, name in enumerate(_MONTH_NAMES, 1):
        for written in (name, name.upper(), name.title()):
            assert find_date(f"{written} 5, 2020", NOW).day == date(2020, month, 5)
            assert find_date(f"5 {written} 2020", NOW).day == date(2020, month, 5)

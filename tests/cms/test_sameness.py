"""Two answers of one page are the same page whatever their counters say, and another page is another."""

from datetime import datetime

import pytest

from govcrawl.cms.sameness import content_of, same_content
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME

NOON = datetime(2021, 7, 5, 12, tzinfo=CHINA_TIME)
WORDS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"


def content(rows: str, more: str = "") -> frozenset[str]:
    html = "".join(f"<li><a href='/{number}.html'>{word}县要闻一则</a></li>" for number, word in enumerate(rows))
    return content_of(Page(f"<title>甲县人民政府</title><ul>{html}</ul>{more}", NOON))


def test_counters_clocks_and_tokens_make_no_difference():
    first = content(WORDS, "<p>您是第102938位访客</p><p>2021-07-05 11:59:02</p><i>a8f5f167f44f4964e6c998dee827110c</i>")
    second = content(
        WORDS, "<p>您是第102939位访客</p><p>2021-07-05 12:00:07</p><i>900150983cd24fb0d6963f7d28e17f72</i>"
    )
    assert first == second


@pytest.mark.parametrize(("other", "same"), [(WORDS, True), (WORDS[:-2], True), (WORDS[:-3], False), ("天地", False)])
def test_a_tenth_of_the_texts_may_differ(other, same):
    assert same_content(content(WORDS), content(other)) is same
    assert same_content(content(other), content(WORDS)) is same


def test_a_page_without_words_proves_nothing():
    assert same_content(frozenset(), content(WORDS)) is None
    assert same_content(content(WORDS), content_of(Page("", NOON))) is None

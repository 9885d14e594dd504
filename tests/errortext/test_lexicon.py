"""The lexicon: every entry is found where it is wrong, and silent where the same characters mean another thing."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.errortext import ExaminedText, examine
from govcrawl.errortext.lexicon import Mode, entries
from govcrawl.model.candidate import Severity

PLANTED = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("planted.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
# Characters of an entry that meet by chance across the border of two words, or whose use is right.
SILENT = Path(__file__).with_name("silent.txt").read_text("utf-8").split()


@pytest.mark.parametrize(("rule", "sentence"), PLANTED, ids=[f"{rule}-{n}" for n, (rule, _) in enumerate(PLANTED)])
def test_every_entry_is_found_in_a_sentence(rule, sentence):
    assert [found.rule for found in examine(ExaminedText(sentence))] == [rule]


def test_every_entry_has_a_sentence():
    of_the_sheet = {entry.rule for entry in entries() if entry.category not in "GH"}
    assert {rule for rule, _ in PLANTED} == of_the_sheet
    assert len(of_the_sheet) == 235


@pytest.mark.parametrize("words", SILENT)
def test_collisions_are_silent(words):
    assert examine(ExaminedText(f"会议指出，{words}，请各单位注意。")) == ()


def test_an_entry_holds_within_its_dates():
    text = "各地要主动融入“一带一路”战略。"
    assert examine(ExaminedText(text, date(2016, 6, 30))) == ()
    assert [found.rule for found in examine(ExaminedText(text, date(2016, 7, 1)))] == ["lexicon/6"]


def test_words_that_are_talked_about_are_a_hint():
    assert examine(ExaminedText("稿件中台湾政府的说法有误。"))[0].severity is Severity.SERIOUS
    assert examine(ExaminedText("新闻报道不得使用“台湾政府”，应称台湾当局。"))[0].severity is Severity.HINT


PROSE = [entry for entry in entries() if entry.category == "G"]


@pytest.mark.parametrize("entry", [entry for entry in PROSE if entry.mode is Mode.PLAIN], ids=lambda entry: entry.rule)
def test_slips_of_official_prose_are_found_and_their_right_forms_are_silent(entry):
    text = f"会议指出，要抓好{entry.words[0]}有关事项。"
    assert [found.rule for found in examine(ExaminedText(text))] == [entry.rule]
    assert examine(ExaminedText(text.replace(entry.words[0], entry.right))) == ()


def test_promises_of_cures_are_hints_without_a_suggestion():
    found = examine(ExaminedText("该药疗效最佳，安全无副作用，根治欠薪。"))
    assert [(it.wrong, it.right, it.severity) for it in found] == [
        ("疗效最佳", "", Severity.HINT),
        ("安全无副作用", "", Severity.HINT),
    ]


CLEAN = "会议强调，各级各部门要提高政治站位，压实工作责任，切实把各项任务落到实处。"
PLAIN = [entry for entry in entries() if entry.mode is Mode.PLAIN]


@given(st.sampled_from(PLAIN), st.integers(0, 5), st.integers(0, 5))
def test_an_error_put_into_clean_text_is_exactly_what_is_found(entry, before, after):
    word = entry.words[0]
    text = CLEAN * before + f"稿件写道，{word}，请核对。" + CLEAN * after
    assert examine(ExaminedText(CLEAN * (before + after))) == ()
    (found,) = examine(ExaminedText(text))
    assert (found.rule, found.wrong, found.right, found.start) == (entry.rule, word, entry.right, text.index(word))

"""All detectors over one text: candidates lie in it, never overlap, and are the same whatever stood before."""

from hypothesis import given
from hypothesis import strategies as st

from govcrawl.errortext import ExaminedText, examine
from govcrawl.errortext.lexicon import entries
from govcrawl.model.candidate import Place
from tests.errortext.pages import SEEN

PIECES = [word for entry in entries() for word in entry.words] + [
    *"，。、；：“”（）《》\n 年月日零〇0９",
    "四个意识", "三个自信", "政治意识、", "核心意识、", "中华人民共", "和国", "社会主义核心价值", "台湾", "近百人",
    "13月40日", "0000年2月30日", "下降了3倍", "13800138000", "110105194912310021", "关于", "习近平新时代",
    "特色社会主义思想", "🙂", "\ud800",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(["", "440882", "110000"]))
def test_candidates_lie_in_their_text_and_never_overlap(pieces, division):
    text = "".join(pieces)
    found = examine(ExaminedText(text, SEEN.date(), division))
    reached = 0
    for candidate in found:
        assert candidate.place is Place.TEXT
        assert reached <= candidate.start < candidate.end <= len(text)
        assert len(candidate.wrong) == candidate.end - candidate.start
        reached = candidate.end


@given(st.lists(st.sampled_from(PIECES), max_size=10))
def test_blocks_are_examined_apart(pieces):
    text = "".join(pieces).replace("\n", "")
    alone = [(it.rule, it.wrong) for it in examine(ExaminedText(text, SEEN.date()))]
    behind = [(it.rule, it.wrong) for it in examine(ExaminedText(f"今日天气晴好。\n{text}", SEEN.date()))]
    assert behind == alone


def test_half_a_character_is_taken_for_one_that_cannot_be_read():
    (found,) = examine(ExaminedText("\ud800抓紧布署\udc00", SEEN.date()))
    assert (found.start, found.wrong, found.context) == (3, "布署", "\ufffd抓紧布署\ufffd")

"""All detectors over one text: candidates lie in it, never overlap, and are the same whatever stood before."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.errortext import ExaminedText, Knowledge, examine
from govcrawl.errortext.detector import TextDetector, detector_types
from govcrawl.errortext.lexicon import entries
from govcrawl.model.candidate import Place
from govcrawl.model.wording import Leader, Organ
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
    (found,) = examine(ExaminedText("\ud800抓紧布署\udc00", SEEN.date(), title="\ud800"))
    assert (found.start, found.wrong, found.context) == (3, "布署", "\ufffd抓紧布署\ufffd")


LEADERS = (("张三丰", "市委书记"), ("李四光", "市长"), ("王五一", "副市长"))
OFFICES = Knowledge(
    organs=(Organ("东区卫生局", date(2019, 1, 1), "东区卫生健康局"),),
    leaders=tuple(Leader(name, title, date(2020, 1, 1), rank=rank) for rank, (name, title) in enumerate(LEADERS, 1)),
)
FAULTY = [
    "东区卫生局通知", "市长张三丰出席", "市长李四广出席", "王五一、李四光、张三丰出席", "三个意识、四个自信",
    "社会主义核心价直观",
    "抓紧布署", "锟斤拷", "烫烫烫", "&amp;nbsp;", "\\u4e2d\\u6587", "%E4%B8%AD%E6%96%87", "鐨勫伐浣滃拰", "ï¿½",
    "ORA-00942: x",
    "HTTP Status 500", "数据库连接失败：", "未将对象引用设置到对象的实例", "Warning: a in b on line 3",
    "502 Bad Gateway",
    "java.lang.RuntimeException", "Struts Problem Report", "Unclosed quotation mark before x",
    "Incorrect syntax near '='",
    "Cannot connect to the database server", "Microsoft VBScript 运行时错误 '800a000d'",
    "Microsoft JET Database Engine 错误 '80004005'", "信宜市位于粤西，风景优美。" * 20,
]  # fmt: skip


@pytest.mark.parametrize("kind", [it for it in detector_types() if issubclass(it, TextDetector)])
def test_where_a_detector_finds_something_one_of_its_signs_stands(kind):
    detector = kind(OFFICES)
    found = [text for text in FAULTY if list(detector.find(ExaminedText(text, SEEN.date(), "440882")))]
    assert found or not detector.signs
    assert all(any(sign in text for sign in detector.signs) for text in found) or not detector.signs

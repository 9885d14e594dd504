from govcrawl.errortext.text import ExaminedText, around
from govcrawl.model.candidate import Severity
from tests.errortext.pages import article, page_of

LONG = "全市各级各部门要压实责任，认真排查各类隐患，确保安全生产形势持续稳定向好。" * 4


def test_an_article_is_its_title_and_body_one_line_a_block():
    page = page_of(article(LONG, "会议<b>强调</b>，要<span>抓好</span>落实。"))
    assert page.content.text.split("\n") == ["全市安全生产工作会议召开", LONG, "会议强调，要抓好落实。"]


def test_blanks_are_one_and_unseen_characters_go():
    page = page_of(article(LONG, "会议\u200b指出，\n   安全　第一。<br>第二行"))
    assert page.content.text.split("\n")[2:] == ["会议指出， 安全 第一。", "第二行"]


def test_menus_header_and_footer_of_a_list_page_are_left_out():
    body = (
        '<div class="header">东区人民政府</div><ul class="menu"><li><a href="/a">新闻动态栏目一</a></li></ul>'
        '<div class="list"><a href="/x">更多</a><ul><li><a href="/1">关于开展全区安全检查的通知</a><i>07-01</i></li>'
        '<li><a href="/2">关于召开全区工作会议的通知</a></li></ul></div><div class="foot">版权所有</div>'
        '<div style="display:none"><p>看不见的文字</p></div>'
    )
    text = page_of(body).content.text
    assert "关于开展全区安全检查的通知" in text
    assert "关于召开全区工作会议的通知" in text
    for word in ("新闻动态", "版权", "更多", "看不见", "东区人民政府"):
        assert word not in text
    assert "通知关于" not in text.replace("\n", "|")


def test_context_ends_where_the_block_ends():
    text = "前一段。\n要加强布署工作。\n后一段。"
    start = text.index("布署")
    assert around(text, start, start + 2) == "要加强布署工作。"
    long = "一" * 50 + "布署" + "二" * 50
    assert around(long, 50, 52) == "一" * 20 + "布署" + "二" * 20


def test_a_candidate_carries_the_words_and_their_place():
    text = ExaminedText("要加强布署工作。")
    found = text.candidate(3, 5, "部署", "lexicon/220", Severity.TYPO)
    assert (found.wrong, found.right, found.context, text.text[found.start : found.end]) == (
        "布署",
        "部署",
        "要加强布署工作。",
        "布署",
    )


def test_a_wrapper_is_no_furniture_whatever_its_class():
    rows = "".join(f"<li><a href='/{n}'>关于开展第{n}次全区安全检查的通知</a></li>" for n in range(9))
    text = page_of(f"<div class='nav'>东区人民政府</div><div class='top'><ul>{rows}</ul></div>").content.text
    assert text.count("安全检查") == 9
    assert "东区人民政府" not in text

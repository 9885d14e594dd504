"""What a machine leaves on a page: server errors, unfilled templates, broken encodings, test content."""

import pytest

from govcrawl.errortext.detectors.mojibake import Mojibake
from govcrawl.errortext.detectors.placeholders import Placeholders
from govcrawl.errortext.detectors.server_errors import ServerErrors
from govcrawl.errortext.detectors.template_leaks import TemplateLeaks
from govcrawl.model.candidate import Place
from tests.errortext.found import in_page, in_text, rules

PROSE = "会议强调，各单位要压实责任，做好防汛工作。联系时间：8:30-17:00。"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("java", "java.lang.NullPointerException"),
        ("java", "at com.city.news.ListAction.execute(ListAction.java:88)"),
        ("java", "org.apache.jasper.JasperException: /index.jsp"),
        ("java", "org.springframework.jdbc.BadSqlGrammarException: PreparedStatementCallback"),
        ("dotnet", "“/”应用程序中的服务器错误。"),
        ("dotnet", "Server Error in '/' Application."),
        ("dotnet", "System.NullReferenceException: 未将对象引用设置到对象的实例。"),
        ("dotnet", "Microsoft OLE DB Provider for SQL Server 错误 '80040e14'"),
        ("database", "ORA-00942: table or view does not exist"),
        ("database", "You have an error in your SQL syntax; check the manual"),
        ("database", "SQLSTATE[42S02]: Base table or view not found"),
        ("php", "Warning: mysql_fetch_array() expects parameter 1 in /var/www/list.php on line 12"),
        ("php", "Fatal error: Uncaught Error in D:\\web\\show.php on line 3"),
        ("gateway", "HTTP Status 500 - Internal Server Error"),
        ("gateway", "502 Bad Gateway"),
    ],
)
def test_each_server_error_is_found_in_running_text(kind, words):
    found = in_text(ServerErrors, f"{PROSE}{words}\n{PROSE}")
    assert rules(found) == [kind]


def test_a_stack_trace_is_one_candidate():
    trace = "\n".join(f"at com.city.A.b{line}(A.java:{line})" for line in range(1, 300))
    assert len(in_text(ServerErrors, f"java.lang.IllegalStateException\n{trace}")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "请参加 Java 程序设计培训，讲解异常（Exception）的处理。",
        "Error 与 Warning 的区别；HTTP 协议简介；Gateway 网关设备采购项目，预算 500 万元",
        "采购编号 ORA-2021-0012，服务器 5 台",
        "System.out.println 是常见语句",
        "空气质量 Notice: 明日多云",
    ],
)
def test_talk_of_technology_is_no_error(text):
    assert in_text(ServerErrors, text) == []


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("variable", "{$T.title}"),
        ("variable", "{$info['title']}"),
        ("variable", "${item.title}"),
        ("variable", "#{news.date}"),
        ("tag", "&lt;stl:content type='title'&gt;"),
        ("tag", "{dede:field.title/}"),
        ("tag", "[!--title--]"),
        ("tag", "[field:title/]"),
        ("tag", '&lt;TRS_DOCUMENT ID="1"&gt;'),
        ("code", "&lt;%=title%&gt;"),
        ("code", "#foreach($item in $list)"),
        ("empty", "发布日期：null"),
        ("empty", "来源：undefined"),
        ("empty", "NaN-NaN-NaN"),
    ],
)
def test_each_template_leak_is_found(kind, words):
    assert rules(in_page(TemplateLeaks, f"<p>{PROSE}</p><p>{words}</p><p>{PROSE}</p>")) == [kind]


def test_leaks_are_found_in_the_title_and_as_unknown_tags():
    (found,) = in_page(TemplateLeaks, "<p>正文</p>", "<title>{$T.title}-东区人民政府</title>")
    assert (found.place, found.wrong) == (Place.TITLE, "{$T.title}")
    (tag,) = in_page(TemplateLeaks, '<p>正文</p><stl:navigation type="Next"></stl:navigation><stl:a></stl:a>')
    assert (tag.place, tag.wrong) == (Place.MARKUP, '<stl:navigation type="Next">')


def test_a_broken_template_is_told_a_few_times():
    assert len(in_page(TemplateLeaks, "<p>{$a.b}</p>" * 300)) == 5


@pytest.mark.parametrize(
    "body",
    [
        "<li>{{item.title}}</li>",  # a script fills it in
        "<script>var t='{$T.title}${x}'</script><p>正文</p>",
        "<p>模板中用“${title}”表示标题</p>",
        "<p>价格为 $5，单价{含税}，编号#12(a)，发布日期：2021-07-01，作者：无</p>",
        "<p>空值（null）与未定义（undefined）是两个概念</p>",
        "<section>正文</section><time>2021-07-01</time><table><tr><td>1</td></tr></table>",
        '<div class="TRS_Editor"><p>正文</p></div>',
    ],
)
def test_what_looks_like_a_leak_is_silent(body):
    assert in_page(TemplateLeaks, body) == []


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("gbk", "锟斤拷锟斤拷"),
        ("gbk", "烫烫烫烫"),
        ("utf8_as_gbk", "关于召开会议的通知".encode().decode("gb18030", "replace")),
        ("utf8_as_gbk", "中国政府网".encode().decode("gb18030", "replace")),
        ("utf8_as_latin", "ï¿½ï¿½"),
        ("utf8_as_latin", "会议通知".encode().decode("cp1252", "replace").replace("�", "\x8f")),
        ("replacement", "会��通知"),
        ("escapes", "\\u5317\\u4eac"),
        ("escapes", "&#x5317;&#x4EAC;"),
        ("escapes", "&amp;ldquo;"),
        ("escapes", "%E4%B8%AD%E5%9B%BD"),
    ],
)
def test_each_broken_encoding_is_found_in_running_text(kind, words):
    assert rules(in_text(Mojibake, f"{PROSE}{words}，{PROSE}" * 2)) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "网页出现“锟斤拷”等乱码时，请检查编码。",
        "他叫张鐨，家住鍏村；镇政府鎴鼎堂。",
        "Café、naïve、Zürich、São Paulo、Führungskräfte",
        "下载地址：http://www.dong.test/s?q=%E4%B8%AD%E5%9B%BD 请查收",
        "火锅烫烫的；屯屯通公路",
        "一个�字没有打出来",
        "C:\\users\\u盘",
    ],
)
def test_what_looks_like_mojibake_is_silent(text):
    assert in_text(Mojibake, text) == []


def test_a_text_that_is_broken_all_over_may_be_our_reading():
    assert in_text(Mojibake, "��通�知�召开�" * 50) == []


@pytest.mark.parametrize(
    ("kind", "block"),
    [
        ("test", "测试文章"),
        ("test", "测试测试"),
        ("test", "测试标题1"),
        ("test", "test test"),
        ("test", "Test123"),
        ("test", "asdfasdf"),
        ("test", "aaaaaa"),
        ("test", "这是一条测试信息"),
        ("instruction", "此处填写内容"),
        ("instruction", "请输入标题"),
        ("instruction", "标题标题标题"),
        ("building", "栏目正在建设中……"),
        ("filler", "Lorem ipsum dolor sit amet"),
    ],
)
def test_each_placeholder_is_found_as_a_block(kind, block):
    assert rules(in_text(Placeholders, f"{PROSE}\n{block}\n{PROSE}")) == [kind]


@pytest.mark.parametrize(
    "block",
    [
        "软件测试",
        "核酸检测",
        "测试",
        "美丽乡村建设中",
        "普通话水平测试",
        "Test Report",
        "此处为禁停区",
        "内容摘要",
        "WWW",
        "请输入验证码",
        "1111",
    ],
)
def test_real_blocks_are_no_placeholders(block):
    assert in_text(Placeholders, f"{PROSE}\n{block}\n{PROSE}") == []


def test_the_word_alone_counts_as_the_title_of_a_page():
    assert rules(in_text(Placeholders, f"测试\n{PROSE}", title="测试")) == ["test"]


@pytest.mark.parametrize("kind", [ServerErrors, Mojibake, Placeholders])
def test_offsets_point_at_the_words(kind):
    text = f"{PROSE}\njava.lang.NullPointerException\n测试文章\n锟斤拷"
    for found in in_text(kind, text):
        assert text[found.start : found.end] == found.wrong

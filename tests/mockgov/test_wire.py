"""The proxy: both forms of requests, unknown hosts, the log, and each way to misbehave."""

import http.client
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.mockgov import (
    Dialect,
    MockAccount,
    MockCity,
    MockColumn,
    MockGov,
    MockSite,
    mirror_site,
)
from tests.mockgov.answer import HEADER
from tests.mockgov.examples import (
    BOUNDARY,
    REAL_PAGES,
    ROOT,
    TODAY,
)


def ask(web: MockGov, url: str, timeout: float = 5) -> tuple[int, str, http.client.HTTPResponse]:
    """Ask in absolute form, as of a proxy, and follow nothing."""
    with closing(http.client.HTTPConnection("127.0.0.1", web.port, timeout=timeout)) as connection:
        connection.request("GET", url, headers={"Host": url.split("/")[2], "User-Agent": "test-agent"})
        response = connection.getresponse()
        charset = response.headers.get_content_charset("utf-8").replace("gb2312", "gbk")
        return response.status, response.read().decode(charset, "replace"), response


@pytest.fixture(scope="module")
def web(boundary: MockCity) -> Iterator[MockGov]:
    with MockGov(boundary) as serving:
        yield serving


@pytest.mark.slow
def test_both_forms_of_a_request_are_answered(web: MockGov) -> None:
    status, body, response = ask(web, "http://jktrs.boundary.test/tzgg/")
    assert (status, "通知公告" in body, response.headers[HEADER]) == (200, True, "govcrawl tests")
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=5)
    connection.request("GET", "/tzgg/", headers={"Host": "jktrs.boundary.test"})
    assert connection.getresponse().read().decode() == body
    connection.close()
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": web.proxy_url}))
    with opener.open("http://jktrs.boundary.test/tzgg/") as answer:
        assert answer.read().decode() == body


@pytest.mark.slow
def test_an_unknown_host_is_refused_and_remembered(web: MockGov) -> None:
    status, body, _ = ask(web, "http://www.unknown.test/")
    assert status == 502
    assert "www.unknown.test: no such host" in body
    assert [asked.status for asked in web.asked("www.unknown.test")] == [502]


@pytest.mark.slow
def test_the_log_tells_who_asked_what_and_how_many_at_once(web: MockGov) -> None:
    before = len(web.asked("jkucap.boundary.test"))
    ask(web, "http://jkucap.boundary.test/search.html?q=1")
    ask(web, "http://jkucap.boundary.test/robots.txt")
    asked = web.asked("jkucap.boundary.test")[before:]
    assert [(each.method, each.path, each.user_agent) for each in asked] == [
        ("GET", "/search.html?q=1", "test-agent"),
        ("GET", "/robots.txt", "test-agent"),
    ]
    assert asked[0].began <= asked[0].ended <= asked[1].began
    assert web.most_at_once("jkucap.boundary.test") == 1


@pytest.mark.slow
def test_a_tunnel_is_refused(web: MockGov) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=5)
    connection.set_tunnel("jktrs.boundary.test", 443)
    with pytest.raises(OSError, match="501"):
        connection.connect()
    connection.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        ("refused", 502, "connection refused"),
        ("servererror", 500, "服务器内部错误"),
        ("redirect", 302, ""),
        ("firewall", 200, "已被云防护节点拦截"),
        ("captcha", 403, "请完成安全验证"),
        ("soft404", 200, "政策文件"),
        ("slowbody", 200, "政策文件"),
        ("robots", 200, "政策文件"),
    ],
)
def test_faults_of_whole_sites(web: MockGov, fault: str, status: int, words: str) -> None:
    got, body, response = ask(web, f"http://f{fault}.boundary.test/")
    assert got == status
    assert words in body
    assert (response.headers.get("Location") or "").startswith("http://moved.elsewhere.test") is (fault == "redirect")


@pytest.mark.slow
def test_a_missing_page_is_a_404_but_where_the_site_lies(web: MockGov) -> None:
    assert ask(web, "http://jktrs.boundary.test/no-such-page.html")[0] == 404
    status, body, _ = ask(web, "http://fsoft404.boundary.test/no-such-page.html")
    assert (status, "页面不存在" in body) == (200, True)


@pytest.mark.slow
def test_robots_txt_stands_on_every_host(web: MockGov) -> None:
    assert "Disallow: /\n" in ask(web, "http://frobots.boundary.test/robots.txt")[1]
    assert "Disallow: /admin/" in ask(web, "http://mirror.boundary.test/robots.txt")[1]


@pytest.mark.slow
def test_a_site_that_never_answers_and_one_that_hangs_up(web: MockGov) -> None:
    with pytest.raises(TimeoutError):
        ask(web, "http://ftimeout.boundary.test/", timeout=0.2)
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        ask(web, "http://freset.boundary.test/")


@pytest.mark.slow
def test_a_wrong_charset_is_declared(web: MockGov) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=5)
    connection.request("GET", "http://fwrongcharset.boundary.test/", headers={"Host": "fwrongcharset.boundary.test"})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "政策文件" in body.decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")


@pytest.mark.slow
def test_two_sites_share_a_host_and_two_cities_a_web() -> None:
    column = MockColumn("通知公告", "tzgg", "notice", TODAY, in_home=True)
    one = MockSite("www.shared.test", "市甲局", Dialect.TRS, (column,), TODAY, base="/jia/")
    other = MockSite("www.shared.test", "市乙局", Dialect.JPAGE, (column,), TODAY, base="/jia/yi/")
    account = MockAccount("微信公众号", "某号", "http://mirror.test/feed.xml?id=7", TODAY, TODAY)
    with MockGov(MockCity("a", TODAY, (one,)), other, account) as web:
        assert "市甲局" in ask(web, "http://www.shared.test/jia/tzgg/")[1]
        home = ask(web, "http://www.shared.test/jia/yi/")[1]
        assert "市乙局" in home
        link = re.search(r'href="(/jia/yi/col/[^"]*)"', home)
        assert link
        assert ask(web, f"http://www.shared.test{link[1]}")[0] == 200
        assert ask(web, "http://www.shared.test/")[0] == 404
        assert ask(web, "http://mirror.test/feed.xml?id=7")[0] == 200
        assert ask(web, "http://mirror.test/feed.xml?id=8")[0] == 404


@pytest.mark.slow
def test_saved_pages_are_served_byte_for_byte(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes("<p>首页</p>".encode("gb18030"))
    (tmp_path / "a__b__index.html").write_text("<p>栏目</p>", encoding="utf-8")
    (tmp_path / "a__t1.html").write_text("<p>文章</p>", encoding="utf-8")
    with MockGov(mirror_site(tmp_path, "www.saved.test")) as web:
        paths = ["/", "/index.html", "/a/b/", "/a/b/index.html", "/a/t1.html"]
        assert [ask(web, "http://www.saved.test" + path)[0] for path in paths] == [200] * 5
        assert ask(web, "http://www.saved.test/a/b/")[1] == "<p>栏目</p>"
        assert ask(web, "http://www.saved.test/a/")[0] == 404


@pytest.mark.slow
@pytest.mark.skipif(not REAL_PAGES.is_dir(), reason="../shared/realpages is not here")
def test_the_real_pages_are_all_served() -> None:
    with MockGov(mirror_site(REAL_PAGES, "rsj.gzdaozhen.gov.cn")) as web:
        for file in REAL_PAGES.iterdir():
            assert ask(web, "http://rsj.gzdaozhen.gov.cn/" + file.name.replace("__", "/"))[0] == 200
        assert ask(web, "http://rsj.gzdaozhen.gov.cn/gzdt/tzgg/")[0] == 200


def test_a_missing_folder_of_saved_pages_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="give the folder of saved pages"):
        mirror_site(tmp_path / "none", "www.saved.test").answer("/")


@pytest.mark.slow
def test_the_command_prints_its_address_and_stops_when_told() -> None:
    command = [sys.executable, "-m", "tests.mockgov", "--city", str(BOUNDARY), "--as-of", "2021-08-31"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout
        address = serving.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", address)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": address}))
        with opener.open("http://jktrs.boundary.test/") as answer:
            assert answer.headers[HEADER]
        serving.send_signal(signal.SIGTERM)
        assert serving.wait(10) == 0

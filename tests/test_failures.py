"""Why a page was not seen: a firewall is never taken for a fault of the site, a page never for a firewall."""

import pytest
from scrapy.exceptions import CannotResolveHostError, DownloadTimeoutError, IgnoreRequest

from govcrawl.spiders.failures import OBSTACLE_TEXT_LIMIT, failure_of, failure_of_answer, obstacle

PAGE = (
    "<html><body><ul>"
    + "<li><a href='/1.html'>关于开展安全验证工作的通知</a> 2021-07-01</li>" * 60
    + "</ul></body></html>"
)


@pytest.mark.parametrize(
    ("error", "name"),
    [
        (CannotResolveHostError("x"), "dns"),
        (DownloadTimeoutError("x"), "timeout"),
        (IgnoreRequest("Forbidden by robots.txt"), "robots"),
        (IgnoreRequest("outside_register"), "outside_register"),
        (IgnoreRequest("max redirections reached"), "redirect_loop"),
        (IgnoreRequest("its body of <200 http://a.test/robots/> exceeded DOWNLOAD_MAXSIZE (1 B)"), "too_large"),
        (IgnoreRequest(""), "refused_by_us"),
        (ValueError("x"), "our_error"),
    ],
)
def test_each_error_has_a_name(error, name):
    assert failure_of(error) == name


@pytest.mark.parametrize(
    ("status", "text", "failure"),
    [
        (200, PAGE, ""),
        (200, "<html><body>请完成安全验证后继续访问</body></html>", "blocked"),
        (200, "<html><body>您的访问被拒绝，疑似黑客攻击</body></html>", "blocked"),
        (403, "<html><body>Forbidden</body></html>", "blocked"),
        (412, "<html><script>var _$aa=1</script></html>", "blocked"),
        (404, PAGE, "http_404"),
        (500, "<html><body>出错了</body></html>", "http_500"),
        (302, "", "http_302"),
        (200, "", "empty_answer"),
        (200, "x", "empty_answer"),
        (200, "ok", ""),
    ],
)
def test_answers_that_are_not_the_page(status, text, failure):
    assert failure_of_answer(status, text) == failure


def test_a_long_page_that_names_a_captcha_is_no_obstacle():
    words = "请完成安全验证"
    short = f"<p>{words}{'字' * (OBSTACLE_TEXT_LIMIT - len(words))}</p>"
    assert obstacle(short)
    assert not obstacle(short.replace("</p>", "字</p>"))

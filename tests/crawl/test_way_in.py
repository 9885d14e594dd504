"""A home page that is only navigation is judged on the pages that it leads to (V3)."""

from tests.crawl.conftest import in_cities

pytestmark = in_cities("samples")


def test_the_columns_behind_a_way_in_decide(crawled, sampled):
    assert sampled["导航首页局", "V3"]["verdict"] == "pass"
    stale = sampled["导航首页停更局", "V3"]
    assert stale["verdict"] == "fail"
    assert "首页（导航页）所链接的二级页面" in stale["reason"]
    assert {it["url"] for it in stale["evidence"]} != {"http://waystale.samples.test/"}
    others = {name for (name, code), it in sampled.items() if code == "V3" and "导航页" in it["reason"]}
    assert others == {"导航首页局", "导航首页停更局"}

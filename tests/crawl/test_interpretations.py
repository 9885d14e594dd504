"""`scrapy crawl interpretations`: what A7 and A8 say of the links between both halves equals what is planted."""

from decimal import Decimal

from tests.crawl.conftest import in_cities
from tests.mockgov.relations import relation_plantings

pytestmark = in_cities("samples")


def test_verdicts_and_points_are_those_that_are_planted(crawled, sampled):
    expected = relation_plantings(crawled.city)
    found = {key: (sampled[key]["verdict"], Decimal(str(sampled[key]["points"]))) for key in expected}
    assert found == expected
    assert {points for _, points in expected.values()} == {Decimal(0), Decimal("-1.0"), Decimal("-1.5")}


def test_each_missing_half_is_evidence_on_its_own_page(sampled):
    one_way = sampled["单向关联区人民政府网", "A8"]
    assert [it["text"].endswith("该文件未链接解读") for it in one_way["evidence"]] == [True] * 3
    assert len({it["snapshot"] for it in one_way["evidence"]}) == 3
    assert all("未链接所解读的文件" in it["text"] for it in sampled["没有关联区人民政府网", "A8"]["evidence"])
    assert "关于做好天气预报发布工作的通知" in sampled["关联存疑区人民政府网", "A8"]["reason"]
    assert "未发现解读" in sampled["没有关联区人民政府网", "A7"]["reason"]


def test_what_is_not_there_is_not_observed(sampled):
    assert sampled["无解读区人民政府网", "A8"]["verdict"] == "not_observed"
    assert sampled["故障局", "V6a"]["verdict"] == "not_observed"


def test_few_pages_are_asked_and_each_once(crawled):
    ended = crawled.ended["interpretations"]
    assert "Traceback" not in ended.stderr
    assert ended.returncode in (0, 1)
    asked = [it.path for it in crawled.asked["interpretations"] if it.host == "both.samples.test"]
    asked = [path for path in asked if path != "/robots.txt"]
    assert 6 <= len(asked) <= 9  # three of each, and the document of each interpretation
    assert {it.host for it in crawled.asked["interpretations"]} <= set(crawled.web.hosts)

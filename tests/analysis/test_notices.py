"""The notices of Zhanjiang and Yulin: their rates and lists come out of their registers, reviews and stale targets."""

import pytest

from analysis.report import key_rates
from analysis.sheets import sheets
from analysis.table import Link, text_of
from govcrawl.model.finding import Verdict
from tests.analysis.cities import seeded

ZHANJIANG_WAITING = frozenset({"湛江经济技术开发区门户网站"})
ZHANJIANG_STALE = {
    "赤坎区人民政府网", "吴川市人民政府网", "微信公众号/湛江市坡头区教育局", "微信公众号/雷州禁毒", "快手/徐闻公安",
    "南方号/徐闻公安",
}  # fmt: skip
YULIN_STALE = {"榆林市住建局"} | {
    f"微信公众号/{name}"
    for name in (
        "榆佳高交", "榆林市科技局", "食药安全情系千家万户", "张家畔街道微社区", "米脂县龙镇人民政府", "神木旅游",
        "朴实幸福郝家塬", "清涧信访", "榆林市国有企业党建服务平台", "横山区石窑沟办事处",
    )
}  # fmt: skip


@pytest.fixture(scope="module")
def zhanjiang():
    return seeded("zhanjiang", "2021Q2", ZHANJIANG_STALE, ZHANJIANG_WAITING)


@pytest.fixture(scope="module")
def yulin():
    return seeded("yulin", "2020Q3", YULIN_STALE)


def texts(table):
    return [list(map(text_of, row)) for row in table.rows]


def named(judgement, name):
    return next(table for table in sheets(judgement).values() if table.name == name)


def test_key_rates_of_zhanjiang(zhanjiang):
    assert list(key_rates(zhanjiang)) == [
        "政府网站总体合格率 89.4%（42/47），不合格率 10.6%（5/47）",
        "政府门户网站合格率 63.6%（7/11），不合格率 36.4%（4/11）",
        "市直部门独立站点合格率 100%（5/5），不合格率 0%（0/5）",
        "市直部门子频道合格率 96.8%（30/31），不合格率 3.2%（1/31）",
        "政务新媒体总体合格率 97.7%（211/216），不合格率 2.3%（5/216）",
    ]


def test_attachments_of_zhanjiang(zhanjiang):
    sites = named(zhanjiang, "问题网站名单")
    assert sites.headers == ("序号", "网站名称", "主办单位", "存在的突出问题")
    assert texts(sites) == [
        ["1", "赤坎区人民政府网", "赤坎区人民政府", "多个栏目长期未更新"],
        ["2", "雷州市人民政府网", "雷州市人民政府", "内容发布审核不严"],
        ["3", "吴川市人民政府网", "吴川市人民政府", "多个栏目长期未更新"],
        ["4", "市投资促进局", "市投资促进局", "内容发布审核不严"],
        ["5", "湛江经济技术开发区门户网站", "湛江经济技术开发区", "超过2个月未回应有效留言"],
    ]
    assert sites.notes == ("检查采样时间为2021年4月1日至7月5日",)
    assert texts(named(zhanjiang, "问题新媒体名单")) == [
        ["1", "麻章教育", "麻章区政府", "微信号", "缺有效互动渠道菜单功能"],
        ["2", "湛江市坡头区教育局", "坡头区政府", "微信号", "检测时间点前1周无更新"],
        ["3", "雷州禁毒", "雷州市政府", "微信号", "检测时间点前1周无更新"],
        ["4", "徐闻公安", "徐闻县政府", "快手短视频号", "检测时间点前1周无更新"],
        ["5", "徐闻公安", "徐闻县政府", "南方号", "检测时间点前1周无更新"],
    ]


def test_key_rates_of_yulin(yulin):
    rates = list(key_rates(yulin))
    assert rates[0] == "政府网站总体合格率 98.04%（50/51），不合格率 1.96%（1/51）"
    assert rates[-1] == "政务新媒体总体合格率 90.09%（291/323），不合格率 9.91%（32/323）"


def test_attachments_of_yulin(yulin):
    sites = named(yulin, "问题网站名单")
    assert sites.headers == ("序号", "网站名称", "网站标识码", "存在的突出问题")
    assert texts(sites) == [["1", "榆林市住建局", "6108000039", "多个栏目更新不及时"]]
    rows = texts(named(yulin, "问题新媒体名单"))
    assert len(rows) == 32
    assert {row[1] for row in rows} == {"微信"}
    assert rows[0] == ["1", "微信", "榆佳高交", "监测时间点2周内未更新"]
    assert rows[9] == ["10", "微信", "横山区石窑沟办事处", "未提供有效互动功能；监测时间点2周内未更新"]
    problems = [problem for row in rows for problem in row[3].split("；")]
    assert {problem: problems.count(problem) for problem in problems} == {
        "监测时间点2周内未更新": 10,
        "未提供有效互动功能": 19,
        "留言区存在商业广告": 4,
    }


def test_lincang_cuts_websites_and_rounds_sections():
    lincang = seeded("lincang", "2021Q2", {"永德县人民政府门户网站"})
    rates = {line.split("合格率")[0]: line for line in key_rates(lincang)}
    assert rates["政府网站总体"].startswith("政府网站总体合格率 88.88%（8/9）")
    assert rates["市级部门信息公开专栏"].startswith("市级部门信息公开专栏合格率 97.37%（37/38）")
    assert rates["政务新媒体总体"].startswith("政务新媒体总体合格率 98.45%（190/193）")
    by_county = named(lincang, "网站分地区")
    assert by_county.rows[-1][2].value == 47
    assert by_county.notes == ("含信息公开专栏38个",)


def test_shaoyang_prints_its_rows_without_any_failure():
    shaoyang = seeded("shaoyang", "2021Q2", set())
    rates = list(key_rates(shaoyang))
    assert rates[0].startswith("政府网站总体合格率 100%（45/45）")
    assert rates[-1].startswith("政务新媒体总体合格率 100%（156/156）")
    sites, accounts = named(shaoyang, "网站分地区"), named(shaoyang, "新媒体分地区")
    assert sites.levels == (
        ("序号", "单位", "实际运行网站数", "检查网站数", "存在突出问题的网站", "存在突出问题的网站"),
        ("", "", "", "", "网站数", "占检查数比例"),
        ("", "", "", "", "主站", "主站"),
    )
    assert [row[2].value for row in sites.rows] == [32, *[1] * 13, 45]
    assert [row[2].value for row in accounts.rows] == [35, 1, 2, 6, 1, 8, 14, 9, 20, 14, 7, 12, 12, 15, 156]
    assert {row[4].value for row in sites.rows} == {0}
    assert named(shaoyang, "问题网站名单").rows == ()


def test_rows_of_heyuan():
    heyuan = seeded("heyuan", "2019Q2", set())
    rows = texts(named(heyuan, "问题新媒体名单"))
    failed = [(it.code, it.target_id) for it in heyuan.findings if it.verdict is Verdict.FAIL]
    assert sorted(code for code, target in failed if target.startswith("account/")) == [
        "N3a",
        "R1",
        "R2",
    ]  # the filled-up accounts have one sponsor a platform each
    assert [(row[1], row[4]) for row in rows] == [
        ("河源市社会保险基金管理局", "漏报，未向市府办公室备案"),
        ("龙川县公共服务中心", "辖区内未及时履行关停注销程序"),
        ("河源市生态环境局", "互动交流功能不通畅"),
    ]


@pytest.mark.parametrize("city", ["zhanjiang", "yulin"])
def test_every_row_of_a_list_leads_to_its_evidence(city, request):
    judgement = request.getfixturevalue(city)
    proof = named(judgement, "问题证据")
    for name in ("问题网站名单", "问题新媒体名单"):
        for row in named(judgement, name).rows:
            link = next(cell for cell in row if isinstance(cell, Link))
            target = judgement.targets[link.anchor]
            assert list(proof.rows)[proof.anchors[link.anchor]][1] == target.name


def test_the_sheets_of_a_county_add_up_to_the_register(zhanjiang):
    table = named(zhanjiang, "网站分地区")
    assert table.headers[1:] == (
        "地区",
        "在运行网站数",
        "检查网站数",
        "合格数",
        "不合格数",
        "未能判定数",
        "合格率",
        "不合格率",
    )
    assert [str(cell) for cell in table.rows[-1][1:]] == ["合计", "47", "47", "42", "5", "0", "89.4%", "10.6%"]
    assert len(table.rows) == 13
    accounts = named(zhanjiang, "新媒体分地区")
    assert [str(cell) for cell in accounts.rows[-1][1:]] == ["合计", "216", "216", "211", "5", "0", "97.7%", "2.3%"]


def test_the_same_facts_under_the_national_profile_forgive_nobody_here():
    """15 days are stale under both profiles; 8 days only under Zhanjiang's."""
    from dataclasses import replace

    from govcrawl.rules.profile import load_profile
    from tests.analysis.cities import fresh_facts, judged_city

    local = seeded("zhanjiang", "2021Q2", set())
    account = local.sources.register.accounts[-1]
    facts = {**local.facts, account.id: fresh_facts(account, local.sources.as_of, days=8)}
    strict = judged_city(local.sources, facts)
    lenient = judged_city(replace(local.sources, profile=load_profile("national")), facts)
    failing = [{it.target_id for it in one.outcomes if "N2a" in it.failed} for one in (strict, lenient)]
    assert failing == [{account.id}, set()]

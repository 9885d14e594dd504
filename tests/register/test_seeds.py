"""The seeds hold the objects and counts of the five notices (fact sheet, part 7), on hosts that nobody can visit."""

from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from govcrawl.model.finding import Verdict
from govcrawl.model.target import MUNICIPAL, Account, Site, Target
from govcrawl.register import Register, Rounding, read_register
from govcrawl.register.objects import SITE_CODE

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
CITIES = ["zhanjiang", "lincang", "heyuan", "shaoyang", "yulin"]
FILLED = "补足"

# city -> sites in operation by kind, accounts in operation
COUNTS = {
    "zhanjiang": ({"portal": 11, "department_site": 5, "sub_channel": 31}, 216),
    "lincang": ({"portal": 9, "disclosure_section": 38}, 193),
    "heyuan": ({"portal": 9, "department_site": 1}, 40),
    "shaoyang": ({"portal": 14, "department_site": 31}, 156),
    "yulin": ({"portal": 13, "department_site": 38}, 323),
}
# The two tables of the notice of Shaoyang, row by row.
SHAOYANG = {
    MUNICIPAL: (32, 35),
    "北塔区": (1, 1),
    "大祥区": (1, 2),
    "双清区": (1, 6),
    "邵阳经济技术开发区": (1, 1),
    "城步县": (1, 8),
    "洞口县": (1, 14),
    "隆回县": (1, 9),
    "邵东市": (1, 20),
    "邵阳县": (1, 14),
    "绥宁县": (1, 7),
    "武冈市": (1, 12),
    "新宁县": (1, 12),
    "新邵县": (1, 15),
}
PERIODS = {
    "zhanjiang": ("2021Q2", date(2021, 4, 1), date(2021, 7, 5), date(2021, 7, 5)),
    "lincang": ("2021Q2", date(2021, 4, 1), date(2021, 6, 30), date(2021, 6, 30)),
    "heyuan": ("2019Q2", date(2019, 6, 28), date(2019, 7, 23), date(2019, 7, 23)),
    "shaoyang": ("2021Q2", date(2021, 5, 6), date(2021, 6, 22), date(2021, 6, 22)),
    "yulin": ("2020Q3", date(2020, 7, 1), date(2020, 8, 17), date(2020, 8, 17)),
}
# The lists of failing objects as the notices print them, in their order.
ZHANJIANG_SITES = [
    "赤坎区人民政府网",
    "雷州市人民政府网",
    "吴川市人民政府网",
    "市投资促进局",
    "湛江经济技术开发区门户网站",
]
ZHANJIANG_ACCOUNTS = [
    ("麻章教育", "麻章区政府", "微信公众号"),
    ("湛江市坡头区教育局", "坡头区政府", "微信公众号"),
    ("雷州禁毒", "雷州市政府", "微信公众号"),
    ("徐闻公安", "徐闻县政府", "快手"),
    ("徐闻公安", "徐闻县政府", "南方号"),
]
YULIN_STALE = [
    "榆佳高交",
    "榆林市科技局",
    "食药安全情系千家万户",
    "张家畔街道微社区",
    "米脂县龙镇人民政府",
    "神木旅游",
    "朴实幸福郝家塬",
    "清涧信访",
    "榆林市国有企业党建服务平台",
    "横山区石窑沟办事处",
]
YULIN_NO_INTERACTION = [
    "横山区石窑沟办事处",
    "榆林市退役军人事务局",
    "靖边燃气",
    "米脂县劳动保障监察大队",
    "米脂县住房和城乡建设局",
    "安全米脂",
    "神木市迎宾路街道办事处",
    "神木市政务服务中心",
    "神木市中鸡镇人民政府",
    "大保当镇人民政府",
    "佳县文化旅游",
    "佳县卫健",
    "佳县人力资源和社会保障局",
    "横山区教育和体育局",
    "横山区殿市镇人民政府",
    "横山文旅",
    "清涧县民政局",
    "清涧统计",
    "清涧县退役军人事务局",
]
YULIN_ADVERTISING = ["靖边县小河镇", "横山区魏家楼镇人民政府", "榆林市横山区应急管理局", "榆林市横山区行政审批服务局"]


@pytest.fixture(scope="module")
def seeds() -> dict[str, Register]:
    return {city: read_register(SEEDS / city) for city in CITIES}


def test_every_seed_is_read(seeds):
    assert sorted(path.parent.name for path in SEEDS.glob("*/city.toml")) == sorted(seeds)


@pytest.mark.parametrize("city", CITIES)
def test_as_many_objects_are_in_operation_as_the_notice_counts(city, seeds):
    kinds, accounts = COUNTS[city]
    assert Counter(site.kind for site in seeds[city].sites if site.operating) == kinds
    assert sum(account.operating for account in seeds[city].accounts) == accounts


@pytest.mark.parametrize("city", CITIES)
def test_the_period_is_that_of_the_notice(city, seeds):
    name, start, end, as_of = PERIODS[city]
    period = seeds[city].city.periods[name]
    assert (period.start, period.end, period.as_of) == (start, end, as_of)


@pytest.mark.parametrize("city", CITIES)
def test_nobody_can_visit_a_real_host(city, seeds):
    register = seeds[city]
    urls = [site.url for site in register.sites]
    urls += [url for account in register.accounts for url in (account.url, account.mirror) if url]
    assert {(urlsplit(url).hostname or "").rsplit(".", 1)[-1] for url in urls} == {"test"}
    assert all(account.mirror for account in register.accounts)


@pytest.mark.parametrize("city", CITIES)
def test_identities_differ(city, seeds):
    register = seeds[city]
    assert len({target.id for target in register.targets}) == len(register.targets)
    codes = [site.site_code for site in register.sites if site.site_code]
    assert len(set(codes)) == len(codes)
    assert all(SITE_CODE.fullmatch(code) and code.startswith(register.city.division[:4]) for code in codes)


@pytest.mark.parametrize("city", CITIES)
def test_every_object_is_marked_as_named_or_as_filled_up(city, seeds):
    assert all(target.note.startswith((FILLED, "通报")) for target in seeds[city].targets)


@pytest.mark.parametrize("city", CITIES)
def test_every_county_has_its_portal_and_accounts(city, seeds):
    register = seeds[city]
    portals = {site.county for site in register.sites if site.kind == "portal"} - {MUNICIPAL}
    assert portals == set(register.city.counties)
    assert {account.county for account in register.accounts} == {*register.city.counties, MUNICIPAL}


@pytest.mark.parametrize("city", CITIES)
def test_the_feed_job_meets_every_form_of_mirror(city, seeds):
    forms = {urlsplit(account.mirror).path.rpartition(".")[2] for account in seeds[city].accounts}
    assert {form for form in forms if "/" not in form} == {"xml", "atom", "json"}
    assert any("/" in form for form in forms), "no HTML list"


def test_shaoyang_counts_row_by_row(seeds):
    register = seeds["shaoyang"]
    assert list(register.city.counties) == list(SHAOYANG)[1:]
    sites = Counter(site.county for site in register.sites)
    accounts = Counter(account.county for account in register.accounts)
    assert {county: (sites[county], accounts[county]) for county in SHAOYANG} == SHAOYANG
    assert register.reviews == ()


def test_zhanjiang_names_the_objects_of_its_attachments_in_their_order(seeds):
    register = seeds["zhanjiang"]
    assert [site.name for site in named(register.sites)] == ZHANJIANG_SITES
    assert [(a.name, a.sponsor, a.platform) for a in named(register.accounts)] == ZHANJIANG_ACCOUNTS


def test_yulin_names_the_objects_of_its_attachments_in_their_order(seeds):
    register = seeds["yulin"]
    listed = [*YULIN_STALE, *YULIN_NO_INTERACTION[1:], *YULIN_ADVERTISING]
    assert len(listed) == 32
    assert [account.name for account in named(register.accounts)] == listed
    assert {account.platform for account in named(register.accounts)} == {"微信公众号"}
    site = register.find("榆林市住建局")
    assert isinstance(site, Site)
    assert site.site_code == "6108000039"


def test_lincang_keeps_its_closed_site_beside_those_in_operation(seeds):
    register = seeds["lincang"]
    assert [site.name for site in register.sites if not site.operating] == ["临沧工业园区管理委员会"]
    assert [a.name for a in named(register.accounts)] == ["临沧工业园区", "耿马水务", "耿马森警"]


def test_heyuan_names_the_accounts_of_its_attachment(seeds):
    accounts = named(seeds["heyuan"].accounts)
    assert [(a.name, a.platform, a.sponsor) for a in accounts] == [
        ("河源市社会保险基金管理局", "微信公众号", "市社保局"),
        ("龙川县公共服务中心", "微信公众号", "龙川县人民政府办公室"),
        ("河源市生态环境局", "新浪微博", "市生态环境局"),
    ]
    assert [a.registered for a in accounts] == [False, True, True]


def test_reviews_carry_what_a_crawl_of_columns_and_posts_cannot_see(seeds):
    codes = {city: Counter(review.code for review in seeds[city].reviews) for city in CITIES}
    assert codes == {
        "zhanjiang": {"V1": 1, "V1e": 1, "N3a": 1},
        "lincang": {"V1a": 1, "R2": 3},
        "heyuan": {"R2": 1, "N3a": 1},  # R1 is read from the register
        "shaoyang": {},
        "yulin": {"N3a": 19, "L1": 4},
    }
    for register in seeds.values():
        (period,) = register.city.periods.values()
        assert all(period.start <= review.day <= period.as_of for review in register.reviews)
        assert all(review.verdict is Verdict.FAIL and review.reason and review.evidence for review in register.reviews)


def test_what_the_crawl_must_find_stands_in_no_review(seeds):
    stale = {
        "zhanjiang": [
            "赤坎区人民政府网",
            "吴川市人民政府网",
            "微信/湛江市坡头区教育局",
            "微信/雷州禁毒",
            "快手/徐闻公安",
            "南方号/徐闻公安",
        ],
        "yulin": ["榆林市住建局", *(f"微信/{name}" for name in YULIN_STALE[:9])],
        "lincang": ["永德县人民政府门户网站"],
    }
    for city, names in stale.items():
        reviewed = {review.target_id for review in seeds[city].reviews}
        targets = [seeds[city].find(name) for name in names]
        assert not reviewed & {target.id for target in targets if target}
        assert all(targets), names


def test_yulin_reviews_are_those_of_its_rows_10_to_32(seeds):
    register = seeds["yulin"]
    names = {account.id: account.name for account in register.accounts}
    by_code = {code: [names[r.target_id] for r in register.reviews if r.code == code] for code in ("N3a", "L1")}
    assert by_code == {"N3a": YULIN_NO_INTERACTION, "L1": YULIN_ADVERTISING}


def test_notices_print_their_own_decimals_rounding_and_words(seeds):
    report = {city: seeds[city].city.report for city in CITIES}
    assert (report["zhanjiang"].decimals, report["zhanjiang"].rounding) == (1, Rounding.HALF_UP)
    assert report["zhanjiang"].wording["N2a"] == "检测时间点前1周无更新"
    assert report["zhanjiang"].platforms["微信公众号"] == "微信号"
    assert (report["yulin"].decimals, report["yulin"].wording["V4b"]) == (2, "多个栏目更新不及时")
    assert list(report["yulin"].table("failing_sites").headings.values()) == [
        "序号",
        "网站名称",
        "网站标识码",
        "存在的突出问题",
    ]
    assert report["lincang"].table("portal").rounding is Rounding.TRUNCATE
    assert report["lincang"].table("disclosure_section").rounding is Rounding.HALF_UP
    assert [seeds[city].city.profile for city in CITIES] == CITIES


def named(targets: tuple[Site, ...] | tuple[Account, ...]) -> list[Target]:
    """The objects that stand in an attachment or as faulty accounts in the text of their notice."""
    return [target for target in targets if target.note.startswith(("通报附件", "通报正文：未注销"))]

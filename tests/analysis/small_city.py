"""青山市: nine objects that show every way a target can come out, for golden sheets."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from analysis.judgement import Judgement
from analysis.sources import Sources
from govcrawl.model.fact import FeedSeen, HomePageSeen, TargetVisited
from govcrawl.model.finding import Verdict
from govcrawl.model.period import Period
from govcrawl.model.review import Review
from govcrawl.model.target import Account, AccountStatus, Site, SiteKind, SiteStatus
from govcrawl.register import City, Register, ReportSettings, Rounding, TableSettings
from govcrawl.rules.profile import load_profile
from tests.analysis.cities import fresh_facts, judged_city
from tests.rules.cases import moment

AS_OF = date(2021, 7, 5)
REPORT = ReportSettings(
    decimals=1,
    wording={"N2a": "检测时间点前1周无更新", "V4": "多个栏目长期未更新"},
    platforms={"微信公众号": "微信号"},
    tables={
        "accounts_by_platform": TableSettings(2, Rounding.TRUNCATE),
        "failing_sites": TableSettings(
            1, title="名单", headings={"number": "序号", "name": "网站", "site_code": "标识码", "reason": "问题"}
        ),
    },
)
CITY = City(
    "青山市",
    "990100",
    "zhanjiang",
    ("甲区", "乙县", "丙县"),
    {"2021Q2": Period("2021Q2", date(2021, 4, 1), AS_OF, AS_OF)},
    REPORT,
)
STALE = Site("甲区人民政府", "http://jia.test/", SiteKind.PORTAL, "甲区", "9901020001", "甲区人民政府")
GOOD = Site("乙县人民政府", "http://yi.test/", SiteKind.PORTAL, "乙县", "9901210001", "乙县人民政府")
WORDED = Site("市统计局", "http://tj.test/", SiteKind.DEPARTMENT_SITE, "municipal", "9901000002", "市统计局")
BLOCKED = Site("=HYPERLINK(市水务局)", "http://sw.test/", SiteKind.SUB_CHANNEL, "municipal", "9901000003", "+市水务局")
CLOSED = Site("市物价局", "http://wj.test/", SiteKind.SUB_CHANNEL, "municipal", "9901000004", status=SiteStatus.CLOSED)
ZOMBIE = Account("微信公众号", "甲区发布", "甲区", "jqfb", "甲区政府", mirror="http://m.test/1")
LIVELY = Account("新浪微博", "乙县发布", "乙县", "yxfb", "乙县政府", mirror="http://m.test/2")
FUTURE = Account("微信公众号", "市公安局", "municipal", "sgaj", "市公安局", mirror="http://m.test/3")
GONE = Account("抖音", "丙县发布", "丙县", "bxfb", "丙县政府", status=AccountStatus.CLOSED)
REVIEWS = (
    Review(WORDED.id, "V1a", Verdict.FAIL, "严重表述错误", "张三", date(2021, 7, 2), "http://tj.test/a.html"),
    Review(ZOMBIE.id, "N3a", Verdict.FAIL, "@无法互动", "李四", date(2021, 7, 3), "截图1"),
)


def small_city() -> Judgement:
    register = Register(CITY, (STALE, GOOD, WORDED, BLOCKED, CLOSED), (ZOMBIE, LIVELY, FUTURE, GONE), reviews=REVIEWS)
    sources = Sources(Path("seeds/qingshan"), register, CITY.periods["2021Q2"], load_profile("zhanjiang"), AS_OF)
    at = moment(AS_OF)
    future = fresh_facts(FUTURE, AS_OF)
    assert isinstance(future[0], FeedSeen)
    home = fresh_facts(WORDED, AS_OF, columns=3)
    assert isinstance(home[0], HomePageSeen)
    facts = {
        STALE.id: fresh_facts(STALE, AS_OF, columns=12, stale_columns=11),
        GOOD.id: fresh_facts(GOOD, AS_OF, columns=2),
        WORDED.id: (replace(home[0], newest_title="=1+1"), *home[1:]),
        BLOCKED.id: (TargetVisited(BLOCKED.id, "site", at, observed=False, reason="captcha"),),
        ZOMBIE.id: fresh_facts(ZOMBIE, AS_OF, days=8),
        LIVELY.id: fresh_facts(LIVELY, AS_OF, days=7),
        FUTURE.id: (replace(future[0], newest=date(2021, 8, 1), newest_raw="8月1日"), *future[2:]),
    }
    return judged_city(sources, facts)

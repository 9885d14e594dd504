"""The ledgers of a workbook: what was seen, line by line; those of jobs that were not run are left out."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from analysis import frames
from analysis.past import Past
from analysis.sheets import sheets
from analysis.table import text_of
from govcrawl.model.candidate import Candidate, Severity
from govcrawl.model.fact import (
    CorrectionSeen,
    DomainSeen,
    ErrorTextSeen,
    LinkChecked,
    LinkScope,
    LinkState,
    MessageSeen,
    PageMarksSeen,
    PageRole,
    ProbeSeen,
    Reached,
)
from govcrawl.model.finding import Outcome, Verdict
from govcrawl.model.letter import LetterStatus
from govcrawl.model.marks import MarkFault, TagRead
from govcrawl.model.past_fault import PastFault
from govcrawl.model.period import Period
from govcrawl.model.review import Review
from govcrawl.model.score import Score
from tests.analysis.small_city import AS_OF, CITY, CLOSED, GOOD, LIVELY, STALE, WORDED, small_city
from tests.rules.cases import moment

AT = moment(AS_OF)
NAMED = {"good": GOOD, "lively": LIVELY, "stale": STALE, "worded": WORDED}
OPTIONAL = {
    "messages", "messages_by_month", "messages_by_topic",
    "corrections", "trend", "recheck", "register_changes", "wording", "privacy_and_links", "dead_links",
    "faulty_tags", "connectivity",
}  # fmt: skip


@pytest.fixture(scope="module")
def qingshan():
    return small_city()


def seen(judgement, target, *facts):
    """The judgement with further facts of a target."""
    return replace(judgement, facts={**judgement.facts, target.id: (*judgement.facts.get(target.id, ()), *facts)})


def rows(judgement, key):
    return [list(map(text_of, row)) for row in sheets(judgement)[key].rows]


def test_what_was_not_looked_for_has_no_sheet(qingshan):
    assert not OPTIONAL & set(sheets(qingshan))


def test_dead_links_say_where_they_stand(qingshan):
    page = GOOD.url
    dead = LinkChecked(
        GOOD.id, f"{page}x", page, "专题", LinkScope.HOME, "attachment", True, LinkState.DEAD, AT, "http_404", 3
    )
    alive = replace(dead, url=f"{page}y", state=LinkState.REFUSED)
    (row,) = rows(seen(qingshan, GOOD, dead, alive), "dead_links")
    assert row[1:] == [
        "乙县人民政府", "乙县", f"{page}x", "专题", page, "首页", "附件", "站内", "返回 HTTP 404", "3"
    ]  # fmt: skip


def test_connectivity_counts_visits_and_failures(qingshan):
    opened = [ProbeSeen(GOOD.id, GOOD.url, AT + timedelta(minutes=n), True, seconds=0.2 * n) for n in range(1, 4)]
    failed = ProbeSeen(GOOD.id, GOOD.url, AT, False, failure="timeout", seconds=15.0)
    (row,) = rows(seen(qingshan, GOOD, *opened, failed), "connectivity")
    assert row[1:] == ["乙县人民政府", "乙县", "4", "1", "25.0", "15.0", "访问超时"]


def test_a_closed_site_is_told_with_what_its_domain_does(qingshan):
    assert rows(qingshan, "closed_domains")[0][4:6] == ["wj.test", "未采集"]
    seen_host = DomainSeen(CLOSED.id, CLOSED.url, "wj.test", AT, Reached.YES, ("192.0.2.1",))
    assert rows(seen(qingshan, CLOSED, seen_host), "closed_domains")[0][4:7] == ["wj.test", "是", "192.0.2.1"]


def test_a_tag_that_is_there_and_wrong_is_told(qingshan):
    tags = (TagRead("SiteName", "", MarkFault.EMPTY), TagRead("icp", "京ICP", MarkFault.MALFORMED, "缺编号"))
    found = rows(seen(qingshan, GOOD, PageMarksSeen(GOOD.id, GOOD.url, PageRole.HOME, AT, faulty=tags)), "faulty_tags")
    assert [row[3:] for row in found] == [
        ["首页", GOOD.url, "SiteName", "", "内容为空"],
        ["首页", GOOD.url, "icp", "京ICP", "缺编号"],
    ]


def candidate(wrong, severity, context):
    return Candidate(0, len(wrong), wrong, "改", "lexicon/1", severity, context)


def test_candidates_stand_once_and_those_rejected_not_at_all(qingshan):
    serious = candidate("错词", Severity.SERIOUS, "这里有错词一处")
    typo = candidate("别字", Severity.TYPO, "这里有别字一处")
    hidden = candidate("赌场", Severity.HIDDEN_LINK, "赌场")
    pages = [
        ErrorTextSeen(WORDED.id, f"{WORDED.url}{n}", AT, title="标题", candidates=(serious, typo, hidden))
        for n in range(2)
    ]
    crawled = seen(qingshan, WORDED, *pages)
    assert [(row[3], row[5], row[10]) for row in rows(crawled, "wording")] == [
        ("错词", "严重表述错误", "2"),
        ("别字", "错别字", "2"),
    ]
    assert [row[3:5] for row in rows(crawled, "privacy_and_links")] == [["暗链", "赌场"]]
    no = Review(WORDED.id, "V1a", Verdict.PASS, "专名", "张三", AS_OF, candidate=typo.id)
    register = crawled.sources.register
    reviewed = replace(
        crawled, sources=replace(crawled.sources, register=replace(register, reviews=(*register.reviews, no)))
    )
    assert [row[3] for row in rows(reviewed, "wording")] == ["错词"]


def message(asked, replied=None, **more):
    status = LetterStatus.REPLIED if replied else LetterStatus.PENDING
    return MessageSeen(GOOD.id, f"{GOOD.url}{asked}", GOOD.url, AT, asked=asked, replied=replied, status=status, **more)


def test_messages_of_the_period_are_counted_by_working_days(qingshan):
    own = [
        message(date(2021, 3, 31)),  # before the period
        message(date(2021, 6, 25), date(2021, 7, 2)),  # a Friday; the fifth working day after it is the next Friday
        message(date(2021, 6, 24), date(2021, 7, 2)),  # a day late
        message(date(2021, 6, 28)),  # due on the day of inspection
        message(date(2021, 6, 25), valid=False),
        message(date(2021, 6, 24)),  # a day overdue and more
    ]
    crawled = seen(qingshan, GOOD, *own)
    assert rows(crawled, "messages") == [
        ["1", "乙县", "4", "2", "1", "1", "50.0%"],
        ["", "合计", "4", "2", "1", "1", "50.0%"],
    ]
    assert sheets(crawled)["messages"].notes == ("超期：收到之日起5个工作日内未答复",)


def test_messages_are_counted_by_month_and_by_topic(qingshan):
    own = [
        message(date(2021, 6, 24), date(2021, 7, 2), topic="投诉"),
        message(date(2021, 4, 9), date(2021, 4, 12), topic="咨询"),
        message(date(2021, 6, 1), date(2021, 6, 2)),
    ]
    crawled = seen(qingshan, GOOD, *own)
    assert rows(crawled, "messages_by_month") == [
        ["2021年4月", "1", "1", "0", "0", "100%"],
        ["2021年6月", "2", "2", "0", "1", "100%"],
        ["合计", "3", "3", "0", "1", "100%"],
    ]
    assert sorted(row[:2] for row in rows(crawled, "messages_by_topic")) == [
        ["合计", "3"], ["咨询", "1"], ["投诉", "1"], ["未注明", "1"],
    ]  # fmt: skip
    assert [row[0] for row in rows(crawled, "messages_by_topic")][-2:] == ["未注明", "合计"]
    assert "messages_by_topic" not in sheets(seen(qingshan, GOOD, own[2]))


def test_an_export_takes_the_place_of_what_was_crawled(qingshan):
    exported = replace(message(date(2021, 5, 6), date(2021, 5, 7)), source="政务留言系统", imported_on=AS_OF)
    both = seen(qingshan, GOOD, message(date(2021, 6, 1)), exported)
    assert rows(both, "messages")[-1][1:] == ["合计", "1", "1", "0", "0", "100%"]


def test_corrections_are_counted_by_the_term_of_the_profile(qingshan):
    own = [
        CorrectionSeen(GOOD.id, "corrections.csv:2", AT, "找错", "李四", AS_OF, "", date(2021, 7, 1), date(2021, 7, 2)),
        CorrectionSeen(GOOD.id, "corrections.csv:3", AT, "找错", "李四", AS_OF, "", date(2021, 7, 1), date(2021, 7, 5)),
    ]
    assert rows(seen(qingshan, GOOD, *own), "corrections")[-1][1:] == ["合计", "2", "2", "0", "1", "100%"]
    assert "1个工作日" in sheets(seen(qingshan, GOOD, *own))["corrections"].notes[0]


def test_last_faults_stand_with_what_became_of_them(qingshan):
    faults = (
        PastFault("2021Q1", STALE.id, STALE.name, "V4b", "多个栏目长期未更新"),
        PastFault("2021Q1", LIVELY.id, LIVELY.name, "N2a", "1周无更新"),
        PastFault("2021Q1", "", "丁县人民政府", "V4b", "多个栏目长期未更新"),
    )
    found = rows(replace(qingshan, past=Past(("2021Q1",), faults)), "recheck")
    assert [(row[1], row[7]) for row in found] == [
        ("甲区人民政府", "仍不合格"),
        ("乙县发布", "已整改"),
        ("丁县人民政府", "台账已无此对象"),
    ]


def test_changes_of_the_register_are_told(qingshan):
    before = tuple(target for target in qingshan.targets.values() if target.id != LIVELY.id)
    found = rows(replace(qingshan, past=Past((), (), before)), "register_changes")
    assert [row[1:4] for row in found] == [["新增", "乙县发布", "新浪微博"]]


def test_periods_stand_side_by_side(qingshan):
    first = Period("2021Q1", date(2021, 1, 1), date(2021, 3, 31), date(2021, 3, 31))
    register = qingshan.sources.register
    city = replace(CITY, periods={"2021Q1": first, **CITY.periods})
    then = (
        Outcome(STALE.id, Verdict.PASS),
        Outcome("site/gone.test", Verdict.FAIL),
        Outcome(LIVELY.id, Verdict.FAIL),
        Outcome(CLOSED.id, Verdict.NOT_APPLICABLE),
    )
    sources = replace(qingshan.sources, register=replace(register, city=city))
    table = sheets(replace(qingshan, sources=sources, earlier={"2021Q1": then}))["trend"]
    told = [list(map(text_of, row)) for row in table.rows]
    assert [row[:9] for row in told] == [
        ["2021年第一季度", "2", "1", "0", "50.0%", "1", "1", "0", "0%"],
        ["2021年第二季度", "4", "2", "1", "33.3%", "3", "1", "1", "50.0%"],
    ]
    assert table.chart is not None
    assert table.chart.kind == "line"


def scored(points, other=None):
    low, high = Decimal(points), Decimal(other or points)
    return Score(low, high, Decimal(0), Decimal(0), low, high)


def test_ranks_are_those_of_scores_that_are_one_number(qingshan):
    given = {GOOD.id: scored("95"), STALE.id: scored("80"), WORDED.id: scored("70", "90"), LIVELY.id: scored("95")}
    outcomes = tuple(replace(it, score=given.get(it.target_id)) for it in qingshan.outcomes)
    judgement = replace(qingshan, outcomes=outcomes)
    assert {name: frames.score_ranks(judgement)[it.id] for name, it in NAMED.items()} == {
        "good": (1, "90分至100分"),
        "lively": (1, "90分至100分"),
        "stale": (3, "80分至90分"),
        "worded": (None, "得分区间跨档"),
    }
    bands = {row[0]: row[1].value for row in sheets(judgement)["score_bands"].rows}
    assert (bands["90分至100分"], bands["80分至90分"], bands["得分区间跨档"], bands["单项否决或不计分"]) == (2, 1, 1, 3)

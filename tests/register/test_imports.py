"""What an office, a monitor or a person brings: read into facts, of their own period, as .csv and as .xlsx."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from govcrawl.model.fact import CorrectionSeen, FeedSeen, MessageSeen, ProbeSeen, ScreenshotTaken
from govcrawl.model.period import CHINA_TIME, Period
from govcrawl.register import RegisterError, read_register
from govcrawl.register.headings import IMPORTS, PAST_FAULTS, REVIEWS, WAIVERS
from govcrawl.register.imports import IMPORTED
from govcrawl.register.spellings import FAILURES
from govcrawl.rules.remedies import REMEDIES
from tests.register.conftest import GOOD

TEMPLATES = Path(__file__).resolve().parents[2] / "seeds" / "templates"
PERIOD = Period("2021Q2", date(2021, 4, 1), date(2021, 7, 5), date(2021, 7, 5))


def brought(folder, kind):
    return [fact for fact in read_register(folder).imports if isinstance(fact, kind)]


def test_every_table_becomes_facts_that_say_who_brought_them(folder):
    facts = read_register(folder).imports
    assert [type(fact) for fact in facts] == [
        MessageSeen, CorrectionSeen, CorrectionSeen, ProbeSeen, ProbeSeen, FeedSeen, ScreenshotTaken,
    ]  # fmt: skip
    assert all(fact.source and fact.imported_by and fact.imported_on == date(2021, 7, 5) for fact in facts)
    assert all(fact.target_id for fact in facts)
    assert {table.name for table in IMPORTS} == {brought.name for brought in IMPORTED}


def test_what_a_message_carries(folder):
    (message,) = brought(folder, MessageSeen)
    assert (message.due, message.overdue) == (date(2021, 4, 8), False)


def test_what_the_visits_of_another_monitor_carry(folder):
    opened, failed = brought(folder, ProbeSeen)
    assert (opened.opened, opened.failure, opened.status, opened.seconds) == (True, "", 200, 0.8)
    assert opened.seen_at == datetime(2021, 7, 1, 8, 15, tzinfo=CHINA_TIME)
    assert (failed.opened, failed.failure, failed.seconds, failed.url) == (False, "timeout", 15.2, "probes.csv:3")


def test_a_status_tells_why_where_nothing_else_does(folder, change):
    change("probes.csv", "no,访问超时,", "no,,503")
    assert brought(folder, ProbeSeen)[1].failure == "http_503"


def test_every_failure_that_can_be_written_has_a_remedy(folder, change):
    assert set(FAILURES.values()) <= set(REMEDIES)
    change("probes.csv", "访问超时", "HTTP_412")
    assert brought(folder, ProbeSeen)[1].failure == "http_412"


def test_what_the_last_post_of_an_account_carries(folder):
    (post,) = brought(folder, FeedSeen)
    assert (post.target_id, post.newest, post.newest_title) == (
        "account/微信公众号/gh_1",
        date(2021, 6, 30),
        "东区要闻",
    )
    assert (post.source, post.url) == ("import/微信手机端", "last_posts.csv:2")


def test_a_site_without_corrections_says_so(folder):
    asked, none = brought(folder, CorrectionSeen)
    assert (asked.asked, asked.replied, asked.evasive) == (date(2021, 6, 24), date(2021, 6, 25), False)
    assert (none.target_id, none.asked, none.evasive) == ("site/www.jia.test/czj", None, None)


def test_a_screenshot_is_known_by_its_bytes(folder):
    (taken,) = brought(folder, ScreenshotTaken)
    assert (taken.url, taken.code, taken.note, len(taken.sha256)) == ("screenshots/1.png", "N3a", "无互动菜单", 64)


def test_a_verdict_points_to_a_screenshot_of_its_object(folder, change):
    change("reviews.csv", "N3a,pass,,张三,2021-07-05,", "N3a,fail,无菜单,张三,2021-07-05,见1.png")
    with pytest.raises(RegisterError, match=r"reviews\.csv:3: evidence: '见1.png' is no screenshot of this object"):
        read_register(folder)
    change("reviews.csv", "见1.png", "截图：screenshots/1.png")
    assert read_register(folder).reviews[1].pictures == ("screenshots/1.png",)


def test_the_same_tables_as_workbooks(folder):
    plain = read_register(folder).imports
    for table in IMPORTS:
        path = folder / f"{table.name}.csv"
        rows = [line.split(",") for line in GOOD[path.name].splitlines()]
        path.unlink()
        with xlsxwriter.Workbook(folder / f"{table.name}.xlsx") as book:
            page, day = book.add_worksheet("导出"), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
            for number, cells in enumerate(rows):
                for place, cell in enumerate(cells):
                    if rows[0][place] == "visited" and number:
                        page.write_datetime(number, place, datetime.fromisoformat(cell), day)
                    else:
                        page.write_string(number, place, cell)
    assert [replace(it, url="") for it in read_register(folder).imports] == [replace(it, url="") for it in plain]


@pytest.mark.parametrize("table", [*IMPORTS, REVIEWS, WAIVERS, PAST_FAULTS], ids=lambda table: table.name)
def test_a_template_has_every_field_under_its_chinese_heading(table, folder):
    raw = (TEMPLATES / f"{table.name}.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "Excel takes it for GBK without a BOM"
    (headings,) = raw.decode("utf-8-sig").splitlines()
    assert headings.split(",") == [table.headings[field].split()[0] for field in table.fields]
    (folder / f"{table.name}.csv").write_bytes(raw)
    read_register(folder)


@pytest.mark.parametrize(
    ("day", "later", "speaks"),
    [
        (date(2021, 3, 31), None, False),
        (date(2021, 4, 1), None, True),
        (date(2021, 7, 5), date(2021, 7, 1), True),  # two periods overlap: it speaks of both
        (date(2021, 7, 6), date(2021, 7, 1), False),
        (date(2021, 7, 20), None, True),
        (date(2021, 7, 20), date(2021, 7, 21), True),
        (date(2021, 7, 21), date(2021, 7, 21), False),
    ],
)
def test_an_import_speaks_of_its_own_period(folder, day, later, speaks):
    register = read_register(folder)
    periods = {"2021Q2": PERIOD}
    if later:
        periods["2021Q3"] = Period("2021Q3", later, date(2021, 10, 5), date(2021, 10, 5))
    (fact,) = brought(folder, FeedSeen)
    register = replace(
        register, city=replace(register.city, periods=periods), imports=(replace(fact, imported_on=day),)
    )
    assert bool(register.imports_for(PERIOD)) is speaks

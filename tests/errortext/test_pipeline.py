"""From the words of a page or feed to a fact; people's numbers never reach it."""

from datetime import date
from pathlib import Path

import pytest

from govcrawl.errortext import knowledge_of, whereabouts
from govcrawl.items import TextItem
from govcrawl.model.candidate import Severity
from govcrawl.model.page import Page
from govcrawl.model.snapshot import Snapshot
from govcrawl.pipelines.proofread import MOST_KEPT, error_text_seen
from govcrawl.register import Register, read_register
from govcrawl.store.documents import fact_from_document, fact_to_document
from tests.errortext.pages import SEEN, article

LONG = "全市各级各部门要压实责任，认真排查各类隐患，确保安全生产形势持续稳定向好。" * 4
ZHANJIANG = Path(__file__).resolve().parents[2] / "seeds" / "zhanjiang"


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register(ZHANJIANG)


def seen(register: Register, words: Page | str, day: date | None = None):
    target = register.sites[0]
    snapshot = Snapshot("s1", "r1", target.id, "http://a.test/1.html", "row", SEEN, SEEN, 200)
    return error_text_seen(
        TextItem(target.id, snapshot, words, day), whereabouts(register, target), knowledge_of(register)
    )


def test_a_page_becomes_a_fact_with_its_candidates(register):
    html = f"<html><body>{article(LONG, '会议要求抓紧布署，据台湾政府称。')}</body></html>"
    fact = seen(register, Page(html, SEEN, "http://a.test/1.html"))
    assert (fact.title, fact.snapshot, fact.seen_at) == ("全市安全生产工作会议召开", "s1", SEEN)
    assert [(it.wrong, it.severity) for it in fact.candidates] == [
        ("布署", Severity.TYPO),
        ("台湾政府", Severity.SERIOUS),
    ]
    assert fact.length == len(fact.title) + 1 + len(LONG) + 1 + len("会议要求抓紧布署，据台湾政府称。")
    assert fact_from_document(fact_to_document(fact)) == fact


def test_posts_are_examined_one_a_line_and_a_clean_page_is_a_fact_too(register):
    fact = seen(register, "抓紧布署防汛工作\n形势严峻工作繁重")
    assert [(it.wrong, it.context) for it in fact.candidates] == [("布署", "抓紧布署防汛工作")]
    assert seen(register, "形势严峻工作繁重").candidates == ()


def test_the_day_of_publication_counts(register):
    words = "各地要主动融入“一带一路”战略。"
    assert seen(register, words, date(2015, 1, 1)).candidates == ()
    assert seen(register, words).candidates


def test_numbers_of_people_are_masked_and_a_page_full_of_faults_is_bounded(register):
    fact = seen(register, "联系人张三，手机13800138000，抓紧布署。")
    assert "13800138000" not in repr(fact)
    assert len(seen(register, "抓紧布署。\n" * 200).candidates) == MOST_KEPT


def test_an_object_is_placed_in_its_county(register):
    codes = {target.county: whereabouts(register, target).division for target in register.targets}
    assert codes["municipal"] == register.city.division == "440800"
    assert codes["雷州市"] == "440882"
    assert all(code.startswith("4408") for code in codes.values())

"""Items that people decide: asked for, they wait; decided, they do not; not asked, nothing is said of them."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import (
    ColumnNamed,
    ColumnSeen,
    GuideSeen,
    InterpretationSeen,
    SearchSeen,
    Whereabouts,
)
from govcrawl.model.finding import Verdict
from govcrawl.model.guide import GuideBasis
from govcrawl.model.observation import Observation
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.review import Review
from govcrawl.model.search import SearchPlace
from govcrawl.model.target import Account
from govcrawl.rules.indicators import title_of
from govcrawl.rules.judge import judge
from govcrawl.rules.leads import leads
from govcrawl.rules.people import BY_PERSON, left_to_people
from govcrawl.rules.profile import ProfileError, load_profile
from tests.rules.cases import target_of

AS_OF = date(2021, 7, 5)
HEAD = 'title = "某市"\nsource = "某文"\nvalid_from = 2021-01-01\nextends = "national"\n'
LEFT = list(left_to_people())


@pytest.fixture
def asking(tmp_path):
    def _asking(code: str):
        path = tmp_path / "national.toml"
        path.write_text('title = "国"\nsource = "国"\nvalid_from = 2019-04-01\n', "utf-8")
        (tmp_path / "x.toml").write_text(f"{HEAD}[rules.{code}]\nasked = true\n", "utf-8")
        return load_profile("x", tmp_path)

    return _asking


def target(code: str):
    return target_of("portal" if "portal" in BY_PERSON[code].applies_to else "account")


def review(code: str, verdict: str):
    return Review(target(code).id, code, Verdict(verdict), "人工认定", "张三", AS_OF)


@pytest.mark.parametrize("code", LEFT)
def test_an_item_that_is_asked_for_waits_for_a_person(code, asking):
    findings, _ = judge(Dossier(target(code), AS_OF), asking(code))
    (found,) = findings
    assert (found.code, found.verdict) == (code, Verdict.NEEDS_REVIEW)
    assert BY_PERSON[code].question in found.reason
    assert found.evidence[0].text == BY_PERSON[code].question


@pytest.mark.parametrize("code", LEFT)
@pytest.mark.parametrize("verdict", ["pass", "fail"])
def test_a_person_decides_it(code, verdict, asking):
    findings, outcome = judge(Dossier(target(code), AS_OF, reviews=(review(code, verdict),)), asking(code))
    assert [(it.code, it.verdict, it.reviewer) for it in findings] == [(code, Verdict(verdict), "张三")]
    assert (outcome.verdict is Verdict.FAIL) == (verdict == "fail" and code[0] in "VN")


@pytest.mark.parametrize("code", LEFT)
def test_an_item_that_nobody_asks_for_is_not_spoken_of(code):
    findings, _ = judge(Dossier(target(code), AS_OF), load_profile("national"))
    assert code not in {it.code for it in findings}


def test_a_line_of_the_item_settles_it_and_another_object_is_not_asked(asking):
    told = Dossier(target("V1"), AS_OF, reviews=(review("V1", "pass"),))
    line = replace(told, reviews=(replace(told.reviews[0], code="V1e"),))
    assert [it.code for it in judge(line, asking("V1"))[0]] == ["V1e"]
    assert judge(Dossier(target_of("account"), AS_OF), asking("V1"))[0] == []
    gone = Account("微信公众号", "x", "甲区", status="closed")
    assert judge(Dossier(gone, AS_OF), asking("N1"))[0] == []


def test_every_item_has_a_name_and_a_question():
    assert all(title_of(code) != code and item.question for code, item in BY_PERSON.items())


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("[rules.V1]\ndays = 1\n", "rules.V1: is left to people; write asked = true or asked = false"),
        ("[rules.V1]\nasked = true\ndays = 1\n", "rules.V1.days: there is no such parameter; use one of: asked"),
        ("[rules]\nV1 = true\n", "rules.V1: is left to people"),
    ],
)
def test_wrong_asking_is_refused(text, error, tmp_path):
    (tmp_path / "x.toml").write_text(HEAD.replace('extends = "national"\n', "") + text, "utf-8")
    with pytest.raises(ProfileError, match=error):
        load_profile("x", tmp_path)


def test_a_profile_that_stops_asking():
    assert load_profile("national").asked == frozenset()


def test_what_the_crawl_knows_of_an_item_is_put_before_the_person(asking):
    site, seen = target_of("portal"), datetime(2021, 7, 5, 12, tzinfo=CHINA_TIME)
    column = {"state": Observation.DATED, "seen_at": seen, "snapshot": "s1"}
    facts = (
        ColumnSeen(site.id, "http://a/fw/", "办事指南", column_class="guide", **column),
        ColumnNamed(site.id, "http://a/yjs/", "一件事专区", "guide", Whereabouts.OUTSIDE, seen, "s2"),
        ColumnSeen(site.id, "http://a/ly/", "县长信箱", column_class="consultation", **column),
        GuideSeen(site.id, "http://a/g1", "户口登记", "办事指南", 0, seen, "s3", basis=GuideBasis.CONTENT),
        GuideSeen(site.id, "http://a/g2", "结婚登记", "办事指南", 1, seen, "s4", basis=GuideBasis.TITLE),
        InterpretationSeen(site.id, "http://a/i1", "一图读懂摊点办法", "解读", 0, seen, "s5"),
        InterpretationSeen(site.id, "http://a/i2", "摊点办法解读", "解读", 1, seen, "s6"),
        SearchSeen(site.id, "http://a/so", "http://a/", SearchPlace.HERE, seen, "s7"),
    )
    dossier = Dossier(site, AS_OF, facts)
    ((finding,), _) = judge(dossier, replace(asking("B1"), rules=()))
    assert finding.verdict is Verdict.NEEDS_REVIEW
    assert finding.evidence[1:] == leads(dossier, "B1")
    codes = ("B1", "B5", "C1", "P2", "P3", "P4", "P5", "P8", "P9")
    shown = {code: [piece.snapshot for piece in leads(dossier, code)] for code in codes}
    assert shown == {
        "B1": ["s1", "s2"], "B5": ["s3", "s4"], "C1": ["s1"], "P2": ["s5"], "P3": [], "P4": ["s2"],
        "P5": ["s3"], "P8": ["s7"], "P9": [],
    }  # fmt: skip

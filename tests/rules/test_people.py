"""Items that people decide: asked for, they wait; decided, they do not; not asked, nothing is said of them."""

from dataclasses import replace
from datetime import date

import pytest

from govcrawl.model.dossier import Dossier
from govcrawl.model.finding import Verdict
from govcrawl.model.review import Review
from govcrawl.model.target import Account
from govcrawl.rules.indicators import title_of
from govcrawl.rules.judge import judge
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

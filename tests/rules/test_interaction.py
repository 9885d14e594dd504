"""Closed comments are put before a person and fail nobody."""

from datetime import date

import pytest

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import AccountSeen, FeedSeen, TargetVisited
from govcrawl.model.finding import Verdict
from govcrawl.model.observation import Observation
from govcrawl.model.review import Review
from govcrawl.rules.judge import judge
from govcrawl.rules.profile import load_profile
from tests.rules.cases import moment, target_of

AS_OF = date(2021, 7, 5)
ACCOUNT = target_of("account")


def dossier(*seen: dict[str, object], reviews: tuple[Review, ...] = ()) -> Dossier:
    at = moment(AS_OF)
    facts = [
        FeedSeen(ACCOUNT.id, "http://m.test/", "http://m.test/", Observation.DATED, at, "f", AS_OF, str(AS_OF)),
        TargetVisited(ACCOUNT.id, "feed", at, observed=True),
    ]
    own = [AccountSeen(ACCOUNT.id, f"http://m{n}.test/", at, f"a{n}", **told) for n, told in enumerate(seen)]
    return Dossier(ACCOUNT, AS_OF, (*facts, *own), reviews)


@pytest.mark.parametrize(
    ("seen", "asked"),
    [
        ([], False),
        ([{}], False),
        ([{"menu": ()}], False),  # of comments nothing is told
        ([{"replies_open": False}], True),
        ([{"replies_open": False, "menu": ()}], True),
        ([{"replies_open": False, "menu": ("办事",)}], False),
        ([{"replies_open": False}, {"replies_open": True}], False),
        ([{"replies_open": False}, {"menu": ("办事",)}], False),
    ],
)
def test_who_is_asked_about(seen: list[dict[str, object]], asked: bool) -> None:
    findings, outcome = judge(dossier(*seen), load_profile("national"))
    found = [it for it in findings if it.code == "N3"]
    assert bool(found) is asked
    assert outcome.verdict is (Verdict.NEEDS_REVIEW if asked else Verdict.PASS)
    assert all(it.verdict is Verdict.NEEDS_REVIEW and it.evidence[0].snapshot for it in found)


def test_a_person_has_decided() -> None:
    said = Review(ACCOUNT.id, "N3a", Verdict.PASS, "有菜单", "张三", AS_OF)
    findings, outcome = judge(dossier({"replies_open": False}, reviews=(said,)), load_profile("national"))
    assert "N3" not in {it.code for it in findings}
    assert outcome.verdict is Verdict.PASS

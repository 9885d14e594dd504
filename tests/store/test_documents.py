"""Every noun that is stored comes back as it was."""

import dataclasses
from datetime import UTC, date, datetime, timezone
from decimal import Decimal
from types import UnionType
from typing import get_args, get_origin, get_type_hints

import bson
import pytest
from bson.codec_options import CodecOptions
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.model.fact import FACT_KINDS, FeedSeen, HomePageSeen
from govcrawl.model.finding import Finding, Outcome
from govcrawl.model.observation import Observation
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.review import Review
from govcrawl.model.snapshot import Snapshot
from govcrawl.store.documents import fact_from_document, fact_to_document, from_document, to_document
from govcrawl.store.errors import NotReadable, StoreRefused
from govcrawl.store.runs import Run

NOUNS = [*FACT_KINDS.values(), Snapshot, Finding, Outcome, Review, Run]
MOMENT = datetime(2021, 7, 5, 9, 30, 0, 123000, tzinfo=CHINA_TIME)


def values(hint):
    if hint is datetime:
        zones = st.sampled_from([CHINA_TIME, UTC, timezone(-CHINA_TIME.utcoffset(None))])
        days = st.datetimes(datetime(1971, 1, 1), datetime(2999, 1, 1), timezones=zones)  # noqa: DTZ001
        return days.map(lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000))
    if hint is Decimal:
        return st.decimals(-1000, 1000, places=2)
    if hint is float:
        return st.floats(allow_nan=False)
    if hint is int:
        return st.integers(-(2**63), 2**63 - 1)
    if get_origin(hint) is UnionType:
        return st.one_of([values(one) for one in get_args(hint)])
    if get_origin(hint) is tuple:
        first, *others = get_args(hint)
        if others != [Ellipsis]:
            return st.tuples(values(first), *map(values, others))
        return st.lists(values(first), max_size=3).map(tuple)
    return nouns(hint) if dataclasses.is_dataclass(hint) else st.from_type(hint)


def nouns(kind):
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: values(hints[field.name]) for field in dataclasses.fields(kind)})


def through_bson(document):
    return bson.decode(bson.encode(document), CodecOptions(tz_aware=True))


@pytest.mark.parametrize("kind", NOUNS, ids=lambda kind: kind.__name__)
@given(drawn=st.data())
def test_a_noun_comes_back_as_it_was(kind, drawn):
    noun = drawn.draw(nouns(kind))
    assert from_document(kind, through_bson(to_document(noun))) == noun


@given(st.one_of([nouns(kind) for kind in FACT_KINDS.values()]))
def test_a_fact_comes_back_as_its_kind(fact):
    back = fact_from_document(through_bson(fact_to_document(fact)))
    assert (type(back), back) == (type(fact), fact)


def test_documents_are_what_an_analyst_expects():
    fact = FeedSeen("account/快手/甲", "http://m.test/", "mirror", Observation.DATED, MOMENT, newest=date(2021, 7, 1))
    document = to_document(fact)
    assert document["newest"] == "2021-07-01"
    assert document["state"] == "dated"
    assert type(document["state"]) is str
    assert document["seen_at"] == MOMENT
    assert through_bson(document)["seen_at"].tzinfo is not None


def test_moments_come_back_in_china_time():
    fact = HomePageSeen("site/a", "http://a.test/", Observation.BLANK, MOMENT.astimezone(UTC))
    back = from_document(HomePageSeen, through_bson(to_document(fact)))
    assert back.seen_at.tzinfo is CHINA_TIME
    assert back.seen_at.day == 5


def test_half_an_emoji_is_stored_as_a_replacement_character():
    fact = HomePageSeen("site/a", "http://a.test/", Observation.BLANK, MOMENT, newest_title="好\ud83d")
    assert from_document(HomePageSeen, through_bson(to_document(fact))).newest_title == "好�"


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(StoreRefused, match="without a zone"):
        to_document(HomePageSeen("site/a", "", Observation.BLANK, datetime(2021, 7, 5)))  # noqa: DTZ001


def test_a_document_of_an_older_version_gets_the_defaults_and_of_a_newer_one_loses_what_is_unknown():
    document = to_document(HomePageSeen("site/a", "http://a.test/", Observation.BLANK, MOMENT, rows=3))
    del document["rows"]
    document["mood"] = "sunny"
    assert from_document(HomePageSeen, document).rows == 0


@pytest.mark.parametrize("broken", [{"seen_at": None}, {"state": "asleep"}, {"newest": "yesterday"}])
def test_a_document_that_does_not_fit_is_named(broken):
    document = to_document(HomePageSeen("site/a", "http://a.test/", Observation.BLANK, MOMENT)) | broken
    with pytest.raises(NotReadable, match=r"HomePageSeen.*another version"):
        from_document(HomePageSeen, document)


def test_a_missing_field_and_an_unknown_kind_are_named():
    with pytest.raises(NotReadable, match="state"):
        from_document(HomePageSeen, {"target_id": "site/a", "url": "", "seen_at": MOMENT})
    with pytest.raises(NotReadable, match="MoodSeen"):
        fact_from_document({"kind": "MoodSeen", "fact": {}})


def test_types_that_cannot_be_told_apart_are_refused_at_once():
    @dataclasses.dataclass
    class Vague:
        when: date | datetime

    with pytest.raises(TypeError, match=r"documents\.py|tell these types apart"):
        from_document(Vague, {"when": "2021-07-05"})

"""The store against a real mongod: what is written, what is read, and from which run."""

import random
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

import pytest
from pymongo import MongoClient

from govcrawl.model.fact import ColumnSeen, ProbeSeen, RowsSeen, TargetVisited
from govcrawl.model.finding import Evidence, Finding, Outcome, Verdict
from govcrawl.model.review import Review
from govcrawl.model.target import Account, Site, SiteKind
from govcrawl.store import bodies, mongo
from govcrawl.store.errors import NotStored, StoreGone, StoreMissing, StoreRefused
from govcrawl.store.indexes import INDEXES
from govcrawl.store.mongo import open_store
from tests.store.visits import AS_OF, NOW, Item, begin, column, facts_of, observe, probe, snapshot, visited

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def raw(mongo_uri, mongo_database):
    with MongoClient(mongo_uri) as client:
        yield client[mongo_database]


# --- writing


def test_a_visit_can_be_read_back(store):
    run = begin(store)
    page = "<html>湛江</html>".encode("gb18030")
    store.write(run, [Item(snapshot(run, "s1"), page, (column(snapshot="s1"), visited()))])
    stored = store.snapshot("s1")
    assert (stored.body_sha256, stored.body_bytes) == (sha256(page).hexdigest(), len(page))
    assert stored.fetched_at == NOW
    assert store.body(stored.body_sha256) == page
    assert facts_of(store) == {"site/a": (column(snapshot="s1"), visited())}


def test_writing_a_visit_again_changes_nothing(store, raw):
    run = begin(store)
    items = [Item(snapshot(run, f"s{n}"), b"page", (column(url=f"http://a.test/{n}"),)) for n in range(50)]
    for _ in range(2):
        store.write(run, items)
    counts = {name: raw[name].count_documents({}) for name in ("snapshots", "bodies", "facts", "runs")}
    assert counts == {"snapshots": 50, "bodies": 1, "facts": 50, "runs": 1}


def test_a_second_visit_to_a_column_overwrites_the_first_also_within_one_batch(store):
    run = begin(store)
    observe(store, run, column(rows=1))
    store.write(run, [Item(facts=(column(rows=2),)), Item(facts=(column(rows=3), visited()))])
    assert facts_of(store)["site/a"][0].rows == 3


def test_facts_of_one_page_with_the_same_address_do_not_hide_each_other(store):
    run = begin(store)
    for _ in range(2):
        observe(store, run, column(name="甲"), column(name="乙"), visited())
    assert [fact.name for fact in facts_of(store)["site/a"][:2]] == ["甲", "乙"]


def test_a_body_too_large_for_a_document_is_kept_in_pieces(store, raw, monkeypatch):
    monkeypatch.setattr(bodies, "DOCUMENT_BYTES", 100_000)
    run, page = begin(store), random.Random(1).randbytes(700_000)
    item = Item(snapshot(run, "s1"), page)
    store.write(run, [item])
    raw["bodies"].delete_many({})  # as if we had been killed between the pieces and the document
    store.write(run, [item, item])
    assert store.body(sha256(page).hexdigest()) == page
    assert raw["large_bodies.files"].count_documents({}) == 1


def test_a_body_of_more_than_16_mib_is_kept(store):
    run, page = begin(store), random.Random(1).randbytes(17 * 1024 * 1024)
    store.write(run, [Item(snapshot(run, "s1"), page)])
    assert store.body(store.snapshot("s1").body_sha256) == page


def test_a_snapshot_without_a_body_keeps_the_name_of_the_earlier_one(store):
    run = begin(store)
    name = sha256(b"page").hexdigest()
    store.write(run, [Item(snapshot(run, "s1"), b"page")])
    store.write(run, [Item(replace(snapshot(run, "s2"), status=304, body_sha256=name))])
    assert store.body(store.snapshot("s2").body_sha256) == b"page"


def test_what_is_not_there_is_named(store):
    with pytest.raises(NotStored, match="s9"):
        store.snapshot("s9")
    with pytest.raises(NotStored, match="0000"):
        store.body("0000")


def test_snapshots_of_a_run_and_of_a_target(store):
    first, second = begin(store), begin(store, job="probe")
    store.write(first, [Item(snapshot(first, "b", "site/b")), Item(snapshot(first, "a", "site/a"))])
    store.write(second, [Item(snapshot(second, "c", "site/a"))])
    assert [one.id for one in store.snapshots(run=first.id)] == ["a", "b"]
    assert {one.id for one in store.snapshots(target_id="site/a")} == {"a", "c"}
    assert [one.id for one in store.snapshots(run=second.id, target_id="site/a")] == ["c"]


# --- runs


def test_an_unfinished_run_is_resumed_and_a_finished_one_is_not(store):
    first = begin(store)
    assert not first.resumed
    again = begin(store, now=LATER)
    assert (again.id, again.started_at, again.resumed) == (first.id, NOW, True)
    store.finish_run(again, "finished", {"pages": 3, "response/200": 2, "a.b": None}, now=LATER)
    new = begin(store, now=LATER)
    assert new.id != first.id
    assert (new.resumed, new.started_at) == (False, LATER)


@pytest.mark.parametrize(
    "other",
    [{"job": "probe"}, {"as_of": date(2021, 7, 6)}, {"only": ("site/a",)}, {"replays": True}],
    ids=["job", "as_of", "only", "replays"],
)
def test_only_a_run_of_exactly_the_same_job_is_resumed(store, other):
    first = begin(store)
    second = begin(store, **other)
    assert not second.resumed
    assert first.id != second.id
    assert begin(store, **other).id == second.id


def test_the_order_of_only_does_not_matter(store):
    assert begin(store, only=("b", "a", "a")).id == begin(store, only=("a", "b")).id


def test_a_resumed_run_skips_what_it_is_through_with(store):
    run = begin(store)
    observe(store, run, column("site/a"), visited("site/a"))
    observe(store, run, column("site/b"))
    assert store.visited(begin(store)) == {"site/a"}
    assert store.visited(begin(store, job="probe")) == set()


# --- which facts count


def test_facts_of_an_unfinished_visit_are_left_out(store):
    run = begin(store)
    observe(store, run, column("site/a"), visited("site/a"))
    observe(store, run, column("site/b"))
    assert set(facts_of(store)) == {"site/a"}


def test_the_newest_run_that_is_through_with_a_target_counts_for_each_target(store):
    first = begin(store)
    observe(store, first, column("site/a", rows=1), visited("site/a"), column("site/b", rows=1), visited("site/b"))
    store.finish_run(first, "finished", {}, now=NOW)
    second = begin(store, now=LATER)
    observe(store, second, column("site/a", url="http://a.test/new/", rows=2), visited("site/a"))
    observe(store, second, column("site/b", rows=2))  # stopped within b
    found = facts_of(store)
    assert [fact.rows for fact in found["site/a"][:-1]] == [2]
    assert [fact.rows for fact in found["site/b"][:-1]] == [1]


def test_the_jobs_of_a_period_are_those_that_came_through_with_a_target(store):
    observe(store, begin(store, "site"), column(), visited())
    observe(store, begin(store, "links"), column())  # cut off
    observe(store, begin(store, "probe", as_of=date(2021, 7, 6)), visited(job="probe"))
    assert store.jobs("zhanjiang", "2021Q2", AS_OF) == {"site"}
    assert store.jobs("zhanjiang", "2021Q2", date(2021, 7, 6)) == {"site", "probe"}
    assert store.jobs("zhanjiang", "2021Q3", AS_OF) == set()


def test_each_job_has_its_own_newest_run(store):
    site, probe = begin(store), begin(store, job="probe", now=LATER)
    observe(store, site, column(), visited())
    observe(store, probe, visited(job="probe"))
    assert facts_of(store)["site/a"] == (visited(job="probe"), column(), visited())


@pytest.mark.parametrize(
    ("as_of", "rows"), [(date(2021, 7, 4), None), (AS_OF, 1), (date(2021, 7, 9), 1), (date(2021, 7, 10), 2)]
)
def test_a_run_counts_from_its_own_moment_on(store, as_of, rows):
    later = begin(store, as_of=date(2021, 7, 10))
    observe(store, later, column(rows=2), visited())
    earlier = begin(store, now=LATER)  # crawled later, for an earlier moment
    observe(store, earlier, column(rows=1), visited())
    found = facts_of(store, as_of)
    assert (found["site/a"][0].rows if found else None) == rows


def test_a_replay_corrects_the_facts_and_the_next_replay_reads_the_web_visit_again(store):
    crawl = begin(store)
    observe(store, crawl, column(rows=1), visited())
    store.finish_run(crawl, "finished", {}, now=NOW)
    replay = begin(store, now=LATER, replays=True)
    observe(store, replay, column(rows=2), visited())
    store.finish_run(replay, "finished", {}, now=LATER)
    assert facts_of(store)["site/a"][0].rows == 2
    assert store.crawled("zhanjiang", "2021Q2", "site", AS_OF) == {"site/a": crawl.id}
    assert store.crawled("zhanjiang", "2021Q2", "site", AS_OF - timedelta(days=1)) == {}
    assert store.crawled("zhanjiang", "2021Q2", "probe", AS_OF) == {}


def test_facts_of_another_period_or_city_do_not_count(store):
    for city, period in (("zhanjiang", "2021Q1"), ("yulin", "2021Q2")):
        observe(store, store.begin_run(city, period, "site", AS_OF, now=NOW), column(), visited())
    assert facts_of(store) == {}


def test_facts_come_target_by_target_however_they_were_written(store):
    run = begin(store)
    targets = [f"site/{n:03}" for n in range(300)]
    shuffled = random.Random(1).sample(targets, len(targets))
    observe(store, run, *(column(target) for target in shuffled), *(visited(target) for target in shuffled))
    stream = list(store.facts("zhanjiang", "2021Q2", AS_OF))
    assert [target for target, _ in stream] == targets
    assert {len(facts) for _, facts in stream} == {2}


def test_the_stream_of_facts_needs_no_sorting_in_memory(store, raw):
    observe(store, begin(store), column(), visited())
    plan = raw["facts"].find({"city": "zhanjiang", "period": "2021Q2"}).sort([("target_id", 1), ("_id", 1)]).explain()
    assert "'SORT'" not in str(plan["queryPlanner"]["winningPlan"])


# --- facts that accumulate


def probes_of(store, as_of=AS_OF):
    return [fact for fact in facts_of(store, as_of).get("site/a", ()) if isinstance(fact, ProbeSeen)]


def test_rounds_of_one_sitting_are_facts_of_their_own(store):
    run = begin(store, job="probe")
    rounds = [probe(at=NOW + timedelta(minutes=number)) for number in range(20)]
    for one in rounds:
        observe(store, run, one)
    observe(store, run, *rounds, visited(job="probe"))  # written again: nothing changes
    assert probes_of(store) == rounds


def test_probes_of_all_runs_count_and_not_only_of_the_newest(store):
    seen = []
    for number in range(3):
        run = begin(store, job="probe", now=NOW + timedelta(hours=number))
        seen.append(probe(at=NOW + timedelta(hours=number), opened=number != 1))
        observe(store, run, seen[-1], visited(job="probe"))
        store.finish_run(run, "finished", {}, now=NOW + timedelta(hours=number))
    assert probes_of(store) == seen
    assert len([fact for fact in facts_of(store)["site/a"] if isinstance(fact, TargetVisited)]) == 1


def test_what_is_read_again_from_the_same_visit_counts_once(store):
    for number in range(11):  # the eleventh run is the last one, also where numbers are compared as text
        run = begin(store, now=NOW + timedelta(hours=number), replays=number > 0)
        observe(store, run, RowsSeen("site/a", "http://a.test/", f"reading {number}", NOW), visited())
        store.finish_run(run, "finished", {}, now=NOW)
    assert [fact.name for fact in facts_of(store)["site/a"] if isinstance(fact, RowsSeen)] == ["reading 10"]
    later = store.begin_run("zhanjiang", "2021Q3", "site", AS_OF, now=NOW)
    observe(store, later, visited())
    of_next_period = dict(store.facts("zhanjiang", "2021Q3", AS_OF))["site/a"]
    assert [fact.name for fact in of_next_period if isinstance(fact, RowsSeen)] == ["reading 10"]


def test_probes_of_a_sitting_that_was_cut_off_count(store):
    observe(store, begin(store, job="probe"), probe())
    assert probes_of(store) == [probe()]


def test_probes_look_back_so_many_days_and_never_ahead(store):
    days = ProbeSeen.look_back_days
    for ago in (-1, 0, days - 1, days):
        run = begin(store, job="probe", as_of=AS_OF - timedelta(days=ago))
        observe(store, run, probe(at=NOW - timedelta(days=ago)), visited(job="probe"))
    assert [(NOW - one.seen_at).days for one in probes_of(store)] == [days - 1, 0]


def test_other_facts_of_a_job_that_probes_come_from_the_newest_run_only(store):
    for number in range(2):
        run = begin(store, job="probe", now=NOW + timedelta(hours=number))
        observe(store, run, column(rows=number), probe(at=NOW + timedelta(hours=number)), visited(job="probe"))
        store.finish_run(run, "finished", {}, now=NOW)
    found = facts_of(store)["site/a"]
    assert [fact.rows for fact in found if isinstance(fact, ColumnSeen)] == [1]
    assert len(probes_of(store)) == 2


def test_probes_keep_the_stream_in_order_without_sorting_in_memory(store, raw):
    run = begin(store, job="probe")
    targets = [f"site/{n:03}" for n in range(50)]
    observe(store, run, *(probe(target, NOW + timedelta(hours=n)) for target in reversed(targets) for n in range(3)))
    raw.command({"profile": 2})
    assert [target for target, _ in store.facts("zhanjiang", "2021Q2", AS_OF)] == targets
    raw.command({"profile": 0})
    (query,) = raw["system.profile"].find({"op": "query", "command.hint": {"$exists": True}})
    assert "SORT" not in query["planSummary"]
    assert not query.get("hasSortStage", False)


def test_rows_of_earlier_periods_come_first_and_never_those_of_later_ones(store):
    seen = []
    for period, ago in (("2020Q1", 399), ("2019Q4", 400), ("2021Q1", 95), ("2021Q2", 0), ("2021Q3", -1)):
        day = AS_OF - timedelta(days=ago)
        run = store.begin_run("zhanjiang", period, "site", day, now=NOW)
        rows = RowsSeen("site/a", "http://a.test/", period, NOW - timedelta(days=ago))
        observe(store, run, rows, column(rows=ago), visited())
        seen += [rows] if 0 <= ago < RowsSeen.look_back_days else []
    found = facts_of(store)["site/a"]
    assert [fact for fact in found if isinstance(fact, RowsSeen)] == seen
    assert [fact.rows for fact in found if isinstance(fact, ColumnSeen)] == [0]


# --- judgements and reviews


def finding(target_id, verdict=Verdict.FAIL):
    evidence = (Evidence("http://a.test/", "s1", "2021-01-01", NOW),)
    return Finding(target_id, "V3", verdict, "首页超过14天未更新", AS_OF, evidence=evidence)


def test_a_judgement_replaces_the_last_one_of_its_profile_only(store, raw):
    judge = ("zhanjiang", "2021Q2")
    outcomes = [Outcome("site/b", Verdict.FAIL, ("V3",)), Outcome("site/a", Verdict.PASS)]
    store.replace_findings(*judge, "national", AS_OF, [finding("site/b"), finding("site/a")], outcomes)
    store.replace_findings(*judge, "zhanjiang", AS_OF, [finding("site/c")], [])
    assert [one.target_id for one in store.findings(*judge, "national", AS_OF)] == ["site/b", "site/a"]
    assert store.outcomes(*judge, "national", AS_OF) == outcomes
    store.replace_findings(*judge, "national", AS_OF, [finding("site/d", Verdict.PASS)], [])
    assert store.findings(*judge, "national", AS_OF) == [finding("site/d", Verdict.PASS)]
    assert store.outcomes(*judge, "national", AS_OF) == []
    assert store.findings(*judge, "zhanjiang", AS_OF) == [finding("site/c")]
    assert store.findings(*judge, "national", date(2021, 7, 6)) == []
    assert raw["findings"].count_documents({}) == 2


def test_a_judgement_that_fails_half_way_leaves_the_last_one_in_force(store):
    judge = ("zhanjiang", "2021Q2", "national", AS_OF)
    store.replace_findings(*judge, [finding("site/a")], [Outcome("site/a", Verdict.FAIL)])

    def torn():
        yield Outcome("site/b", Verdict.PASS)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.replace_findings(*judge, [finding("site/b")], torn())
    assert store.findings(*judge) == [finding("site/a")]
    store.replace_findings(*judge, [finding("site/c")], [])
    assert store.findings(*judge) == [finding("site/c")]


def test_reviews_are_replaced_as_a_whole(store):
    def review(code):
        return Review("site/a", code, Verdict.FAIL, "严重表述错误", "张三", AS_OF)

    store.replace_reviews("zhanjiang", "2021Q2", [review("V5"), review("V6")])
    store.replace_reviews("zhanjiang", "2021Q1", [review("V5")])
    store.replace_reviews("zhanjiang", "2021Q2", [review("V4")])
    assert store.reviews("zhanjiang", "2021Q2") == [review("V4")]
    assert store.reviews("zhanjiang", "2021Q1") == [review("V5")]


def test_the_register_of_a_judged_period_is_kept_beside_its_reviews(store):
    site, account = Site("某网", "http://a.test/", SiteKind.PORTAL, "东区"), Account("微信公众号", "某号", "东区")
    assert store.targets("zhanjiang", "2021Q2") == []
    store.replace_targets("zhanjiang", "2021Q2", [site, replace(site, url="http://b.test/")], [account])
    store.replace_targets("zhanjiang", "2021Q2", [site], [account])
    store.replace_reviews("zhanjiang", "2021Q2", [])
    assert store.targets("zhanjiang", "2021Q2") == [site, account]
    assert store.targets("zhanjiang", "2021Q1") == []


# --- what goes wrong


def test_every_declared_index_is_there(store, raw):
    for collection, indexes in INDEXES.items():
        assert {index.document["name"] for index in indexes} < set(raw[collection].index_information())


def test_a_server_that_does_not_answer_is_one_line_without_the_password(monkeypatch):
    monkeypatch.setattr(mongo, "_SELECT_MILLISECONDS", 100)
    with pytest.raises(StoreGone) as caught, open_store("mongodb://chief:secret@127.0.0.1:9/?directConnection=true"):
        pass
    text = str(caught.value)
    assert text.startswith("127.0.0.1:9: MongoDB does not answer, 127.0.0.1:9: ")
    assert "secret" not in text
    assert "\n" not in text


@pytest.mark.parametrize(
    "uri", ["mongodb://", "mongodb://a:b:c@h", "mongodb://h:port", "mongodb://h:123456", "mysql://h"]
)
def test_an_address_that_cannot_be_read_says_how_to_write_it(uri):
    with pytest.raises(StoreMissing, match="mongodb://host:port"), open_store(uri):
        pass


def test_a_document_that_mongodb_refuses_is_named(store):
    with pytest.raises(StoreRefused, match="cannot be stored"):
        observe(store, begin(store), column(rows=2**64))

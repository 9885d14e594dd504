"""Two visits to one site: what its office changed in between is put before a person, and nothing else is."""

from collections import Counter
from datetime import date

from govcrawl.model.fact import ArticleDatesSeen, RowsSeen
from govcrawl.store.mongo import open_store
from tests.crawl.registers import write_register
from tests.mockgov import MockGov
from tests.mockgov.redated import Redated

FORGED, SOUND = "forged.redated.test", "sound.redated.test"
PERIODS = """
[period.2021Q1]
start = 2021-01-01
end = 2021-06-01
as_of = 2021-06-01
"""


def test_forged_dates_are_found_over_two_periods_and_sound_ones_are_not(program_for, mongo_uri, tmp_path):
    sites = [Redated(FORGED), Redated(SOUND, forged=False)]
    folder = write_register(tmp_path / "redated", {site.host: f"http://{site.host}/" for site in sites})
    with (folder / "city.toml").open("a", encoding="utf-8") as told:
        told.write(PERIODS)
    with MockGov(*sites) as web:
        program = program_for(web.proxy_url)
        for visit, (period, as_of) in enumerate((("2021Q1", "2021-06-01"), ("2021Q2", "2021-07-05")), 1):
            for site in sites:
                site.visit = visit
            ended = program.crawl("site", folder, period, "-a", f"as_of={as_of}")
            assert ended.returncode == 0, ended.stderr
        found = program.findings(folder, "2021Q2", "2021-07-05", "national")
        before = program.findings(folder, "2021Q1", "2021-06-01", "national")
    doubts = {str(it["target_id"]): it for it in found if it["code"] == "L20"}
    forged = next(it for target, it in doubts.items() if FORGED in target)
    sound = next(it for target, it in doubts.items() if SOUND in target)
    assert (sound["verdict"], forged["verdict"]) == ("pass", "needs_review"), (sound, forged)
    texts = [str(piece["text"]) for piece in forged["evidence"]]  # type: ignore[attr-defined]
    kinds = Counter(
        "redated"
        if "采集时印为" in text
        else "backdated"
        if "尚无此条目" in text
        else "bulk"
        if "一天6条" in text
        else text
        for text in texts
    )
    assert kinds == {"redated": 1, "backdated": 1, "bulk": 1}
    assert all(piece["snapshot"] and piece["url"] for piece in forged["evidence"])  # type: ignore[attr-defined]
    # The first visit had nothing to be compared with, and later facts say nothing about it.
    assert {str(it["verdict"]) for it in before if it["code"] == "L20"} == {"pass"}
    assert not [it for it in found if it["code"] == "L20" and it["verdict"] == "fail"]
    with open_store(mongo_uri, program.environment["GOVCRAWL_MONGO_DB"]) as store:
        facts = [fact for _, own in store.facts("redated", "2021Q2", date(2021, 7, 5)) for fact in own]
    assert len({fact.seen_at for fact in facts if isinstance(fact, RowsSeen)}) == 2
    assert len({fact.url for fact in facts if isinstance(fact, ArticleDatesSeen)}) >= 5

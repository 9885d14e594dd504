"""One crawl of portals with one defect each, and with several: points equal plantings, scores the sums by hand."""

import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from govcrawl.model.finding import Outcome, Verdict
from govcrawl.store.mongo import open_store
from tests.crawl.conftest import Crawled
from tests.crawl.names import name_server
from tests.crawl.registers import CITY, HEAD
from tests.mockgov import MockGov, city_web
from tests.mockgov.city import CITIES

CASES = tomllib.loads((CITIES / "indicators.toml").read_text("utf-8"), parse_float=Decimal)["site"]
AS_OF, PERIOD = date(2021, 7, 5), "2021Q2"
# Job: what plants for it, and what it decides. It is run for the portals that are planted for it and for the sound one;
# elsewhere a person passed the item.
JOBS = {
    "links": ("traps", ("D3",)),
    "guides": ("guides", ("B4", "B6", "V6a", "V6b", "V6c")),
    "domain": ("ipv4_only", ("D10",)),
    "interpretations": ("relations", ("A8",)),
    "search": ("search", ("D6",)),
}
# What no crawl sees: a person passed it everywhere, and gave no bonus.
BY_PEOPLE = {
    **dict.fromkeys(("A7", "B1", "B2", "B5", "C1", "C2", "C4", "D7", "D9"), "pass"),
    **dict.fromkeys(("P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10"), "fail"),
}


def write_city(folder: Path) -> Path:
    """Write the register of the cases, with verdicts and an export of corrections."""
    folder.mkdir()
    sites, reviews, corrections = [HEAD], ["target,code,verdict,reason,reviewer,date\n"], []
    for number, case in enumerate(CASES):
        name, code = case["name"], 4408001000 + number
        sites.append(f"{code},{name},http://i{number}.indicators.test/,portal,甲区,{name},auto,yes,operating,\n")
        by_people = dict(BY_PEOPLE)
        for planted, items in JOBS.values():
            by_people |= {} if planted in case else dict.fromkeys(items, "pass")
        reviews += [f"{code},{item},{verdict},抽查,张三,{AS_OF}\n" for item, verdict in by_people.items()]
        corrections += [f"{code},2021-06-01,,,找错平台,李四,{AS_OF}\n"] * case.get("late_corrections", 0)
        corrections.append(f"{code},2021-06-01,2021-06-02,no,找错平台,李四,{AS_OF}\n")
    for file, text in {
        "city.toml": CITY,
        "sites.csv": "".join(sites),
        "accounts.csv": "platform,name,county\n",
        "reviews.csv": "".join(reviews),
        "corrections.csv": "".join(["site,asked,replied,evasive,source,imported_by,imported_on\n", *corrections]),
    }.items():
        (folder / file).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def gone_through(program_for, tmp_path_factory) -> Iterator[Crawled]:
    """The cases, crawled by every job once."""
    folder = write_city(tmp_path_factory.mktemp("indicators") / "indicators")
    city = city_web(folder, AS_OF, {"site": [{"layout": "lean_portal", **case} for case in CASES]})
    both = {"A": "127.0.0.1", "AAAA": "::1"}
    records = {
        f"i{number}.indicators.test": {"A": "127.0.0.1"} if case.get("ipv4_only") else both
        for number, case in enumerate(CASES)
    }
    with MockGov(city) as web, name_server(records) as server:
        one = Crawled(folder, PERIOD, city, web, program_for(web.proxy_url))
        for job in ("site", "messages", *JOBS):
            planted, _ = JOBS.get(job, ("", ()))
            words = ("-a", f"only={','.join(case['name'] for case in CASES if planted in case)}") if planted else ()
            words += ("-a", f"resolver={server}") if job == "domain" else ()
            assert one.crawl(job, *words).returncode in (0, 1), one.ended[job].stderr
        yield one


@pytest.fixture(scope="module")
def found(gone_through) -> dict[str, dict[str, dict]]:
    """The findings of the machine by the name of the portal and the code."""
    found: dict[str, dict[str, dict]] = {}
    for finding in gone_through.findings():
        found.setdefault(finding["target"], {})[finding["code"]] = finding
    return found


@pytest.fixture(scope="module")
def outcomes(gone_through, found) -> dict[str, Outcome]:
    environment = gone_through.program.environment
    with open_store(environment["GOVCRAWL_MONGO_URI"], environment["GOVCRAWL_MONGO_DB"]) as store:
        outcomes = store.outcomes(gone_through.folder.name, PERIOD, "national", AS_OF)
    return {CASES[int(outcome.target_id[-4:]) - 1000]["name"]: outcome for outcome in outcomes}


def span(told) -> tuple[Decimal, Decimal]:
    low, high = told if isinstance(told, list) else (told, told)
    return Decimal(low), Decimal(high)


@pytest.mark.parametrize("case", CASES, ids=[str(number) for number in range(len(CASES))])
def test_findings_equal_plantings_and_scores_the_sums_by_hand(case, found, outcomes):
    own, outcome = found[case["name"]], outcomes[case["name"]]
    points = {code: Decimal(str(it["points"])) for code, it in own.items() if Decimal(str(it["points"]))}
    assert points == {code: Decimal(cost) for code, cost in case["points"].items()}, [
        it["reason"] for it in own.values() if it["verdict"] not in ("pass", "not_applicable")
    ]
    assert outcome.score is not None
    assert (outcome.score.base_low, outcome.score.base_high) == span(case["base"])
    assert (outcome.score.final_low, outcome.score.final_high) == span(case["final"])
    failed = Verdict.FAIL if span(case["base"])[1] < 60 else Verdict.PASS
    assert outcome.verdict is failed, (outcome.failed, outcome.undecided)
    for code, cost in case["points"].items():
        assert own[code]["evidence"], (code, cost)


def test_every_item_that_a_crawl_decides_is_planted_alone():
    alone = [set(case["points"]) - {"P1"} for case in CASES]
    items = {code for points in alone for code in points}
    assert items == {"A1", "A2", "A3", "A4", "A5", "A6", "A8", "A9", "B3", "B4", "B6", "C3"} | {
        f"D{number}" for number in (1, 2, 3, 4, 5, 6, 8, 10)
    }
    assert all({item} in alone for item in items)
    assert any(len(points) > 5 for points in alone)

"""The plantings: what the notices say, each window and each threshold on both sides."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from govcrawl.register import read_register
from tests.mockgov import (
    NATIONAL,
    ZHANJIANG,
    Dialect,
    MockCity,
    city_web,
    plantings,
    unobserved,
)
from tests.mockgov.examples import BOUNDARY, NOTICES, ROOT, TODAY, city_of
from tests.mockgov.windows import last_allowed, months_earlier


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (date(2021, 8, 31), 6, date(2021, 2, 28)),
        (date(2020, 8, 31), 6, date(2020, 2, 29)),
        (date(2021, 7, 5), 6, date(2021, 1, 5)),
        (date(2021, 3, 31), 1, date(2021, 2, 28)),
        (date(2021, 1, 15), 2, date(2020, 11, 15)),
        (date(2020, 2, 29), 12, date(2019, 2, 28)),
    ],
)
def test_months_are_calendar_months(day: date, months: int, earlier: date) -> None:
    assert months_earlier(day, months) == earlier


def test_zhanjiang_is_planted_as_its_notice_says() -> None:
    city = city_of("zhanjiang")
    names = {site.target: site.name for site in city.sites}
    found = plantings(city, ZHANJIANG)
    assert (len(city.sites), len(city.accounts)) == (47, 216)
    assert {names[each.target] for each in found if each.code != "N2a"} == {"赤坎区人民政府网", "吴川市人民政府网"}
    assert {each.code for each in found} == {"V4a", "V4b", "N2a"}
    assert len({each.target for each in found if each.code == "N2a"}) == 4
    assert len({each.target for each in plantings(city, NATIONAL) if each.code == "N2a"}) == 2


def test_yulin_is_planted_as_its_notice_says() -> None:
    city = city_of("yulin")
    found = plantings(city, NATIONAL)
    assert (len(city.sites), len(city.accounts)) == (51, 323)
    assert {(each.target, each.code) for each in found if each.code != "N2a"} == {("site/6108000039", "V4b")}
    assert sum(each.code == "N2a" for each in found) == 10
    assert sum(each.code == "N2a" for each in plantings(city, ZHANJIANG)) > 100


def test_lincang_heyuan_and_shaoyang_are_planted_as_their_notices_say() -> None:
    lincang, heyuan, shaoyang = (city_of(name) for name in ("lincang", "heyuan", "shaoyang"))
    assert [(len(city.sites), len(city.accounts)) for city in (lincang, heyuan, shaoyang)] == [
        (9 + 38, 193),
        (10, 40),
        (45, 156),
    ]
    names = {each.target: each.name for each in (*lincang.sites, *lincang.accounts)}
    found = plantings(lincang)
    assert {names[each.target] for each in found if each.code != "N2a"} == {"永德县人民政府门户网站"}
    assert {names[each.target] for each in found if each.code == "N2a"} == {"临沧工业园区", "耿马水务", "耿马森警"}
    assert plantings(heyuan) == plantings(shaoyang) == set()


@pytest.mark.parametrize("name", NOTICES)
def test_no_planting_hangs_on_a_reading_that_sources_dispute(name: str) -> None:
    """Whether figures may rest 6 or 12 months, and whether V4b counts what V4a counts, must not change a verdict."""
    city = city_of(name)
    for site in city.sites:
        for column in site.columns:
            if column.column_class == "figures" and column.newest:
                age = (city.as_of - column.newest).days
                assert age < 180 or age > 366, (site.name, column.name)
        alone = tuple(c for c in site.columns if c.column_class not in ("dynamic", "notice", "policy"))
        whole = {each.code for each in plantings(replace(city, sites=(site,), accounts=()))}
        rest = {each.code for each in plantings(replace(city, sites=(replace(site, columns=alone),), accounts=()))}
        assert ("V4b" in whole) == ("V4b" in rest), site.name


@pytest.mark.parametrize("name", NOTICES)
def test_each_city_has_healthy_objects_on_the_last_allowed_day(name: str) -> None:
    city = city_of(name)
    windows = ZHANJIANG if name == "zhanjiang" else NATIONAL
    failing = {each.target for each in plantings(city, windows)}
    healthy = [site for site in city.sites if site.target not in failing]
    days = timedelta(days=windows.account_days)
    assert any(site.home_newest == city.as_of - timedelta(days=14) for site in healthy)
    for column_class in ("dynamic", "notice", "policy"):
        edge = last_allowed(column_class, city.as_of)
        assert any(c.newest == edge and c.column_class == column_class for site in healthy for c in site.columns)
    assert any(a.newest == city.as_of - days and a.target not in failing for a in city.accounts)


def test_each_boundary_site_holds_and_breaks_its_rule(boundary: MockCity) -> None:
    found: dict[str, set[str]] = {}
    for each in plantings(boundary):
        found.setdefault(each.target, set()).add(each.code)
    shared = {site.base: found.get(site.target, set()) for site in boundary.sites if "shared" in site.host}
    assert shared == {"/quiet/": set(), "/loud/": {"V4b"}}
    by_host = {
        site.host.split(".")[1]: found.get(site.target, set())
        for site in boundary.sites
        if site.base == "/" and "www" in site.host
    }
    assert by_host == {
        "edgehome": set(),
        "pasthome": {"V3"},
        "edgedynamic": set(),
        "pastdynamic": {"V4a"},
        "edgenotice": set(),
        "pastnotice": {"V4a"},
        "foursum": set(),
        "deepnotices": set(),
        "edgecadence": set(),
        "pastcadence": {"V4b"},
        "ninestale": set(),
        "tenstale": {"V4b"},
        "fourblank": set(),
        "fiveblank": {"V4c"},
        "staleportal": {"V4a", "V4b"},
        "longstale": {"V4b"},
    }


def test_each_dialect_has_a_healthy_site_and_one_that_is_not(boundary: MockCity) -> None:
    failing = {each.target for each in plantings(boundary)}
    for dialect in set(Dialect) - {Dialect.UCAP}:  # its sites stand on the edge, none past it
        states = {site.target in failing for site in boundary.sites if site.dialect is dialect and not site.fault}
        assert states == {True, False}, dialect


def test_accounts_turn_stale_the_day_after_the_window(boundary: MockCity) -> None:
    for windows, days in ((NATIONAL, {15, 40}), (ZHANJIANG, {8, 14, 15, 40})):
        late = {each.target.rsplit("/")[-1] for each in plantings(boundary, windows) if each.code == "N2a"}
        assert {int(re.sub(r"\D", "", name)) for name in late} == days
        assert len(late) == 4 * len(days)


def test_a_planting_for_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="not in the register"):
        city_web(BOUNDARY, TODAY, {"site": [{"name": "没有的网站"}]})
    with pytest.raises(ValueError, match="no such layout"):
        city_web(BOUNDARY, TODAY, {"site": [{"name": "甲城区人民政府网", "layout": "perfect"}]})


def test_what_cannot_be_read_is_declared_and_never_planted(boundary: MockCity) -> None:
    hidden = unobserved(boundary)
    assert len(hidden) == 8 + 4
    assert not hidden & {each.target for each in plantings(boundary)}


@pytest.mark.parametrize("name", [*NOTICES, "boundary"])
def test_the_targets_are_those_of_the_register(name: str) -> None:
    folder = BOUNDARY if name == "boundary" else ROOT / "seeds" / name
    register, city = read_register(folder), city_of(name)
    assert {site.id for site in register.sites if site.operating} == {site.target for site in city.sites}
    assert {each.id for each in register.accounts if each.operating} == {each.target for each in city.accounts}

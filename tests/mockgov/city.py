"""A whole mock city from its register folder and a small file of plantings."""

import csv
import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from tests.mockgov.boards import BoardFault
from tests.mockgov.guides import lists_guides
from tests.mockgov.layouts import changed, column, columns_of
from tests.mockgov.nouns import Blemish, Dialect, Fault, MockAccount, MockCity, MockSite
from tests.mockgov.prose import chance, number

CITIES = Path(__file__).parent / "cities"


def rows(file: Path) -> list[dict[str, str]]:
    """Read what operates from a register table, without the product's reader."""
    if not file.exists():
        return []
    with file.open(encoding="utf-8-sig", newline="") as lines:
        found = [{key: (value or "").strip() for key, value in row.items() if key} for row in csv.DictReader(lines)]
    return [row for row in found if row["status"] in ("", "operating")]


def read_plantings(city: str) -> dict[str, Any]:
    """Read tests/mockgov/cities/<city>.toml, which names the objects that are not simply healthy."""
    file = CITIES / f"{city}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def as_of_in(folder: Path, period: str = "") -> date:
    """Return the day that city.toml gives for a period, or for its last one."""
    periods = tomllib.loads((folder / "city.toml").read_text(encoding="utf-8")).get("period", {})
    found: date = periods[period or max(periods)]["as_of"]
    return found


def city_web(register_folder: Path, as_of: date, plantings: dict[str, Any] | None = None) -> MockCity:
    """Derive everything a city serves from its register.

    `plantings` has the lists `site` (name, layout, dialect, fault, blemishes, links_to) and `account` (platform, name,
    age_days, fault) of the objects that differ, `healthy_account_days` and `dialects` for the others; it is read from
    cities/<city>.toml where it is not given. What does not operate is not served. Raises ValueError for a planting
    that names nobody in the register.
    """
    planted = read_plantings(register_folder.name) if plantings is None else plantings
    sites_told = {told["name"]: told for told in planted.get("site", [])}
    accounts_told = {(told["platform"], told["name"]): told for told in planted.get("account", [])}
    ages = planted.get("healthy_account_days", 7)
    dialects = [Dialect(word) for word in planted.get("dialects", list(Dialect))]
    division = next((row["site_code"][:6] for row in rows(register_folder / "sites.csv") if row["site_code"]), "440000")
    settings = tomllib.loads((register_folder / "city.toml").read_text(encoding="utf-8"))
    mirrors = settings.get("mirrors", {})
    sites = tuple(
        site_of(row, as_of, sites_told.pop(row["name"], {}), division, dialects)
        for row in rows(register_folder / "sites.csv")
    )
    accounts = tuple(
        account_of(row, as_of, accounts_told.pop((row["platform"], row["name"]), {}), ages, mirrors)
        for row in rows(register_folder / "accounts.csv")
    )
    if unknown := [*sites_told, *accounts_told]:
        raise ValueError(
            f"cities/{register_folder.name}.toml: not in the register: {unknown}; name them as the register does"
        )
    return MockCity(register_folder.name, as_of, sites, accounts)


def site_of(row: dict[str, str], as_of: date, told: dict[str, Any], division: str, dialects: list[Dialect]) -> MockSite:
    """Return the mock of a row of sites.csv."""
    parts = urlsplit(row["url"])
    host, base = parts.hostname or "", parts.path if parts.path.endswith("/") else parts.path + "/"
    chosen = dialects[number("dialect", host, base) % len(dialects)]
    code = row["site_code"] or f"{division}{1000 + number(host, base) % 9000}"
    site = MockSite(
        host=host,
        name=row["name"],
        dialect=Dialect(told.get("dialect", chosen)),
        columns=changed(
            columns_of(told.get("layout", "healthy"), row["kind"], host + base, as_of), told.get("columns", {}), as_of
        ),
        today=as_of,
        target=f"site/{row['site_code'] or (parts.netloc + parts.path).rstrip('/')}",
        base=base,
        site_code=code,
        sponsor=row.get("sponsor", ""),
        fault=Fault(told["fault"]) if "fault" in told else None,
        blemishes=frozenset(Blemish(word) for word in told.get("blemishes", ())),
        links_to=tuple(told.get("links_to", ())),
        traps=tuple(told.get("traps", ())),
        messages=tuple(told.get("messages", ())),
        board=frozenset(BoardFault(word) for word in told.get("board", ())),
        search=told.get("search", "works"),
        relations=tuple(told.get("relations", ())),
        guides=tuple(told.get("guides", ())),
    )
    return replace(site, columns=(*site.columns, column("办事指南", None))) if lists_guides(site) else site


def account_of(
    row: dict[str, str], as_of: date, told: dict[str, Any], healthy_days: int, mirrors: dict[str, str]
) -> MockAccount:
    """Return the mock of a row of accounts.csv; a healthy one posted within `healthy_days`.

    `mirrors` are the addresses that city.toml gives for a platform or for every one.
    """
    first, *own = row["mirror"].split() or [""]
    shared = f"{mirrors.get(row['platform'], '')} {mirrors.get('every', '')}".split()
    words = {"account_id": row["account_id"], "platform": quote(row["platform"]), "name": quote(row["name"])}
    luck = chance("account", first)
    days = told.get("age_days", luck.randint(0, healthy_days))
    return MockAccount(
        platform=row["platform"],
        name=row["name"],
        mirror=first,
        more_mirrors=(*own, *(it.format(**words) for it in shared if row["account_id"] or "{account_id}" not in it)),
        today=as_of,
        newest=as_of - timedelta(days=days) if days is not None else None,
        target=f"account/{row['platform']}/{row['account_id'] or row['name']}",
        pinned=luck.random() < 0.15,
        fault=Fault(told["fault"]) if "fault" in told else None,
    )

"""`python -m bench.scale`: what a quarter of a province or the whole country takes, from measured costs.

A simulation, not a promise: sites are drawn with sizes as skewed as those of real registers, each host is asked one
page at a time with its pause, each process works through CPU at the measured cost. Out come hours and disk; the slowest
host is often what decides. The job `site` and the mirrors of accounts, and beside them the job `links`.
"""

import argparse
import heapq
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Costs:
    """Measured on one core: CPU of a page by `bench throughput` (docs/performance.md), the rest by `bench.costs`."""

    cpu_seconds_page: float = 0.0065
    cpu_seconds_confirmed: float = 0.0022  # a page that is confirmed unchanged
    stored_bytes_page: int = 9_200  # body compressed 6,900, snapshot, facts and indexes 2,300
    sent_bytes_page: int = 31_500  # as it is; servers that compress send a fifth
    cpu_seconds_browser: float = 0.4  # of a page in the browser: 0.2 without scripts, doubled for them
    cpu_seconds_link: float = 0.004  # of an address that `links` asks for


@dataclass(frozen=True, slots=True)
class Country:
    """What is inspected, assumed. Sizes are lognormal: most sites have some dozen columns, some a thousand."""

    sites: int = 14_000
    accounts: int = 80_000
    pages_median: int = 120
    pages_sigma: float = 0.9
    pages_most: int = 900
    in_browser: float = 0.02  # share of pages
    seconds_between: float = 1.2  # per host, pause and answer
    sub_channels: float = 0.35  # share of sites that live on the host of their portal
    mirrors: int = 40  # hosts that show the accounts
    addresses_page: float = 8.0  # that `links` asks for: of the generated web, each stands on many pages
    addresses_most: int = 3_000  # LINKS_PER_SITE


@dataclass(frozen=True, slots=True)
class Quarter:
    """What one inspection takes."""

    pages: int
    hours: float
    cpu_hours: float
    slowest_host_hours: float
    stored_gigabytes: float
    received_gigabytes: float
    processes: int


def sites_of(country: Country, luck: Random) -> list[int]:
    """Return the pages of each site."""
    return [
        min(country.pages_most, max(5, round(luck.lognormvariate(0, country.pages_sigma) * country.pages_median)))
        for _ in range(country.sites)
    ]


def hosts_of(country: Country, luck: Random) -> list[int]:
    """Return the pages of each host: portals with their sub-channels, departments alone, the mirrors of accounts."""
    pages = sites_of(country, luck)
    shared = round(country.sites * country.sub_channels)
    hosts = pages[shared:]
    portals = max(1, country.sites // 10)
    for sub_channel in pages[:shared]:
        hosts[luck.randrange(portals)] += sub_channel
    return [*hosts, *(country.accounts // country.mirrors for _ in range(country.mirrors))]


def quarter(
    country: Country, costs: Costs, processes: int, unchanged: float, luck: Random, visits_at_once: int = 64
) -> Quarter:
    """Simulate one inspection: hosts are handed out, the largest first, to slots of the processes.

    `unchanged` is the share of pages that are confirmed instead of read.
    """
    hosts = sorted(hosts_of(country, luck), reverse=True)
    cpu_page = (1 - unchanged) * costs.cpu_seconds_page + unchanged * costs.cpu_seconds_confirmed
    cpu_page += country.in_browser * costs.cpu_seconds_browser
    pages = sum(hosts)
    cpu_seconds = pages * cpu_page
    slots = [0.0] * (processes * visits_at_once)
    for host in hosts:
        heapq.heapreplace(slots, slots[0] + host * country.seconds_between)
    polite_seconds = max(slots)
    return Quarter(
        pages,
        max(polite_seconds, cpu_seconds / processes) / 3600,
        cpu_seconds / 3600,
        hosts[0] * country.seconds_between / 3600,
        pages * (1 - unchanged) * costs.stored_bytes_page / 1e9,
        pages * (1 - unchanged) * costs.sent_bytes_page / 1e9,
        processes,
    )


def links_hours(country: Country, costs: Costs, luck: Random, sites_at_once: int = 16) -> tuple[float, float]:
    """Return the hours that the job `links` takes over one register in its one process, and the CPU hours in them."""
    addresses = sorted(
        (min(country.addresses_most, pages * country.addresses_page) for pages in sites_of(country, luck)), reverse=True
    )
    slots = [0.0] * sites_at_once
    for site in addresses:
        heapq.heapreplace(slots, slots[0] + site * country.seconds_between)
    cpu_seconds = sum(addresses) * costs.cpu_seconds_link
    return max(*slots, cpu_seconds) / 3600, cpu_seconds / 3600


PLACES = {
    "city": Country(sites=60, accounts=350, mirrors=6),
    "province": Country(sites=600, accounts=4_000, mirrors=15),
    "country": Country(),
}


def main(words: Sequence[str] = ()) -> None:
    """Print the table of docs/scale.md."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--cpu-ms", type=float, default=1000 * Costs().cpu_seconds_page, help="CPU of a page")
    given = parser.parse_args(words)
    costs = Costs(cpu_seconds_page=given.cpu_ms / 1000)
    print("place    processes unchanged    pages   hours  CPU hours  slowest host h  received GB  stored GB")
    for name, country in PLACES.items():
        for processes in (1, 4, 16):
            for unchanged in (0.0, 0.7):
                one = quarter(country, costs, processes, unchanged, Random(1))
                print(
                    f"{name:9}{processes:9}{unchanged:10.0%}{one.pages:9}{one.hours:8.1f}{one.cpu_hours:11.1f}"
                    f"{one.slowest_host_hours:16.1f}{one.received_gigabytes:13.1f}{one.stored_gigabytes:11.1f}"
                )
    print("\nlinks of one register, one process    hours  CPU hours")
    for name in ("city", "province"):
        hours, cpu_hours = links_hours(PLACES[name], costs, Random(1))
        print(f"{name:38}{hours:5.1f}{cpu_hours:11.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])

"""`python -m bench.scale`: what a quarter of a province or the whole country takes, from measured costs.

A simulation, not a promise: sites are drawn with sizes as skewed as those of real registers, each host is asked one
page at a time with its pause, each process works through CPU at the measured cost. Out come hours and disk; the slowest
host is often what decides. The job `site` and the mirrors of accounts only.
"""

import argparse
import heapq
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Costs:
    """CPU is measured on one core (docs/performance.md); what is stored and the browser are estimates."""

    cpu_seconds_page: float = 0.0125
    cpu_seconds_confirmed: float = 0.0035  # a page that is confirmed unchanged
    stored_bytes_page: int = 14_000  # body compressed, snapshot, facts
    sent_bytes_page: int = 35_000
    cpu_seconds_browser: float = 0.6  # of a page in the browser


@dataclass(frozen=True, slots=True)
class Country:
    """What is inspected. Sizes are lognormal: most sites have some dozen columns, some a thousand."""

    sites: int = 14_000
    accounts: int = 80_000
    pages_median: int = 120
    pages_sigma: float = 0.9
    pages_most: int = 900
    in_browser: float = 0.02  # share of pages
    seconds_between: float = 1.2  # per host, pause and answer
    sub_channels: float = 0.35  # share of sites that live on the host of their portal
    mirrors: int = 40  # hosts that show the accounts


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


def hosts_of(country: Country, luck: Random) -> list[int]:
    """Return the pages of each host: portals with their sub-channels, departments alone, the mirrors of accounts."""
    pages = [
        min(country.pages_most, max(5, round(luck.lognormvariate(0, country.pages_sigma) * country.pages_median)))
        for _ in range(country.sites)
    ]
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


if __name__ == "__main__":
    main(sys.argv[1:])

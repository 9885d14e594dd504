"""`python -m tests.mockgov --city seeds/zhanjiang --as-of 2021-07-05`: serves cities until it is interrupted."""

import argparse
import signal
from datetime import date
from pathlib import Path

from tests.mockgov import MockGov, as_of_in, city_web


def main() -> None:
    """Print the proxy's address as one line, then serve until SIGINT or SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m tests.mockgov", description=__doc__)
    parser.add_argument("--city", action="append", type=Path, required=True, help="register folder; may be given again")
    parser.add_argument("--as-of", action="append", type=date.fromisoformat, default=[], help="one a city, in order")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    given = parser.parse_args()
    if given.as_of and len(given.as_of) != len(given.city):
        parser.error("give --as-of once for each --city, or not at all (then city.toml says it)")
    days = given.as_of or [as_of_in(folder) for folder in given.city]
    # Blocked before the server's thread starts, so that the signal waits for sigwait and nothing else takes it.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    cities = [city_web(folder, day) for folder, day in zip(given.city, days, strict=True)]
    with MockGov(*cities, port=given.port) as web:
        print(web.proxy_url, flush=True)
        signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    main()

"""`python -m bench.costs`: what `bench.scale` reckons with beside the CPU of a page: bytes kept, browser, links.

Bodies are those of the saved pages of `../shared/realpages` where that folder is; all else is measured by crawls of the
generated web (`bench.web`). CPU is that of all processes of a crawl, the browser's among them.
"""

import sys
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from typing import Any

import zstandard
from pymongo import MongoClient
from pymongo.database import Database

from bench.throughput import Bench, Measured, measured
from bench.web import COLUMNS, web
from govcrawl.store.bodies import ZSTD_LEVEL
from govcrawl.store.local import local_mongo

SITES, SCRIPTED = 20, 2
REAL_PAGES = Path(__file__).parents[2] / "shared" / "realpages" / "pages"


def real_bodies() -> dict[str, float]:
    """Return the mean size of the saved pages, plain and as the store packs them; nothing where there are none."""
    bodies = [path.read_bytes() for path in REAL_PAGES.rglob("*.html")]
    packed = [len(zstandard.ZstdCompressor(level=ZSTD_LEVEL).compress(body)) for body in bodies]
    return {"real_bytes_page": mean(map(len, bodies)), "real_packed_bytes_page": mean(packed)} if bodies else {}


def beside_bodies(database: Database[dict[str, Any]]) -> float:
    """Return the bytes on disk of all collections but the bodies, indexes among them."""
    told = [database.command("collStats", name) for name in database.list_collection_names() if name != "bodies"]
    return float(sum(one.get("storageSize", 0) + one.get("totalIndexSize", 0) for one in told))


def main() -> dict[str, float]:
    """Print the figures and return them."""
    with TemporaryDirectory() as name, web() as served, local_mongo(Path(name) / "mongo") as uri:
        bench = Bench(served, Path(name), uri)

        def crawl(register: Path, job: str, database: str) -> Measured:
            command = [job if word == "site" else word for word in bench.command(register)]
            return measured(served, command, environment=bench.environment | {"GOVCRAWL_MONGO_DB": database})

        register = bench.register(0, SITES)
        site = crawl(register, "site", "costs")
        with MongoClient[dict[str, Any]](uri) as client:
            client.admin.command("fsync")
            stored = beside_bodies(client["costs"])
        links = crawl(register, "links", "costs")
        scripted = bench.register(0, SCRIPTED)
        plain = crawl(scripted, "site", "plain")
        table = (scripted / "sites.csv").read_text("utf-8")
        (scripted / "sites.csv").write_text(table.replace(",auto,", ",js,"), "utf-8")
        browser = crawl(scripted, "site", "browser")
    rendered = SCRIPTED * (1 + COLUMNS)
    found = real_bodies() | {
        "stored_bytes_page_beside_body": stored / site.pages,
        "links_addresses": links.pages,
        "links_cpu_ms": links.cpu_milliseconds,
        "links_megabytes": links.megabytes,
        "site_megabytes": site.megabytes,
        "browser_cpu_ms": 1000 * (browser.cpu_seconds - plain.cpu_seconds) / rendered,
        "browser_pages_per_second": browser.pages_per_second,
    }
    for what, value in found.items():
        print(f"{what:32}{value:10.1f}")
    return found


if __name__ == "__main__":
    sys.exit(main() and None)

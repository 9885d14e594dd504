"""Score column discovery on the multi-page sites of the corpus, each crawled in memory from its home page.

Recall: columns of truth/lists.csv that some page of the mirror links, and that were found. Precision: found addresses
whose page is an article, a letter or a guide by truth/pages.csv. `python -m bench.discovery [-v]` prints the table.
"""

import csv
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from govcrawl.cms.addresses import AddressKind, canonical, kind_of
from govcrawl.cms.discovery import column_links
from govcrawl.cms.document import Document
from govcrawl.model.page import Page
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.reading import ColumnLink

CORPUS = Path(__file__).parent.parent.parent / "shared" / "realpages"
CAPTURED = datetime(2021, 2, 1, tzinfo=CHINA_TIME)
DEPTH = 3
FEWEST_PAGES = 5  # a site with fewer pages is no mirror
_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)


@dataclass
class Score:
    """What was found on one site."""

    site: str
    wanted: set[str] = field(default_factory=set)
    found: dict[str, ColumnLink] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    reachable: set[str] = field(default_factory=set)
    reached: set[str] = field(default_factory=set)
    pages: int = 0

    @property
    def missed(self) -> set[str]:
        """Columns that the truth lists and the mirror links, and that were not found."""
        return self.wanted - self.found.keys()

    def of_kind(self, *kinds: str) -> dict[str, ColumnLink]:
        """Found links whose page is of one of these kinds."""
        return {key: link for key, link in self.found.items() if self.kinds.get(key) in kinds}


def _rows(name: str, corpus: Path) -> list[dict[str, str]]:
    with (corpus / "truth" / name).open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


def _mirror(site: str, corpus: Path) -> tuple[dict[str, tuple[str, Document]], dict[str, str]]:
    """Return address and parsed page, and the page type, of each page of a site by its canonical address."""
    trees, kinds = {}, {}
    for row in _rows("pages.csv", corpus):
        if row["site"] == site and row["file"].startswith("pages/") and row["file"].endswith(".html"):
            url = f"http://{site}/{row['url_path']}"
            text = (corpus / row["file"]).read_text(encoding="utf-8", errors="replace")
            trees[canonical(url)] = (url, Document(Page(text, CAPTURED, url)))
            kinds[canonical(url)] = row["page_type"].split(" ")[0].strip('"')
    return trees, kinds


def _targets(url: str, document: Document) -> set[str]:
    """Every page that a page links or refreshes to, itself left out."""
    hrefs = {(anchor.attributes.get("href") or "").strip() for anchor in document.tree.css("a[href]")}
    hrefs.add(_refresh(document))
    return {canonical(urljoin(url, href)) for href in hrefs if href and not href.startswith("#")} - {canonical(url)}


def _paging(url: str) -> bool:
    return kind_of(url) is AddressKind.PAGING


def _refresh(document: Document) -> str:
    meta = document.tree.css_first("meta[http-equiv=refresh i]")
    to = _REFRESH.search(meta.attributes.get("content") or "") if meta else None
    return to[1] if to else ""


def _walk(start: list[str], below: Callable[[str], Iterable[str]], depth: int) -> set[str]:
    """Return every page that is reached from the first ones within so many steps."""
    seen, level = set(start), start
    for _ in range(depth):
        level = [page for page in dict.fromkeys(each for key in level for each in below(key)) if page not in seen]
        seen.update(level)
    return seen


def score(site: str, corpus: Path = CORPUS) -> Score:
    """Read every page of a mirror, and crawl it from its home page by column links alone, to DEPTH."""
    trees, kinds = _mirror(site, corpus)
    links = {
        key: {canonical(link.url): link for link in column_links(document)} for key, (_, document) in trees.items()
    }
    targets = {key: _targets(url, document) for key, (url, document) in trees.items()}
    listed = {
        canonical(url)
        for row in _rows("lists.csv", corpus)
        if row["site"] == site and not _paging(url := f"http://{site}/{row['url_path']}")
    }
    homes = [key for key, kind in kinds.items() if kind == "home"] or [key for key in trees if kinds[key] == "list"]
    pages = {key for key, kind in kinds.items() if kind not in ("article", "message", "guide")}

    def by_columns(key: str) -> list[str]:
        url, document = trees[key]
        to = canonical(urljoin(url, refresh)) if (refresh := _refresh(document)) else ""
        return [each for each in (*links[key], to) if each in trees]

    reachable = _walk(homes, lambda key: targets[key] & pages, DEPTH)
    result = Score(site, kinds=kinds, pages=len(trees))
    # A later page of a list links its own first page, which finds nothing new.
    result.wanted = listed & {each for key, (url, _) in trees.items() if not _paging(url) for each in targets[key]}
    result.reachable = listed & reachable
    result.reached = listed & _walk(homes, by_columns, DEPTH)
    for key in trees:
        for target, link in links[key].items():
            result.found.setdefault(target, link)
    return result


def sites(corpus: Path = CORPUS) -> list[str]:
    """Sites of which there are enough pages for a crawl, and a list among them."""
    pages = Counter(row["site"] for row in _rows("pages.csv", corpus))
    lists = {row["site"] for row in _rows("lists.csv", corpus)}
    return [site for site, count in pages.items() if count >= FEWEST_PAGES and site in lists]


def cost(corpus: Path = CORPUS, least: int = 80_000, repeats: int = 20) -> list[tuple[str, int, float, float]]:
    """Return file, bytes, and milliseconds of CPU for parsing and for column_links, of the larger home pages."""
    answer = []
    for row in _rows("pages.csv", corpus):
        path = corpus / row["file"]
        if not row["page_type"].startswith("home") or not path.exists() or path.stat().st_size < least:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        url = f"http://{row['site']}/{row['url_path']}"
        parsing, reading = [], []
        for _ in range(repeats):
            start = time.process_time()
            document = Document(Page(text, CAPTURED, url))
            parsed = time.process_time()
            column_links(document)
            reading.append(time.process_time() - parsed)
            parsing.append(parsed - start)
        answer.append((row["file"], len(text.encode()), min(parsing) * 1000, min(reading) * 1000))
    return answer


def main(verbose: bool = False) -> int:
    """Print the table; status 1 where a column was missed or an article taken for one."""
    print(f"{'site':26} pages wanted missed reachable reached articles found  not in the mirror")
    failed = False
    for site in sites():
        one = score(site)
        articles = one.of_kind("article", "message", "guide")
        outside = [link for key, link in one.found.items() if key not in one.kinds]
        failed |= bool(one.missed or articles or one.reachable - one.reached)
        print(
            f"{site:26} {one.pages:5} {len(one.wanted):6} {len(one.missed):6} {len(one.reachable):9}"
            f" {len(one.reached):7} {len(articles):8} {len(one.found):5}  {len(outside)}"
        )
        if verbose:
            for key in sorted(one.missed):
                print("   missed ", key)
            for key in sorted(one.reachable - one.reached):
                print("   not reached ", key)
            for link in articles.values():
                print("   article", link)
            for key, link in one.found.items():
                print(
                    "  ",
                    one.kinds.get(key, "-").ljust(8),
                    link.level,
                    link.place.ljust(10),
                    link.name,
                    "<",
                    link.parent,
                    urlsplit(link.url).path,
                )
    for file, size, parsing, reading in cost():
        print(f"{file}: {size} bytes, parse {parsing:.2f} ms, column_links {reading:.2f} ms")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main("-v" in sys.argv))

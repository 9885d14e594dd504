"""What the pipeline is measured against: a Scrapy spider that follows the same links with parsel and keeps nothing.

`python -m bench.follow SITES` asks the same pages of each site as the job `site` does, with the settings that were
measured to be the fastest for it. As that job does, it follows the navigation of every page and leaves it to the filter
of duplicates what was asked before: a crawler does not know on which page a link stands first. With `--told` it is told
that the home page names all: no crawler of unknown sites can be so fast, but it is the least that Scrapy needs.
"""

import argparse
from collections.abc import Iterator
from typing import Any

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

from bench.web import ARTICLES

SETTINGS = {
    "CONCURRENT_REQUESTS": 64,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 2,
    "CONCURRENT_ITEMS": 4,
    "ROBOTSTXT_OBEY": True,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "COOKIES_ENABLED": False,
    "METAREFRESH_ENABLED": False,
    "LOG_LEVEL": "ERROR",
}


class Follow(Spider):
    """Home page, its columns, the first articles."""

    name = "follow"

    def __init__(self, sites: int, told: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.start_urls = [f"http://www.s{number}.test/" for number in range(sites)]
        self.told = told

    def parse(self, response: Response) -> Iterator[Any]:
        """Follow the columns of the navigation and some articles."""
        yield from response.follow_all(css=".nav a", callback=self.read)
        yield from response.follow_all(
            response.css(".main .list a::attr(href)").getall()[:ARTICLES], callback=self.read
        )

    def read(self, response: Response) -> Iterator[Any]:
        """Take what a minimal spider takes: the title and the links with their text."""
        response.css("title::text").get()
        for link in response.css(".main .list li"):
            link.css("a::text").get()
            link.css("a::attr(href)").get()
            link.css("span::text").get()
        if not self.told:
            yield from response.follow_all(css=".nav a", callback=self.read)


def main() -> None:
    """Crawl until all is followed."""
    parser = argparse.ArgumentParser(prog="python -m bench.follow")
    parser.add_argument("sites", type=int, help="number of sites")
    parser.add_argument("--told", action="store_true", help="follow the navigation of the home page alone")
    process = AsyncCrawlerProcess(SETTINGS)
    process.crawl(Follow, **vars(parser.parse_args()))
    process.start()


if __name__ == "__main__":
    main()

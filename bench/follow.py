"""What the pipeline is measured against: a Scrapy spider that follows the same links with parsel and keeps nothing.

`python -m bench.follow SITES`: asks the same pages of each site as the job `site` does, with the same settings.
"""

import sys
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

    def __init__(self, sites: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.start_urls = [f"http://www.s{number}.test/" for number in range(sites)]

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
        yield from ()


if __name__ == "__main__":
    process = AsyncCrawlerProcess(SETTINGS)
    process.crawl(Follow, sites=int(sys.argv[1]))
    process.start()

"""`scrapy savepage URL`: one public page as a fixture folder, with what the reader finds on it today."""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.http import Response
from twisted.python.failure import Failure

from govcrawl.commands.extract import line_of
from govcrawl.model.period import CHINA_TIME
from govcrawl.spiders.clock import clock


class PageSaver(Spider):
    """Fetches one page politely (robots.txt is obeyed) and writes page.html, meta.json and facts.json."""

    name = "savepage"
    custom_settings: ClassVar[dict[Any, Any]] = {"ITEM_PIPELINES": {}}  # type: ignore[misc]

    def __init__(self, url: str, folder: Path, **kwargs: Any) -> None:
        from govcrawl.spiders.base import with_www

        super().__init__(**kwargs)
        self.start_urls = [url]
        self.hosts = with_www(frozenset((urlsplit(url).hostname or "",)))
        self.folder = folder
        self.failure = "not_fetched"

    async def start(self) -> Any:
        """Ask for the page."""
        yield Request(self.start_urls[0], errback=self.lost)

    def parse(self, response: Response) -> Iterator[Any]:
        """Write the folder; the facts are what was read, for a person to correct."""
        from govcrawl.cms import open_page, read_page
        from govcrawl.spiders.failures import failure_of_answer

        captured_at = clock().astimezone(CHINA_TIME)
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        page = open_page(response.body, captured_at, response.url, content_type)
        self.failure = failure_of_answer(response.status, page.text)
        if self.failure:
            return
        reading = read_page(page)
        folder = self.folder / reading.cms / (re.sub(r"\W+", "-", response.url.split("://")[-1]).strip("-") or "page")
        folder.mkdir(parents=True, exist_ok=True)
        meta = {"origin": "saved", "url": response.url, "captured_at": captured_at.isoformat(timespec="seconds")}
        (folder / "page.html").write_bytes(response.body)
        _write(folder / "meta.json", {**meta, "content_type": content_type, "why": ""})
        _write(
            folder / "facts.json", {key: value for key, value in line_of("page.html", reading).items() if key != "file"}
        )
        print(folder)
        yield from ()

    def lost(self, failure: Failure) -> None:
        """Keep the reason why no page came."""
        from govcrawl.spiders.failures import failure_of

        self.failure = failure_of(failure.value or Exception())


class Command(ScrapyCommand):
    """Saves a page to look into why it is read wrongly; pages of others are not to be published."""

    requires_project = True
    default_settings: ClassVar[dict[str, Any]] = {"LOG_LEVEL": "ERROR"}

    def syntax(self) -> str:
        """Return the words after the command."""
        return "URL [--out FOLDER]"

    def short_desc(self) -> str:
        """Return the line that `scrapy` lists."""
        return "Save a page as a fixture folder: scrapy savepage http://..."

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Declare the options."""
        super().add_options(parser)
        parser.add_argument("--out", default="saved", help="folder that the fixture folder is put in (default: saved)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Save the page and print its folder; exit 1 = the page was not observed, 2 = wrong use."""
        if len(args) != 1 or not re.match(r"https?://[^/]+", args[0]):
            raise UsageError("savepage: name one address that begins with http:// or https://")
        assert self.crawler_process
        crawler = self.crawler_process.create_crawler(PageSaver)
        self.crawler_process.crawl(crawler, url=args[0], folder=Path(opts.out))
        self.crawler_process.start()
        failure = crawler.spider.failure if isinstance(crawler.spider, PageSaver) else "our_error"
        if failure:
            print(f"{args[0]}: not observed ({failure}); open it in a browser to see why", file=sys.stderr)
            self.exitcode = 1


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")

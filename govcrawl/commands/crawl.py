"""`scrapy crawl JOB`: one job over a register. Wrong use ends with status 2 before anything is asked."""

import argparse
import gc
import logging
import sys
from typing import TYPE_CHECKING, Any

from scrapy.commands.crawl import Command as ScrapyCrawl

from govcrawl.errors import GovcrawlError
from govcrawl.inspection import open_inspection
from govcrawl.spiders.clock import clock

if TYPE_CHECKING:
    from govcrawl.spiders.base import JobSpider

# Objects that come before the collector looks for circles among them. A page leaves some thousands that need no looking
# for; at Python's 700 the search costs a tenth of a crawl.
OBJECTS_BETWEEN_COLLECTIONS = 50_000
ARGUMENTS = ("city", "period", "as_of", "only")


class Command(ScrapyCrawl):
    """Scrapy's own command with the register read first and an exit status that says how it went."""

    def short_desc(self) -> str:
        """Return the line that `scrapy` lists."""
        return "Run one job: scrapy crawl site -a city=seeds/zhanjiang -a period=2021Q2"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run the job; exit 0 = done, 1 = part was not observed, 2 = wrong use."""
        from govcrawl.store.mongo import store_of

        assert self.crawler_process
        loader = self.crawler_process.spider_loader
        name = args[0] if len(args) == 1 else ""
        try:
            job: Any = loader.load(name)
        except KeyError:
            self._refuse(f"scrapy crawl: unknown job '{name}'; use one of: {', '.join(sorted(loader.list()))}")
            return
        chosen: dict[str, Any] = {key: value for key, value in opts.spargs.items() if key in ARGUMENTS}
        assert self.settings is not None
        try:
            inspection = open_inspection(**{"city": "", "period": ""} | chosen, now=clock())
            job.accept(opts.spargs)
            with store_of(self.settings):
                self._crawl(name, {**opts.spargs, "inspection": inspection})
        except GovcrawlError as error:
            self._refuse(str(error))

    def _crawl(self, name: str, arguments: dict[str, Any]) -> None:
        assert self.crawler_process
        assert self.settings is not None
        if not self.settings["CONTACT"]:
            print("GOVCRAWL_CONTACT: not set; give an address where the sites' offices reach you", file=sys.stderr)
        # Else the framework makes a record of every page and item that no handler prints.
        logging.getLogger("scrapy").setLevel(self.settings["LOG_LEVEL"])
        crawler = self._create_crawler(name)
        self.crawler_process.crawl(crawler, **arguments)
        gc.freeze()  # what is there by now stays as long as the process
        gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
        self.crawler_process.start()
        if self.crawler_process.bootstrap_failed:
            self.exitcode = 2
            return
        self._report(crawler.spider)  # type: ignore[arg-type]

    def _report(self, spider: "JobSpider") -> None:
        if spider.store_error:
            print(spider.store_error, file=sys.stderr)
        missing = len(spider.targets) - spider.done
        if missing:
            print(f"{spider.job}: {missing} targets were not reached; run the same command to go on", file=sys.stderr)
        if spider.unobserved:
            some = "、".join(spider.unobserved[:10]) + (" ..." if len(spider.unobserved) > 10 else "")
            print(f"{spider.job}: {len(spider.unobserved)} targets were not observed: {some}", file=sys.stderr)
        for complaint in spider.complaints:
            print(complaint, file=sys.stderr)
        if spider.store_error or missing or spider.unobserved or spider.complaints:
            self.exitcode = 1

    def _refuse(self, text: str) -> None:
        print(text, file=sys.stderr)
        self.exitcode = 2

"""`scrapy crawl replay -a job=site`: the stored snapshots of a job through today's readers, without a visit."""

from typing import Any

from scrapy.crawler import Crawler
from scrapy.spiderloader import get_spider_loader

from govcrawl.spiders.base import JobSpider


class ReplaySpider(JobSpider):
    """Stands for the spider of another job; `govcrawl.middlewares.stored_answers` answers in place of the web."""

    name = "replay"

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Any:
        """Return the spider of the job that is replayed."""
        job = kwargs.pop("job", "site")
        spider: Any = get_spider_loader(crawler.settings).load(job).from_crawler(crawler, *args, **kwargs)
        spider.replays = True
        return spider

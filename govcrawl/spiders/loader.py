"""Finds a job by its name: the file that bears it."""

from importlib import import_module
from importlib.util import find_spec
from typing import Self

from scrapy import Request, Spider
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.spider import iter_spider_classes


class JobLoader:
    """Imports the job that is asked for; Scrapy's own loader imports all of them and what each one needs."""

    def __init__(self, settings: BaseSettings) -> None:
        self.settings = settings

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Build the loader for the settings of the project."""
        return cls(settings)

    def load(self, spider_name: str) -> type[Spider]:
        """Return a job. Raises KeyError where there is none of that name."""
        for package in self.settings.getlist("SPIDER_MODULES"):
            if spider_name.isidentifier() and find_spec(f"{package}.{spider_name}"):
                for spider in iter_spider_classes(import_module(f"{package}.{spider_name}")):
                    if spider.name == spider_name:
                        return spider
        raise KeyError(f"Spider not found: {spider_name}")

    def find_by_request(self, request: Request) -> list[str]:
        """Return the names of the jobs that can take any address: none says so."""
        return SpiderLoader(self.settings).find_by_request(request)

    def list(self) -> list[str]:
        """Return the names of all jobs; imports them all."""
        return SpiderLoader(self.settings).list()

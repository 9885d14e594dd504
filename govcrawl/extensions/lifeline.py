"""Ends a crawl at once when the process that started it is gone, so that nobody asks the same hosts beside it."""

import os
import signal
from threading import Thread
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured


class Lifeline:
    """Waits for the end of a pipe whose other end the parent holds; the kernel closes it, however the parent dies."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Attach where somebody holds a line; raise NotConfigured where nobody does."""
        descriptor = crawler.settings.getint("LIFELINE_FD", -1)
        if descriptor < 0:
            raise NotConfigured
        Thread(target=_wait, args=(descriptor,), name="govcrawl-lifeline", daemon=True).start()
        return cls()


def _wait(descriptor: int) -> None:
    while os.read(descriptor, 1):
        pass
    os.kill(os.getpid(), signal.SIGKILL)  # what was acknowledged is in the store; the rest is asked again

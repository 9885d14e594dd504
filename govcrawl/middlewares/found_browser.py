"""The browser: found on the machine, started when first needed."""

import os
import shutil
from pathlib import Path

from playwright.async_api import Browser, Error, ProxySettings
from scrapy.exceptions import IgnoreRequest
from scrapy_playwright.provider import PlaywrightBrowserProvider

NAMES = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
# A closed port of our own machine: where everything goes that the browser sends to its maker by itself. What a page
# may ask is said by the context of the page (see `SiteSpider.rendered`).
NOWHERE: ProxySettings = {"server": "http://127.0.0.1:9"}
QUIET = (
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--js-flags=--max-old-space-size=512",  # megabytes; a script that wants more ends its page, not the machine
    "--autofill-server-url=http://127.0.0.1:9/",  # the one that a page with a form sets off
)


class FoundBrowser(PlaywrightBrowserProvider):
    """A Chromium: $GOVCRAWL_CHROMIUM, then Playwright's own, then what stands on PATH.

    Nothing is started before the first page that needs it: most crawls never do.
    """

    async def start(self) -> None:
        """Wait: the driver is started with the browser."""

    async def launch_browser(self) -> Browser:
        """Start the browser; raise IgnoreRequest("needs_browser") where the machine has none."""
        if self.playwright is None:
            await super().start()
        assert self.browser_type is not None
        path = executable(self.browser_type.executable_path)
        if path is None:
            raise IgnoreRequest("needs_browser")
        try:
            return await self.browser_type.launch(
                executable_path=path,
                args=list(QUIET),
                proxy=NOWHERE,
                chromium_sandbox=os.geteuid() != 0,
            )
        except Error as error:
            raise IgnoreRequest("needs_browser") from error


def executable(own: str) -> str | None:
    """Return the path of a Chromium, None where the machine has none; `own` is where Playwright keeps its own."""
    chosen = os.environ.get("GOVCRAWL_CHROMIUM")
    if chosen:
        return chosen
    if Path(own).exists():
        return own
    return next((path for name in NAMES if (path := shutil.which(name))), None)

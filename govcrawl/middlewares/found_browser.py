"""The browser: found on the machine, started when first needed."""

import os
import shutil
from pathlib import Path

from playwright.async_api import Browser, Error
from scrapy.exceptions import IgnoreRequest
from scrapy_playwright.provider import PlaywrightBrowserProvider

from govcrawl.middlewares.browser import NOWHERE

NAMES = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
QUIET = (
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",  # a call between browsers would pass by every proxy
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",  # the same in older ones
    "--js-flags=--max-old-space-size=512",  # megabytes; a script that wants more ends its page, not the machine
    f"--autofill-server-url={NOWHERE}/",  # the one that a page with a form sets off
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
                proxy={"server": NOWHERE},  # what goes to its maker; pages have their own, see BrowserAnswers
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

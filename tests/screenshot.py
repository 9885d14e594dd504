"""Pictures of a page in a real Chromium, as a desk, a phone and a printer show it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from govcrawl.middlewares.found_browser import executable

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@contextmanager
def chromium() -> Iterator[Browser | None]:
    """Start the Chromium that the crawl uses; None where the machine has none."""
    with sync_playwright() as playwright:
        path = executable(playwright.chromium.executable_path)
        if path is None:
            yield None
            return
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, file: Path, viewport: dict[str, int]) -> Iterator[tuple[Page, list[str]]]:
    """Open a file; the list fills with whatever it asks for, logs or throws."""
    address = file.resolve().as_uri()
    page = browser.new_page(viewport=viewport, device_scale_factor=1)
    noise: list[str] = []
    page.on("request", lambda it: noise.append(f"request {it.url}") if it.url != address else None)
    page.on("console", lambda it: noise.append(f"console {it.type}: {it.text}"))
    page.on("pageerror", lambda it: noise.append(f"error {it}"))
    page.goto(address)
    try:
        yield page, noise
    finally:
        page.close()


def photograph(file: Path, picture: Path) -> bool:
    """Save what a desk shows of a file; tell whether there was a browser to do it."""
    with chromium() as browser:
        if browser is None:
            return False
        with opened(browser, file, DESK) as (page, _):
            page.screenshot(path=picture)
        return True

"""`make demo`: inspects two simulated cities on loopback with the program as a user starts it."""

import os
import subprocess
import sys
from pathlib import Path

from tests.mockgov import MockGov, as_of_in, city_web
from tests.notice_pages import picture
from tests.screenshot import photograph

CITIES = (("seeds/zhanjiang", "2021Q2"), ("seeds/yulin", "2020Q3"))
OUT = Path("out")
DATABASE = "govcrawl_demo"


def main() -> int:
    """Serve the cities, inspect each, and say what to open; return the highest exit status."""
    print("所有页面均为本机模拟 · every page is simulated on loopback; no real site is visited", flush=True)
    status = 0
    webs = [city_web(Path(folder), as_of_in(Path(folder))) for folder, _ in CITIES]
    with MockGov(*webs) as web:
        # Loopback needs no pause between requests; everything else is as a user has it.
        environment = os.environ | {
            "http_proxy": web.proxy_url,
            "GOVCRAWL_DOWNLOAD_DELAY": "0",
            "GOVCRAWL_AUTOTHROTTLE_ENABLED": "0",
            "GOVCRAWL_MONGO_DB": DATABASE,
            "GOVCRAWL_CONTACT": "make demo",
        }
        for folder, period in CITIES:
            command = [sys.executable, "-m", "scrapy", "inspect", folder, "--period", period, "--out", str(OUT)]
            status = max(status, subprocess.run(command, env=environment, check=False).returncode)
    reports = sorted(path for kind in ("xlsx", "docx", "html") for path in OUT.glob(f"*.{kind}"))
    pages = [path for path in reports if path.suffix == ".html"]
    if pages and photograph(pages[0], OUT / "page.png"):
        reports.append(OUT / "page.png")
    notices = [path for path in reports if path.suffix == ".docx"]
    if notices and picture(notices[0], OUT / "notice.png"):
        reports.append(OUT / "notice.png")
    print("open: " + ", ".join(str(path) for path in reports))
    print(f"other commands find what was stored with: export GOVCRAWL_MONGO_DB={DATABASE}")
    return status


if __name__ == "__main__":
    sys.exit(main())

"""What a command imports before it does anything: half a second here is minutes in a day of small jobs."""

import subprocess
import sys

import pytest
from scrapy.settings import Settings

from govcrawl.spiders.loader import JobLoader


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "foreign"),
    [
        (("analysis.judge", "--help"), {"scrapy", "twisted", "pandas", "selectolax"}),
        (("scrapy", "extract", "README.md"), {"pymongo", "playwright", "rich", "feedparser", "distributed"}),
    ],
)
def test_a_command_imports_nothing_that_it_does_not_use(words, foreign):
    ended = subprocess.run([sys.executable, "-X", "importtime", "-m", *words], capture_output=True, text=True)
    assert ended.returncode == 0
    assert "re" in imported(ended.stderr)
    assert not imported(ended.stderr) & foreign


def imported(told: str) -> set[str]:
    """Return the modules that a program was seen to import (`-X importtime`)."""
    return {line.rpartition("|")[2].strip() for line in told.splitlines() if line.startswith("import time:")}


def test_every_job_is_found_by_the_name_of_its_file():
    loader = JobLoader(Settings({"SPIDER_MODULES": ["govcrawl.spiders"]}))
    jobs = loader.list()
    assert {"site", "feed", "replay"} <= set(jobs)
    assert [loader.load(job).name for job in jobs] == jobs


@pytest.mark.parametrize("name", ["nosuchjob", "base", "site.x", ""])
def test_what_is_no_job_is_not_found(name):
    with pytest.raises(KeyError):
        JobLoader(Settings({"SPIDER_MODULES": ["govcrawl.spiders"]})).load(name)

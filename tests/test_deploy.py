"""The files that start the program: often enough, with words that it takes."""

import argparse
import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from distributed.cli import dask_scheduler, dask_worker
from scrapy.settings import Settings

from govcrawl.commands.inspect import Command as Inspect
from govcrawl.rules.profile import load_profile
from govcrawl.spiders.probe import ProbeSpider

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"


def unit(name: str) -> configparser.ConfigParser:
    parsed = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parsed.optionxform = str  # type: ignore[assignment, method-assign]
    parsed.read(DEPLOY / "systemd" / name, encoding="utf-8")
    return parsed


def rounds(hours: str, separator: str) -> int:
    first, last = map(int, hours.split(separator))
    return last - first + 1


def asked_for() -> int:
    (rule,) = [rule for rule in load_profile("national").rules if rule.code == "V2"]
    return int(rule.visits_per_day)  # type: ignore[attr-defined]


def test_the_timer_starts_as_many_rounds_as_the_indicator_asks_for():
    moment = re.fullmatch(
        r"\*-\*-\* (\d\d\.\.\d\d):\d\d:00 Asia/Shanghai", unit("govcrawl-probe@.timer")["Timer"]["OnCalendar"]
    )
    assert moment
    assert rounds(moment[1], "..") >= asked_for()


def test_cron_does_too():
    (line,) = [it for it in (DEPLOY / "cron" / "govcrawl-probe").read_text("utf-8").splitlines() if it[:1].isdigit()]
    _, hours, *days = line.split()[:5]
    assert rounds(hours, "-") >= asked_for()
    assert days == ["*", "*", "*"]


@pytest.mark.parametrize(
    "command",
    [
        unit("govcrawl-probe@.service")["Service"]["ExecStart"],
        (DEPLOY / "cron" / "govcrawl-probe").read_text("utf-8"),
        *re.findall(r"`(scrapy crawl [^`]+-a[^`]+)`", (DEPLOY / "README.md").read_text("utf-8")),
    ],
)
def test_the_commands_are_those_of_the_program(command):
    job = re.search(r"scrapy crawl (\w+)", command)
    assert job
    assert job[1] == ProbeSpider.name
    arguments = dict(re.findall(r"-a (\w+)=(\S+)", command))
    assert {"city", "period"} <= arguments.keys() <= {"city", "period", "repeat", "every"}
    assert (ROOT / arguments["city"].replace("%i", "zhanjiang") / "city.toml").exists()
    ProbeSpider.accept(arguments)


@pytest.mark.parametrize("name", ["govcrawl-inspect@.service", "govcrawl-worker.service", "govcrawl-scheduler.service"])
def test_a_unit_starts_what_there_is_with_options_that_it_takes(name):
    written = (DEPLOY / "systemd" / name).read_text("utf-8")
    line = re.sub(r"\\\n\s*", "", written).partition("ExecStart=/opt/govcrawl/.venv/bin/")[2].splitlines()[0]
    if line.startswith("scrapy inspect"):
        parser, command = argparse.ArgumentParser(conflict_handler="resolve"), Inspect()
        command.settings = Settings()
        command.add_options(parser)
        known, spread = set(parser._option_string_actions), re.findall(r"CLUSTER=\"(.+?)\"", written)
        words = f"{line} {' '.join(spread)}"
    else:
        dask = {"worker": dask_worker.main, "scheduler": dask_scheduler.main}[line.split()[3]]
        known, words = {option for each in dask.params for option in (*each.opts, *each.secondary_opts)}, line
    assert set(re.findall(r"--[\w-]+", words)) <= known


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_takes_the_units(tmp_path):
    for path in (DEPLOY / "systemd").iterdir():
        written = path.read_text("utf-8").replace("/opt/govcrawl/.venv/bin/", "/bin/true ")
        (tmp_path / path.name).write_text(written.replace("WorkingDirectory=/opt/govcrawl", ""), "utf-8")
    units = sorted(map(str, tmp_path.iterdir()))
    ended = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_the_compose_file_publishes_nothing_and_starts_what_there_is():
    services = yaml.safe_load((DEPLOY / "compose" / "compose.yaml").read_text("utf-8"))["services"]
    assert not any("ports" in service or "network_mode" in service for service in services.values())
    for name, command in (("scheduler", dask_scheduler.main), ("worker", dask_worker.main)):
        words = services[name]["command"]
        assert words[:4] == ["python", "-m", "dask", name]
        known = {option for each in command.params for option in (*each.opts, *each.secondary_opts)}
        assert {word for word in words if word.startswith("--")} <= known
        assert words[words.index("--dashboard-address") + 1] == "127.0.0.1:0"
    assert services["inspect"]["entrypoint"][:2] == ["scrapy", "inspect"]
    assert (ROOT / services["inspect"]["build"]["dockerfile"]).is_file()

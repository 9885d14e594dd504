"""A cluster over TLS: the very commands of the systemd units, certificates of `deploy/certificates.sh`."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial

import pytest
from psutil import Process

from govcrawl.cluster import coordinator
from govcrawl.cluster.coordinator import ClusterError, open_cluster
from tests.crawl.conftest import ROOT
from tests.crawl.parts import Small
from tests.crawl.registers import write_register
from tests.mockgov import MockGov

HOSTS = {"www.one.test", "www.two.test"}


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """Files of two clusters: `ours` for its machines, `theirs` of another CA, `mixed`: our CA, their key."""
    folder = tmp_path_factory.mktemp("certificates")
    for name in ("ours", "theirs"):
        subprocess.run([ROOT / "deploy" / "certificates.sh", folder / name, "one"], check=True)
    (folder / "mixed").mkdir()
    for file, of in (("ca.pem", "ours"), ("cert.pem", "theirs"), ("key.pem", "theirs")):
        (folder / "mixed" / file).write_bytes((folder / of / "one" / file).read_bytes())
    return folder


@contextmanager
def unit(name: str, environment: dict[str, str], **instead: str) -> Iterator["subprocess.Popen[str]"]:
    """Run the command of a systemd unit with other paths and ports until the block is left."""
    written = (ROOT / "deploy" / "systemd" / name).read_text("utf-8").replace("\\\n", "")
    (line,) = re.findall(r"^ExecStart=\S+/python (.+)$", written, re.MULTILINE)
    for this, that in instead.items():
        assert this in line
        line = line.replace(this, that)
    command = [sys.executable, *shlex.split(line)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as running:
        try:
            yield running
        finally:
            running.terminate()


def test_a_cluster_over_tls_takes_who_has_its_certificates(program_for, certificates, tmp_path, monkeypatch):
    folder = write_register(tmp_path / "pair", {host: f"http://{host}/" for host in HOSTS})
    paths = {"/etc/govcrawl/tls": str(certificates / "ours" / "one")}
    with MockGov(*map(Small, HOSTS)) as web, ExitStack() as running:
        program = program_for(web.proxy_url)
        ports = {"--port 8786": "--host 127.0.0.1 --port 0"}
        scheduler = running.enter_context(unit("govcrawl-scheduler.service", program.environment, **paths, **ports))
        address = next(found[1] for line in scheduler.stderr if (found := re.search(r"Scheduler at: +(\S+)", line)))
        # Beside the port of the cluster Dask always opens one that tells in clear text how it goes.
        assert {it.laddr.ip for it in Process(scheduler.pid).net_connections("tcp4") if not it.raddr} == {"127.0.0.1"}
        monkeypatch.setattr(coordinator, "CONNECT_SECONDS", 5)  # a stranger tries as long
        mixed, theirs, ours = (str(certificates / name) for name in ("mixed", "theirs/one", "ours/one"))
        for on, tls, line in (
            (address, "", "TLS wants a tls:// address and --tls"),
            (address.replace("tls:", "tcp:"), "", "what listens there closed the connection"),
            (address, mixed, "what listens there closed the connection"),
        ):
            with pytest.raises(ClusterError, match=f"^--on {on}: {line}"), open_cluster(0, on, tls):
                pass

        words = ("--period", "2021Q2", "--as-of", "2021-07-05", "--jobs", "site,links", "--out", str(tmp_path))
        inspect = partial(program.run, "scrapy", "inspect", str(folder), *words, "--on", address, "--tls")
        refused = inspect(theirs)
        assert (refused.returncode, refused.stderr.count("\n")) == (2, 1), refused.stderr
        assert f"--on {address}: what listens there closed the connection" in refused.stderr
        assert not web.log

        crawls = {"${SCHEDULER}": address, "${CRAWLS}": "1"}
        running.enter_context(unit("govcrawl-worker.service", program.environment, **paths, **crawls))
        ended = inspect(ours)
        assert ended.returncode == 0, ended.stderr
        assert "site: 2/2 objects" in ended.stderr
        assert "links: 2/2 objects" in ended.stderr  # a job that stays one process goes along


def test_files_that_are_not_there_or_no_certificates_are_one_line(certificates):
    folder = certificates / "theirs" / "one"
    (folder / "key.pem").write_text("no key")
    for tls, told in (("nowhere", "nowhere/ca.pem is not there"), (folder, f"{folder}: .+make the files anew")):
        with pytest.raises(ClusterError, match=f"^--tls: {told}"), open_cluster(0, "tls://127.0.0.1:9", str(tls)):
            pass

"""Nobody leads us where the register does not: not into our own network, not by a script; and no password is told."""

from datetime import date
from pathlib import Path
from socket import AF_INET, SOCK_DGRAM, socket

import pytest

from govcrawl.addresses import is_private
from govcrawl.model.fact import TargetVisited
from govcrawl.store.mongo import open_store
from tests.crawl.conftest import Program
from tests.crawl.parts import Small
from tests.crawl.registers import write_register
from tests.mockgov import MockGov
from tests.mockgov.answer import Answer, page

AS_OF = date(2021, 7, 5)
# Every way of a page to ask another host by itself, straight and by a redirect of its own host.
LEADS_AWAY = """<html><head><link rel="prefetch" href="http://elsewhere.test/prefetched"></head><body><h1>甲局</h1>
<script src="/hop?script"></script><iframe src="/hop?frame"></iframe><script>
new Image().src = "http://elsewhere.test/picture";
new WebSocket("ws://elsewhere.test/socket");
var work = 'fetch("http://elsewhere.test/worker"); fetch("' + origin + '/hop?worker")';
new Worker(URL.createObjectURL(new Blob([work])));
for (var to of ["http://elsewhere.test/", "/hop?"]) { window.open(to + "window"); }
navigator.sendBeacon("http://elsewhere.test/beacon");
var call = new RTCPeerConnection({iceServers: [{urls: "stun:127.0.0.1:STUN"}]});
call.createDataChannel("any");
call.setLocalDescription();
fetch("http://elsewhere.test/fetched").catch(function () { return fetch("/hop?fetched", {mode: "no-cors"}); })
  .finally(function () { setTimeout(function () { location.href = "http://elsewhere.test/page"; }, 20); });
</script></body></html>"""
TO = {"Location": "http://elsewhere.test/hopped"}


def leading_away(path: str, stun: int) -> Answer | None:
    return (
        page(LEADS_AWAY.replace("STUN", str(stun)))
        if path == "/"
        else Answer(status=302, headers=TO)
        if path.startswith("/hop?")
        else None
    )


def reasons(program: Program, folder_name: str) -> dict[str, tuple[bool, str]]:
    environment = program.environment
    with open_store(environment["GOVCRAWL_MONGO_URI"], environment["GOVCRAWL_MONGO_DB"]) as store:
        return {
            target.removeprefix("site/"): (fact.observed, fact.reason)
            for target, facts in store.facts(folder_name, "2021Q2", AS_OF)
            for fact in facts
            if isinstance(fact, TargetVisited)
        }


def by_script(folder: Path) -> None:
    """Say in a register that all sites are written by scripts."""
    table = (folder / "sites.csv").read_text("utf-8")
    (folder / "sites.csv").write_text(table.replace(",auto,", ",js,"), "utf-8")


def test_our_own_machine_and_network_are_not_asked(program_for, tmp_path):
    with MockGov(Small("127.0.0.1"), Small("localhost"), Small("127.1")) as web:
        hosts = [f"{host}:{web.port}" for host in ("127.0.0.1", "localhost", "127.1", "0.0.0.0")]
        folder = write_register(tmp_path / "inside", {host: f"http://{host}/" for host in hosts})
        program = program_for("")
        ended = program.crawl("site", folder, "2021Q2", "-a", f"as_of={AS_OF}", GOVCRAWL_PRIVATE_ADDRESSES="0")
        assert ended.returncode == 1, ended.stderr
        assert web.asked() == []
        assert reasons(program, "inside") == dict.fromkeys(hosts, (False, "private_address"))
        program = program_for("")
        by_script(folder)
        ended = program.crawl("site", folder, "2021Q2", "-a", f"as_of={AS_OF}", "-a", f"only=localhost:{web.port}")
        assert {asked.host for asked in web.asked()} == {"localhost"}, ended.stderr  # without a proxy the browser may
        assert reasons(program, "inside")[f"localhost:{web.port}"] == (True, "")


def test_no_script_leads_the_browser_elsewhere(program_for, tmp_path):
    folder = write_register(tmp_path / "away", {"甲": "http://www.away.test/", "乙": "http://www.moved.test/"})
    by_script(folder)
    away = Small("www.away.test", instead=lambda path, times: leading_away(path, stun.getsockname()[1]))
    moved = Small("www.moved.test", instead=lambda path, times: Answer(status=302, headers=TO) if path == "/" else None)
    with socket(AF_INET, SOCK_DGRAM) as stun, MockGov(away, moved, Small("elsewhere.test")) as web:
        stun.bind(("127.0.0.1", 0))
        stun.setblocking(False)
        program = program_for(web.proxy_url.replace("//", "//visitor:s3cret-proxy@"))
        ended = program.crawl("site", folder, "2021Q2", "-a", f"as_of={AS_OF}", GOVCRAWL_LOG_LEVEL="DEBUG")
        with pytest.raises(BlockingIOError):
            stun.recv(1)
    assert web.asked("elsewhere.test") == []
    assert {"/", "/hop?script", "/hop?fetched"} <= {asked.path for asked in web.asked("www.away.test")}
    left = (False, "outside_register")  # a visitor, too, would have been led away
    assert reasons(program, "away") == {"www.away.test": left, "www.moved.test": left}
    assert "s3cret-proxy" not in ended.stdout + ended.stderr
    assert "www.away.test" in ended.stderr


def test_the_password_of_the_store_is_not_told(program_for, tmp_path):
    folder = write_register(tmp_path / "secret", {"甲": "http://www.secret.test/"})
    program = program_for("http://127.0.0.1:9")
    uri = program.environment["GOVCRAWL_MONGO_URI"].replace("//", "//officer:s3cret-store@")
    ended = program.crawl("site", folder, "2021Q2", GOVCRAWL_MONGO_URI=uri, GOVCRAWL_LOG_LEVEL="DEBUG")
    assert ended.returncode == 2
    assert "MongoDB refused" in ended.stderr
    assert "s3cret-store" not in ended.stdout + ended.stderr


@pytest.mark.parametrize(
    "host",
    [
        *(
            "127.0.0.1",
            "127.8.8.8",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
        ),
        *(
            "::1",
            "::",
            "fe80::1",
            "fe80::1%eth0",
            "fd00::1",
            "::ffff:10.0.0.1",
            "224.0.0.1",
            "localhost",
            "a.localhost",
        ),
    ],
)
def test_what_no_public_site_can_have(host):
    assert is_private(host)


@pytest.mark.parametrize("host", ["59.32.1.1", "172.32.0.1", "2400:3200::1", "www.a.gov.cn", "::ffff:8.8.8.8", ""])
def test_what_a_public_site_can_have(host):
    assert not is_private(host)

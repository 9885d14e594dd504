"""Nobody leads us where the register does not: not into our own network, not by a script; and no password is told."""

from datetime import date

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
LEADS_AWAY = """<html><body><h1>甲局</h1><script>
fetch("http://elsewhere.test/fetched").catch(function () {});
new Image().src = "http://elsewhere.test/picture";
setTimeout(function () { location.href = "http://elsewhere.test/page"; }, 20);
</script></body></html>"""


def reasons(program: Program, folder_name: str) -> dict[str, tuple[bool, str]]:
    environment = program.environment
    with open_store(environment["GOVCRAWL_MONGO_URI"], environment["GOVCRAWL_MONGO_DB"]) as store:
        return {
            target.removeprefix("site/"): (fact.observed, fact.reason)
            for target, facts in store.facts(folder_name, "2021Q2", AS_OF)
            for fact in facts
            if isinstance(fact, TargetVisited)
        }


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
        program.crawl("site", folder, "2021Q2", "-a", f"as_of={AS_OF}", "-a", "only=127.1:" + str(web.port))
        assert {asked.host for asked in web.asked()} == {"127.1"}  # 127.1 is one more way to write it


def test_no_script_leads_the_browser_elsewhere(program_for, tmp_path):
    folder = write_register(tmp_path / "away", {"甲": "http://www.away.test/", "乙": "http://www.moved.test/"})
    table = (folder / "sites.csv").read_text("utf-8").replace(",auto,", ",js,")
    (folder / "sites.csv").write_text(table, "utf-8")
    away = Small("www.away.test", instead=lambda path, times: page(LEADS_AWAY) if path == "/" else None)
    to = {"Location": "http://elsewhere.test/moved"}
    moved = Small("www.moved.test", instead=lambda path, times: Answer(status=302, headers=to) if path == "/" else None)
    with MockGov(away, moved, Small("elsewhere.test")) as web:
        program = program_for(web.proxy_url.replace("//", "//visitor:s3cret-proxy@"))
        ended = program.crawl("site", folder, "2021Q2", "-a", f"as_of={AS_OF}", GOVCRAWL_LOG_LEVEL="DEBUG")
    assert {asked.path for asked in web.asked("elsewhere.test")} <= {"/moved"}  # the proxy follows for the browser
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

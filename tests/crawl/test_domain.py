"""`scrapy crawl domain`: names, the home page over IPv6, the answer to a missing page. Nothing is charged unproven."""

import asyncio
import socket
from contextlib import ExitStack
from datetime import date
from itertools import count

import pytest

from govcrawl.errors import GovcrawlError
from govcrawl.model.fact import DomainSeen, Reached
from govcrawl.spiders.names import names_of, resolver_at
from govcrawl.store.mongo import open_store
from tests.crawl.names import both_protocols, name_server
from tests.crawl.registers import write_register

BOTH = {"A": "127.0.0.1", "AAAA": "::1"}
RECORDS = {
    "six.test": BOTH,
    "other.test": BOTH,
    "moved.test": BOTH,
    "shy.test": BOTH,
    "closed.test": BOTH,
    "broken.test": BOTH,
    "left.test": BOTH,
    "four.test": {"A": "127.0.0.1"},
    "half.test": {"A": "127.0.0.1", "AAAA": "SERVFAIL"},
    "silent.test": "SERVFAIL",
}
NEWS = "".join(
    f"<li><a href='/a{number}.html'>第{word}条要闻</a></li>" for number, word in enumerate("甲乙丙丁戊己庚辛")
)
_visits = count(1000)


def pages(host: str, path: str, over_ipv6: bool) -> tuple[int, str]:
    if path == "/robots.txt":
        return (200, "User-agent: *\nDisallow: /") if host == "shy.test" and over_ipv6 else (404, "")
    if path != "/":
        return (200, "<p>抱歉，页面不存在</p>") if host == "four.test" else (404, "<p>页面不存在</p>")
    if over_ipv6 and host == "moved.test":
        return 302, "http://elsewhere.test/"
    if over_ipv6 and host == "broken.test":
        return 502, "bad gateway"
    if over_ipv6 and host == "other.test":
        return 200, "<html><title>测试页</title><p>nginx 欢迎您</p></html>"
    token = f"<p>您是第{next(_visits)}位访客</p><input value='{next(_visits):032x}'>"
    return 200, f"<html><title>甲区人民政府</title><ul>{NEWS}</ul>{token}</html>"


@pytest.fixture(scope="module")
def seen(program_for, mongo_uri, tmp_path_factory):
    """Crawl one city, with its resolver and without, and a site alone; give what was seen and judged of each."""
    asked: list[tuple[str, str, bool]] = []
    found: dict[str, dict[str, DomainSeen]] = {}
    judged: dict[str, dict[str, str]] = {}
    with ExitStack() as stack:
        proxy, port = stack.enter_context(both_protocols(pages, asked))
        server = stack.enter_context(name_server(RECORDS))
        nobody = stack.enter_context(socket.socket(socket.AF_INET6))
        nobody.bind(("::1", 0))  # bound and not listening: connections are refused
        ports = {"closed.test": nobody.getsockname()[1]}
        hosts = [*(host for host in RECORDS if host != "left.test"), "gone.test"]
        urls = {host: f"http://{host}:{ports.get(host, port)}/" for host in hosts}
        shut = {f"{host}（已关停）": f"http://{host}/" for host in ("shut.test", "left.test")}
        folder = write_register(tmp_path_factory.mktemp("domain") / "one", urls, shut)
        for name, words in (
            ("all", ("-a", f"resolver={server}")),
            ("alone", ("-a", f"resolver={server}", "-a", "only=closed.test")),
            ("proxy", ()),
        ):
            program = program_for(proxy)
            ended = program.crawl("domain", folder, "2021Q2", "-a", "as_of=2021-07-05", *words)
            assert ended.returncode in (0, 1), ended.stderr
            with open_store(mongo_uri, program.environment["GOVCRAWL_MONGO_DB"]) as store:
                facts = [fact for _, own in store.facts("one", "2021Q2", date(2021, 7, 5)) for fact in own]
            found[name] = {fact.host: fact for fact in facts if isinstance(fact, DomainSeen)}
            judged[name] = {
                next(host for host in hosts if f"/{host}:" in str(it["target_id"])): str(it["verdict"])
                for it in program.findings(folder, "2021Q2", "2021-07-05", "national")
                if it["code"] == "D10"
            }
    return found, judged, asked


def test_what_is_seen_of_each_host(seen):
    found = {host: fact for host, fact in seen[0]["all"].items() if host not in ("left.test", "shut.test")}
    told = {
        host: (fact.resolved.value, fact.over_ipv6.value, fact.same_content.value, fact.reason)
        for host, fact in found.items()
    }
    assert told == {
        "six.test": ("yes", "yes", "yes", ""),
        "other.test": ("yes", "yes", "no", ""),
        "moved.test": ("yes", "yes", "unknown", "redirected_away"),
        "shy.test": ("yes", "yes", "unknown", "robots"),
        "closed.test": ("yes", "no", "unknown", "refused"),
        "broken.test": ("yes", "no", "unknown", "http_502"),
        "four.test": ("yes", "unknown", "unknown", ""),
        "half.test": ("unknown", "unknown", "unknown", "no_dns_answer"),
        "silent.test": ("unknown", "unknown", "unknown", "no_dns_answer"),
        "gone.test": ("no", "unknown", "unknown", ""),
    }
    assert (found["six.test"].ipv4, found["six.test"].ipv6) == (("127.0.0.1",), ("::1",))
    assert (found["four.test"].missing_page, found["six.test"].missing_page) == (200, 404)


def test_what_is_judged_of_each_host(seen):
    assert seen[1]["all"] == {
        "six.test": "pass",
        "other.test": "needs_review",
        "moved.test": "pass",
        "shy.test": "pass",
        "closed.test": "fail",
        "broken.test": "fail",
        "four.test": "fail",
        "half.test": "not_observed",
        "silent.test": "not_observed",
        "gone.test": "not_observed",
    }


def test_a_host_that_is_silent_alone_is_not_charged(seen):
    found, judged, _ = seen
    fact = found["alone"]["closed.test"]
    assert (fact.over_ipv6, fact.reason) == (Reached.UNKNOWN, "no_ipv6_here")
    assert judged["alone"]["closed.test"] == "not_observed"


def test_behind_a_proxy_nothing_is_known_of_names(seen):
    found, judged, _ = seen
    assert {(fact.resolved, fact.reason) for fact in found["proxy"].values()} == {(Reached.UNKNOWN, "behind_proxy")}
    assert set(judged["proxy"].values()) == {"not_observed"}


def test_names_of_closed_sites_are_asked_for_and_their_pages_are_not(seen):
    found, _, asked = seen
    told = {host: found["all"][host].resolved for host in ("left.test", "shut.test")}
    assert told == {"left.test": Reached.YES, "shut.test": Reached.NO}
    assert not {host for host, *_ in asked} & set(told)


def test_robots_are_obeyed_over_ipv6_too(seen):
    asked = [path for host, path, over_ipv6 in seen[2] if host == "shy.test" and over_ipv6]
    assert set(asked) == {"/robots.txt"}


@pytest.mark.parametrize(
    ("host", "resolved", "ipv4", "ipv6"),
    [
        ("six.test", Reached.YES, ("127.0.0.1",), ("::1",)),
        ("four.test", Reached.YES, ("127.0.0.1",), ()),
        ("half.test", Reached.UNKNOWN, ("127.0.0.1",), ()),
        ("gone.test", Reached.NO, (), ()),
        ("192.0.2.1", Reached.YES, ("192.0.2.1",), ()),
        ("2001:db8::1", Reached.YES, (), ("2001:db8::1",)),
        ("a" * 64 + ".test", Reached.UNKNOWN, (), ()),
    ],
)
def test_names(host, resolved, ipv4, ipv6):
    with name_server(RECORDS) as server:
        names = asyncio.run(names_of(host, resolver_at(server)))
    assert (names.resolved, names.ipv4, names.ipv6) == (resolved, ipv4, ipv6)


@pytest.mark.parametrize("server", ["ns.test", "127.0.0.1:x", "[::1", "127.0.0.1:99999"])
def test_a_resolver_that_is_no_address_is_refused(server):
    with pytest.raises(GovcrawlError, match=r"write 192\.0\.2\.1"):
        resolver_at(server)


@pytest.mark.parametrize("server", ["127.0.0.1:5353", "[::1]:5353"])
def test_a_resolver_may_be_told_with_its_port(server):
    resolver = resolver_at(server)
    assert (resolver.nameservers[0], resolver.port) == (server.rpartition(":")[0].strip("[]"), 5353)

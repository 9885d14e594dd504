"""`scrapy crawl links`: what D3 charges equals what is planted, and nobody is asked for nothing."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from govcrawl.model.fact import LinkChecked, LinksCounted
from govcrawl.store.mongo import open_store
from tests.crawl.conftest import CITIES, Program, in_cities
from tests.crawl.registers import write_register
from tests.mockgov import MockGov, unobserved
from tests.mockgov.answer import Answer, page, simple
from tests.mockgov.links import link_plantings

AS_OF = date(2021, 7, 5)


def facts_of(program: Program, folder: Path, period: str, as_of: date) -> list[LinkChecked | LinksCounted]:
    environment = program.environment
    with open_store(environment["GOVCRAWL_MONGO_URI"], environment["GOVCRAWL_MONGO_DB"]) as store:
        found = [fact for _, own in store.facts(folder.name, period, as_of) for fact in own]
    return [fact for fact in found if isinstance(fact, LinkChecked | LinksCounted)]


@pytest.fixture(scope="module")
def gone_through(crawled):
    """The city of edges with its links gone through."""
    crawled.crawl("links")
    return crawled


@in_cities("boundary")
def test_what_is_charged_is_what_is_planted(gone_through):
    one = gone_through
    findings = one.findings()
    charged = {it["target_id"]: it for it in findings if it["code"] == "D3" and it["verdict"] != "not_observed"}
    planted = link_plantings(one.city)
    assert {target: Decimal(str(it["points"])) for target, it in charged.items()} == planted
    assert {target for target, it in charged.items() if it["verdict"] == "fail"} == {
        target for target, points in planted.items() if points
    }
    assert {it["target_id"] for it in findings if it["code"] == "D3"} - planted.keys() == {
        target for target in unobserved(one.city) if target.startswith("site/")
    }
    vetoed = {it["target_id"] for it in findings if it["verdict"] == "fail" and it["code"] != "D3"}
    assert any(points and target not in vetoed for target, points in planted.items())


@in_cities("boundary")
def test_every_dead_link_leads_to_its_evidence(gone_through):
    one = gone_through
    findings = one.findings()
    (found,) = [it for it in findings if it["code"] == "D3" and it["target"] == "table健康局"]
    assert len(found["evidence"]) == 7
    assert all(it["url"].startswith("http://jktable.boundary.test/") and it["snapshot"] for it in found["evidence"])
    texts = "\n".join(it["text"] for it in found["evidence"])
    assert "“专题图片” → http://jktable.boundary.test/home/pic/202001/W020200101404.jpeg：返回 HTTP 404" in texts
    assert "http://192.168.10.4:8080/oa/login.do：地址无法从互联网打开" in texts
    assert "t20200101_1302.html：重定向次数过多" in texts


@in_cities("boundary")
def test_what_only_looks_dead_is_not_charged(gone_through):
    one = gone_through
    facts = [it for own in one.facts().values() for it in own if "jkjpage" in getattr(it, "url", "")]
    (counted,) = [it for it in facts if isinstance(it, LinksCounted)]
    own = [it for it in facts if isinstance(it, LinkChecked) and it.internal]
    told = {it.url.rsplit("_")[-1]: (it.state.value, it.reason) for it in own}
    assert told == {
        "1403.html": ("refused", "blocked"),
        "1429.html": ("refused", "blocked"),
        "1303.html": ("not_checked", "redirected_away"),
    }
    assert (counted.dead, counted.refused) == (0, 2)
    assert counted.links == counted.alive + counted.dead + counted.refused + counted.not_checked


@in_cities("boundary")
def test_each_address_is_asked_once_and_nothing_twice_that_the_site_job_saw(gone_through):
    log = gone_through.asked["links"]
    asked = Counter((it.host, it.path, it.method) for it in log if it.host == "jktrs.boundary.test")
    assert {number for (_, path, _), number in asked.items() if "t20200101" not in path} == {1}
    assert not [path for (_, path, _) in asked if path in ("/", "/tzgg/")]  # pages of the site job
    assert sum(1 for it in log if it.method == "HEAD") > 10 * sum(1 for it in log if it.method == "GET")


@in_cities("boundary")
def test_nobody_outside_the_register_is_asked(gone_through):
    one, log = gone_through, gone_through.asked["links"]
    assert {it.host for it in log} <= set(one.web.hosts)
    assert one.ended["links"].returncode == 1  # those that the site job could not read
    assert "Traceback" not in one.ended["links"].stderr


# --- a register of its own


@dataclass
class Pages:
    """A host that answers what it is told, by path; `down_after` requests it stops answering."""

    host: str
    pages: dict[str, Answer]
    base: str = "/"
    down_after: int = 10**9
    asked: list[str] = field(default_factory=list)

    def answer(self, path: str) -> Answer | None:
        self.asked.append(path)
        if len(self.asked) > self.down_after:
            return Answer(fault="reset")
        return self.pages.get(path.split("?")[0])


def linking(*links: str) -> Answer:
    rows = "".join(f'<li><a href="{url}">链接{number}</a></li>' for number, url in enumerate(links))
    return page(f"<html><head><title>人民政府</title></head><body><p>欢迎访问。</p><ul>{rows}</ul></body></html>")


def run_links(program: Program, folder: Path, *words: str) -> dict[str, tuple[str, str]]:
    """Run both jobs; return state and reason of each link that is not alive, by address."""
    for job, more in (("site", ()), ("links", words)):
        ended = program.crawl(job, folder, "2021Q2", "-a", f"as_of={AS_OF}", *more)
        assert "Traceback" not in ended.stderr, ended.stderr
    facts = facts_of(program, folder, "2021Q2", AS_OF)
    return {it.url: (it.state.value, it.reason) for it in facts if isinstance(it, LinkChecked)}


def test_closed_sites_neighbours_and_the_rest_of_the_world(program_for, tmp_path):
    home = linking(
        "http://www.closed.test/xw/1.html",
        "http://www.shared.test/old/",
        "http://www.shared.test/new/",
        "http://neighbour.test/there.html",
        "http://neighbour.test/gone.html",
        "http://www.world.test/gone.html",
        "http://www.world.test/there.html",
        "http://www.nowhere.test/",
        "http://www.sold.test/",
        "http://www.kept.test/",
    )
    parts = (
        Pages("www.own.test", {"/": home}),
        Pages("www.neighbour.test", {"/": linking()}),
        Pages("neighbour.test", {"/there.html": simple("有", "内容")}),
        Pages("www.shared.test", {"/new/": linking()}, base="/new/"),
        Pages("www.sold.test", {"/": simple("www.sold.test", "该域名正在出售")}),
        Pages("www.kept.test", {"/": simple("某协会", "内容")}),
        Pages("www.world.test", {"/there.html": simple("有", "内容")}),
    )
    operating = {name: f"http://{name}/" for name in ("www.own.test", "www.neighbour.test", "www.shared.test/new")}
    closed = {"旧网": "http://www.closed.test/", "旧频道": "http://www.shared.test/old/"}
    folder = write_register(tmp_path / "town", operating, closed)
    always = {
        "http://www.closed.test/xw/1.html": ("dead", "closed_site"),
        "http://www.shared.test/old/": ("dead", "closed_site"),
        "http://neighbour.test/gone.html": ("dead", "http_404"),
    }
    world = ("http://www.world.test/gone.html", "http://www.world.test/there.html", "http://www.nowhere.test/")
    with MockGov(*parts) as web:
        program = program_for(web.proxy_url)
        homes = ("http://www.sold.test/", "http://www.kept.test/")
        assert run_links(program, folder) == always | dict.fromkeys((*world, *homes), ("not_checked", "external"))
        assert not web.asked("www.closed.test")
        assert not web.asked("www.world.test")
        assert run_links(program, folder, "-a", "external=yes") == always | {
            world[0]: ("dead", "http_404"),
            homes[0]: ("dead", "parked"),
            world[2]: ("not_checked", "http_502"),  # the proxy says so: of others a failure is no proof
        }
        assert {it.method for it in web.asked("www.world.test") if it.path != "/robots.txt"} == {"HEAD"}
        assert not web.asked("www.closed.test")


def test_a_site_that_goes_away_in_the_middle_has_no_dead_links(program_for, tmp_path):
    own = Pages("www.own.test", {"/": linking("/a.html", "/b.html"), "/a.html": simple("甲", "内容")})
    folder = write_register(tmp_path / "away", {"本站": "http://www.own.test/"})
    with MockGov(own) as web:
        program = program_for(web.proxy_url)
        program.crawl("site", folder, "2021Q2", "-a", f"as_of={AS_OF}")
        own.asked.clear()
        own.down_after = 1  # the page that cannot exist is still answered
        program.crawl("links", folder, "2021Q2", "-a", f"as_of={AS_OF}")
    facts = facts_of(program, folder, "2021Q2", AS_OF)
    assert {it.reason for it in facts if isinstance(it, LinkChecked)} <= {"unstable"}
    (found,) = [it for it in program.findings(folder, "2021Q2", str(AS_OF), "national") if it["code"] == "D3"]
    assert found["verdict"] == "not_observed"


def test_the_limit_is_told_and_the_home_page_comes_first(program_for, tmp_path):
    gone = [f"/{number}.html" for number in range(5)]
    folder = write_register(tmp_path / "many", {"本站": "http://www.own.test/"})
    with MockGov(Pages("www.own.test", {"/": linking(*gone)})) as web:
        program = program_for(web.proxy_url)
        told = run_links(program, folder, "-s", "LINKS_PER_SITE=3")
    assert set(told.values()) == {("dead", "http_404")}
    (counted,) = [it for it in facts_of(program, folder, "2021Q2", AS_OF) if isinstance(it, LinksCounted)]
    assert (counted.links, counted.dead, counted.beyond_limit, counted.home_links) == (5, 3, 2, 5)


def test_without_stored_pages_nothing_is_asked(program_for, tmp_path):
    folder = write_register(tmp_path / "fresh", {"本站": "http://www.own.test/"})
    with MockGov(Pages("www.own.test", {})) as web:
        program = program_for(web.proxy_url)
        ended = program.crawl("links", folder, "2021Q2", "-a", f"as_of={AS_OF}")
        assert ended.returncode == 1
        assert not web.log
    (found,) = [it for it in program.findings(folder, "2021Q2", str(AS_OF), "national") if it["code"] == "D3"]
    assert (found["verdict"], "须先运行 site 任务" in found["reason"]) == ("not_observed", True)


def test_wrong_words_are_refused(program_for):
    folder, period = CITIES["boundary"]
    ended = program_for("http://127.0.0.1:9").crawl("links", folder, period, "-a", "external=maybe")
    assert ended.returncode == 2
    assert "external: 'maybe' is neither yes nor no; write -a external=yes" in ended.stderr

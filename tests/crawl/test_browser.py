"""Lists that a script fills in: read from the page's own data answer where it tells one, else in a real Chromium."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from govcrawl.model.fact import ColumnSeen
from govcrawl.store.mongo import open_store
from tests.crawl.conftest import Program
from tests.crawl.registers import write_register
from tests.mockgov import MockGov, MockSite, city_web
from tests.mockgov.answer import Answer

PERIOD, AS_OF = "2021Q2", date(2021, 7, 5)
DIALECTS = ("trs", "ucap", "jpage", "gkmlpt", "table")


HOME = """<html><head><title>甲局</title></head><body><div class="nav"><ul><li><a href="/">首页</a></li>
<li><a href="/tzgg/">通知公告</a></li></ul></div><div class="box"><h2>通知公告</h2><ul>
<li><a href="/tzgg/202107/t20210704_1.html">关于防汛值守的通知</a><span>2021-07-04</span></li>
<li><a href="/tzgg/202107/t20210701_2.html">关于垃圾分类的通知</a><span>2021-07-01</span></li>
</ul></div></body></html>"""
COLUMN = """<html><head><title>通知公告-甲局</title></head><body><h1>通知公告</h1>
<ul class="list" id="rows"></ul><script>
var parts = ["/hid", "den/ro", "ws"];
setTimeout(function () {
  fetch(parts.join("")).then(function (answer) { return answer.text(); }).then(function (text) {
    document.getElementById("rows").innerHTML = text.split("|").map(function (row) {
      var cells = row.split(";");
      var link = '<a href="/tzgg/202107/t' + cells[0].replace(/-/g, "") + '_1.html">' + cells[1] + "</a>";
      return "<li>" + link + "<span>" + cells[0] + "</span></li>";
    }).join("");
  });
}, 50);
</script></body></html>"""
ROWS = "2021-07-04;关于防汛值守的通知|2021-07-01;关于垃圾分类的通知|2021-06-28;关于停水的通知|2021-06-20;关于招聘的通知"


PROXY = "/module/web/jpage/dataproxy.jsp"
JPAGE = f"""<html><head><title>通知公告-甲局</title></head><body><h1>通知公告</h1><div id="8" class="list"></div>
<script src="/script/jpage.min.js"></script><script>
$("#8").jpage({{proxyUrl: "{PROXY}", perpage: 15, columnid: 12, unitid: 8, webid: 3}});
</script></body></html>"""
NO_ROWS = "<datastore><nextgroup></nextgroup><recordset></recordset></datastore>"
CHALLENGE = "<html><head><title>安全中心</title></head><body><p>请稍候，正在核对您的浏览器。</p></body></html>"

BUSY = "<html><head><title>通知公告-甲局</title></head><body><h1>通知公告</h1><p>出了一点小问题</p></body></html>"


@dataclass
class Scripted:
    """A site whose one column is written by a script from an address that only the script knows.

    Where `to_the_browser` is given, an interface without rows fills the column in; the second visit of it, that of the
    browser, is answered with this.
    """

    host: str
    to_the_browser: str = ""
    visits: int = 0
    base: str = "/"

    def answer(self, path: str) -> Answer | None:
        if self.to_the_browser and path.startswith(PROXY):
            return Answer(NO_ROWS.encode())
        if self.to_the_browser and path == "/tzgg/":
            self.visits += 1
            return Answer((JPAGE if self.visits == 1 else self.to_the_browser).encode())
        pages = {"/": HOME, "/tzgg/": COLUMN, "/hidden/rows": ROWS}
        return Answer(pages[path].encode()) if path in pages else None


SCRIPTED = (
    Scripted("www.hidden.test"),
    Scripted("www.marked.test"),
    Scripted("www.empty.test", JPAGE),
    Scripted("www.challenged.test", CHALLENGE),
    Scripted("www.busy.test", BUSY),
)


def notices_of(program: Program, folder: Path) -> dict[str, ColumnSeen]:
    """Return what was seen of the column 通知公告 of each host."""
    with open_store(program.environment["GOVCRAWL_MONGO_URI"], program.environment["GOVCRAWL_MONGO_DB"]) as store:
        facts = [fact for _, own in store.facts(folder.name, PERIOD, AS_OF) for fact in own]
    found = [fact for fact in facts if isinstance(fact, ColumnSeen) and fact.name == "通知公告"]
    assert len({fact.target_id for fact in found}) == len(found)
    return {fact.target_id.removeprefix("site/"): fact for fact in found}


@dataclass
class Looked:
    notices: dict[str, ColumnSeen]
    truth: dict[str, MockSite]
    web: MockGov

    def paths(self, host: str) -> list[str]:
        return [asked.path for asked in self.web.asked(host)]


@pytest.fixture(scope="module")
def looked(program_for, tmp_path_factory) -> Iterator[Looked]:
    """One crawl of all these sites."""
    dialects = {f"{dialect}局": f"http://www.{dialect}.test/" for dialect in DIALECTS}
    told = [{"name": f"{each}局", "layout": "ajax_notices", "dialect": each} for each in DIALECTS]
    register = write_register(tmp_path_factory.mktemp("dialects") / "dialects", dialects)
    city = city_web(register, AS_OF, {"site": told})
    folder = write_register(
        tmp_path_factory.mktemp("browser") / "browser", dialects | {it.host: f"http://{it.host}/" for it in SCRIPTED}
    )
    rows = (folder / "sites.csv").read_text("utf-8").splitlines(keepends=True)
    rows = [row.replace(",auto,", ",js,") if "www.marked.test" in row else row for row in rows]
    (folder / "sites.csv").write_text("".join(rows), "utf-8")
    with MockGov(city, *SCRIPTED) as web:
        program = program_for(web.proxy_url)
        ended = program.crawl("site", folder, PERIOD, "-a", f"as_of={AS_OF}")
        assert ended.returncode == 0, ended.stderr
        yield Looked(notices_of(program, folder), {site.host: site for site in city.sites}, web)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_rows_written_by_a_script_are_read(looked, dialect):
    host = f"www.{dialect}.test"
    (truth,) = [column for column in looked.truth[host].columns if column.name == "通知公告"]
    assert looked.notices[host].newest == truth.newest, looked.notices[host]
    assert {asked.host for asked in looked.web.asked()} <= set(looked.web.hosts)


def test_a_list_that_only_a_script_can_find_is_read_in_chromium(looked):
    seen, paths = looked.notices["www.hidden.test"], looked.paths("www.hidden.test")
    assert (seen.state, seen.newest) == ("dated", date(2021, 7, 4))
    assert paths.count("/tzgg/") == 2  # over HTTP first, then once more in the browser
    assert "/hidden/rows" in paths


def test_without_a_browser_the_column_is_not_observable_and_nobody_is_blamed(program_for, tmp_path):
    folder = write_register(tmp_path / "one", {"甲": "http://www.hidden.test/"})
    with MockGov(Scripted("www.hidden.test")) as web:
        program = program_for(web.proxy_url)
        without = {"GOVCRAWL_CHROMIUM": str(tmp_path / "none")}
        ended = program.crawl("site", folder, PERIOD, "-a", f"as_of={AS_OF}", **without)
        assert ended.returncode == 0, ended.stderr
    (seen,) = notices_of(program, folder).values()
    assert (seen.state, seen.newest) == ("not_observable", None)
    assert "/hidden/rows" not in {asked.path for asked in web.asked()}


def test_a_site_marked_js_goes_to_the_browser_at_once(looked):
    seen = looked.notices["www.marked.test"]
    assert (seen.state, seen.newest) == ("dated", date(2021, 7, 4))
    assert looked.paths("www.marked.test").count("/tzgg/") == 1


@pytest.mark.parametrize(
    ("name", "state", "reason"),
    [
        ("empty", "blank", "blank"),
        ("challenged", "not_observable", "not_rendered"),  # a page of a firewall that no reader knows
        ("busy", "not_observable", "not_rendered"),  # the right title, and no frame of a list
    ],
)
def test_an_interface_without_rows_makes_a_list_blank_only_where_the_browser_saw_the_list(looked, name, state, reason):
    seen, paths = looked.notices[f"www.{name}.test"], looked.paths(f"www.{name}.test")
    assert paths.count("/tzgg/") == 2
    assert any(path.startswith(PROXY) for path in paths)
    assert (seen.state, seen.reason) == (state, reason)

"""Lists that a script fills in: read from the page's own data answer where it tells one, else in a real Chromium."""

import csv
import shutil
from dataclasses import dataclass
from datetime import date

import pytest

from govcrawl.model.fact import ColumnSeen
from govcrawl.store.mongo import open_store
from tests.crawl.conftest import CITIES
from tests.mockgov import MockGov, city_web
from tests.mockgov.answer import Answer

FOLDER, PERIOD = CITIES["zhanjiang"]
AS_OF = date(2021, 7, 5)
SITE = "霞山区人民政府网"


@pytest.fixture
def city(tmp_path):
    """A register with one site."""
    folder = tmp_path / "one"
    shutil.copytree(FOLDER, folder)
    for name in ("sites.csv", "accounts.csv", "reviews.csv"):
        with (folder / name).open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
        with (folder / name).open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, rows[0].keys())
            writer.writeheader()
            writer.writerows(row for row in rows if row.get("name") == SITE)
    return folder


@pytest.mark.parametrize("dialect", ["trs", "ucap", "jpage", "gkmlpt", "table"])
def test_rows_written_by_a_script_are_read(program_for, city, dialect):
    web = city_web(city, AS_OF, {"site": [{"name": SITE, "layout": "ajax_notices", "dialect": dialect}]})
    (truth,) = [column for column in web.sites[0].columns if column.name == "通知公告"]
    with MockGov(web) as served:
        program = program_for(served.proxy_url)
        ended = program.crawl("site", city, PERIOD, "-a", f"as_of={AS_OF}")
        assert ended.returncode == 0, ended.stderr
        assert {asked.host for asked in served.asked()} <= set(served.hosts)
    with open_store(program.environment["GOVCRAWL_MONGO_URI"], program.environment["GOVCRAWL_MONGO_DB"]) as store:
        ((_, facts),) = store.facts("one", PERIOD, AS_OF)
    (seen,) = [fact for fact in facts if isinstance(fact, ColumnSeen) and fact.name == "通知公告"]
    assert seen.newest == truth.newest, seen


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


@dataclass
class Scripted:
    """A site whose one column is written by a script from an address that only the script knows."""

    host: str = "www.xiashan.zhanjiang.test"
    base: str = "/"

    def answer(self, path: str) -> Answer | None:
        pages = {"/": HOME, "/tzgg/": COLUMN, "/hidden/rows": ROWS}
        return Answer(pages[path].encode()) if path in pages else None


def notices(program_for, city, site=None, **more):
    with MockGov(site or Scripted()) as served:
        program = program_for(served.proxy_url)
        ended = program.crawl("site", city, PERIOD, "-a", f"as_of={AS_OF}", **more)
        assert ended.returncode == 0, ended.stderr
        paths = [asked.path for asked in served.asked()]
    with open_store(program.environment["GOVCRAWL_MONGO_URI"], program.environment["GOVCRAWL_MONGO_DB"]) as store:
        ((_, facts),) = store.facts("one", PERIOD, AS_OF)
    (seen,) = [fact for fact in facts if isinstance(fact, ColumnSeen) and fact.name == "通知公告"]
    return seen, paths


def test_a_list_that_only_a_script_can_find_is_read_in_chromium(program_for, city):
    seen, paths = notices(program_for, city)
    assert (seen.state, seen.newest) == ("dated", date(2021, 7, 4))
    assert paths.count("/tzgg/") == 2  # over HTTP first, then once more in the browser
    assert "/hidden/rows" in paths


def test_without_a_browser_the_column_is_not_observable_and_nobody_is_blamed(program_for, city, tmp_path):
    seen, paths = notices(program_for, city, GOVCRAWL_CHROMIUM=str(tmp_path / "none"))
    assert (seen.state, seen.newest) == ("not_observable", None)
    assert "/hidden/rows" not in paths


def test_a_site_marked_js_goes_to_the_browser_at_once(program_for, city):
    sites = (city / "sites.csv").read_text("utf-8")
    (city / "sites.csv").write_text(sites.replace(",auto,", ",js,"), "utf-8")
    seen, paths = notices(program_for, city)
    assert (seen.state, seen.newest) == ("dated", date(2021, 7, 4))
    assert paths.count("/tzgg/") == 1


PROXY = "/module/web/jpage/dataproxy.jsp"
JPAGE = f"""<html><head><title>通知公告-甲局</title></head><body><h1>通知公告</h1><div id="8" class="list"></div>
<script src="/script/jpage.min.js"></script><script>
$("#8").jpage({{proxyUrl: "{PROXY}", perpage: 15, columnid: 12, unitid: 8, webid: 3}});
</script></body></html>"""
NO_ROWS = "<datastore><nextgroup></nextgroup><recordset></recordset></datastore>"
CHALLENGE = "<html><head><title>安全中心</title></head><body><p>请稍候，正在核对您的浏览器。</p></body></html>"

BUSY = "<html><head><title>通知公告-甲局</title></head><body><h1>通知公告</h1><p>出了一点小问题</p></body></html>"


@pytest.mark.parametrize(
    ("to_the_browser", "state", "reason"),
    [
        (JPAGE, "blank", "blank"),
        (CHALLENGE, "not_observable", "not_rendered"),  # a page of a firewall that no reader knows
        (BUSY, "not_observable", "not_rendered"),  # the right title, and no frame of a list
    ],
    ids=["empty", "challenged", "busy"],
)
def test_an_interface_without_rows_makes_a_list_blank_only_where_the_browser_saw_the_list(
    program_for, city, to_the_browser, state, reason
):
    @dataclass
    class Guarded(Scripted):
        """A site that answers the second visit of its column, that of the browser, in another way."""

        visits: int = 0

        def answer(self, path: str) -> Answer | None:
            if path.startswith(PROXY):
                return Answer(NO_ROWS.encode())
            if path == "/tzgg/":
                self.visits += 1
                return Answer((JPAGE if self.visits == 1 else to_the_browser).encode())
            return super().answer(path)

    seen, paths = notices(program_for, city, site=Guarded())
    assert paths.count("/tzgg/") == 2
    assert any(path.startswith(PROXY) for path in paths)
    assert (seen.state, seen.reason) == (state, reason)

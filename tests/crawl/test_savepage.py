"""`scrapy savepage`: a page becomes a folder that a test can read."""

import json

from tests.crawl.conftest import CITIES
from tests.mockgov import MockGov, as_of_in, city_web

FOLDER, PERIOD = CITIES["zhanjiang"]


def test_a_page_becomes_a_folder(program_for, tmp_path):
    city = city_web(FOLDER, as_of_in(FOLDER, PERIOD))
    with MockGov(city) as web:
        url = f"http://{city.sites[0].host}/"
        ended = program_for(web.proxy_url).run("scrapy", "savepage", url, "--out", str(tmp_path))
    assert ended.returncode == 0, ended.stderr
    (folder,) = tmp_path.glob("*/*")
    assert ended.stdout.strip() == str(folder)
    facts = json.loads((folder / "facts.json").read_text("utf-8"))
    assert facts["page_kind"] == "home"
    assert facts["newest"] == str(city.sites[0].home_newest)
    assert json.loads((folder / "meta.json").read_text("utf-8"))["url"] == url
    assert b"simulated" in (folder / "page.html").read_bytes()


def test_a_page_that_does_not_come_is_named(program_for, tmp_path):
    with MockGov(city_web(FOLDER, as_of_in(FOLDER, PERIOD))) as web:
        program = program_for(web.proxy_url)
        ended = program.run("scrapy", "savepage", "http://nowhere.test/", "--out", str(tmp_path))
        assert ended.returncode == 1
        assert "not observed (http_502)" in ended.stderr
        wrong = program.run("scrapy", "savepage", "nowhere", "--out", str(tmp_path))
    assert wrong.returncode == 2
    assert "name one address" in wrong.stderr
    assert not list(tmp_path.iterdir())

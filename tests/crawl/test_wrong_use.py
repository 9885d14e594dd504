"""Wrong input ends with status 2 and says what to do, before anything is asked."""

import shutil

import pytest

from tests.crawl.conftest import CITIES

FOLDER, PERIOD = CITIES["zhanjiang"]
NO_WEB = "http://127.0.0.1:9"


@pytest.fixture
def program(program_for):
    return program_for(NO_WEB)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("crawl", "nosuchjob"), "unknown job 'nosuchjob'; use one of: "),
        (("crawl", "site"), "city: not given; add -a city=seeds/<city>"),
        (("crawl", "site", "-a", "city=seeds/nowhere", "-a", "period=x"), "no city.toml in this folder"),
        (
            ("crawl", "site", "-a", f"city={FOLDER}", "-a", "period=1999Q9"),
            "period '1999Q9' is not defined; use one of: 2021Q2",
        ),
        (
            ("crawl", "site", "-a", f"city={FOLDER}", "-a", f"period={PERIOD}", "-a", "as_of=5.7."),
            "write it as YYYY-MM-DD",
        ),
        (
            ("crawl", "site", "-a", f"city={FOLDER}", "-a", f"period={PERIOD}", "-a", "as_of=2999-01-01"),
            "in the future",
        ),
        (
            ("crawl", "site", "-a", f"city={FOLDER}", "-a", f"period={PERIOD}", "-a", "only=nobody"),
            "no target 'nobody'",
        ),
        (
            ("inspect", str(FOLDER), "--period", PERIOD, "--jobs", "site,paint"),
            "unknown job 'paint'; use some of: site,messages,feed,",
        ),
    ],
)
def test_wrong_words_are_refused(program, words, told):
    ended = program.run("scrapy", *words)
    assert ended.returncode == 2, ended.stderr
    assert told in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_unknown_profile_lists_the_known_ones(program):
    ended = program.run("analysis.judge", str(FOLDER), "--period", PERIOD, "--profile", "atlantis")
    assert ended.returncode == 2
    assert "national" in ended.stderr
    assert "zhanjiang" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_register_with_ten_faults_prints_ten_lines(program, tmp_path):
    folder = tmp_path / "zhanjiang"
    shutil.copytree(FOLDER, folder)
    sites = (folder / "sites.csv").read_text("utf-8").splitlines()
    head, first = sites[0].split(","), sites[1].split(",")

    def row(**changes: str) -> str:
        return ",".join(changes.get(field, value) for field, value in zip(head, first, strict=True))

    wrong = [
        row(site_code="12", url="http://a.test/"),
        row(site_code="4408029001", url="ftp://b.test/"),
        row(site_code="4408029002", url="http://c.test/", kind="shop"),
        row(site_code="4408029003", url="http://d.test/", county="火星区"),
        row(site_code="4408029004", url="http://e.test/", services="maybe"),
        row(site_code="4408029005", url="http://f.test/", status="asleep"),
        row(site_code="4408029006", url="http://g.test/", render="paint"),
        row(site_code="4408029007", url="http://h.test/", name=""),
        row(url="http://i.test/"),
        row(site_code="4408029008"),
    ]
    (folder / "sites.csv").write_text("\n".join([*sites, *wrong]) + "\n", "utf-8")
    ended = program.crawl("site", folder, PERIOD)
    assert ended.returncode == 2
    lines = ended.stderr.strip().splitlines()
    assert len(lines) == 10, ended.stderr
    assert all("sites.csv:" in line and "; " in line for line in lines)


def test_a_store_that_is_not_there_is_one_clear_line(program):
    ended = program.crawl("site", FOLDER, PERIOD, GOVCRAWL_MONGO_URI="mongodb://127.0.0.1:9/?directConnection=true")
    assert ended.returncode == 2
    assert ended.stderr.count("MongoDB does not answer") == 1, ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_faulty_table_of_column_classes_is_refused_before_anything_is_asked(program, tmp_path):
    folder = tmp_path / "zhanjiang"
    shutil.copytree(FOLDER, folder)
    (folder / "columns.toml").write_text("[class.dynamic]\ncolour = 'red'\n", "utf-8")
    ended = program.crawl("site", folder, PERIOD)
    assert ended.returncode == 2, ended.stderr
    assert "columns.toml" in ended.stderr
    assert "Traceback" not in ended.stderr

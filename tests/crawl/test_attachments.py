"""Files of notices are opened, masked and forgotten; a home page that cloaks is found: one crawl, two jobs more."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from pymongo import MongoClient

from govcrawl.model.candidate import Place, Severity
from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import ColumnSeen, ErrorTextSeen
from govcrawl.model.observation import Observation
from govcrawl.model.target import Site, SiteKind
from govcrawl.rules.candidates import proposals
from govcrawl.store.bodies import Bodies
from govcrawl.store.mongo import open_store
from tests.crawl.registers import write_register
from tests.mockgov import MockGov
from tests.mockgov.attached import MOBILES, RESIDENT_ID, Attached

CLOAKED, HONEST, DOWN = "cloaked.attached.test", "honest.attached.test", "down.attached.test"


@pytest.fixture(scope="module")
def seen(program_for, mongo_uri, tmp_path_factory):
    sites = [Attached(CLOAKED, cloaks=True), Attached(HONEST), Attached(DOWN, down=True)]
    folder = write_register(
        tmp_path_factory.mktemp("attached") / "files", {site.host: f"http://{site.host}/" for site in sites}
    )
    with MockGov(*sites) as web:
        program = program_for(web.proxy_url)
        for job in ("site", "attachments", "cloaking"):
            ended = program.crawl(job, folder, "2021Q2", "-a", "as_of=2021-07-05")
            assert ended.returncode == 0, ended.stderr
            assert "Traceback" not in ended.stderr
    name = program.environment["GOVCRAWL_MONGO_DB"]
    with open_store(mongo_uri, name) as store:
        facts = [fact for _, own in store.facts("files", "2021Q2", date(2021, 7, 5)) for fact in own]
    with MongoClient(mongo_uri) as client:
        bodies = Bodies(client[name])
        snapshots = list(client[name]["snapshots"].find())
        kept = [
            bodies.read(str(it["body_sha256"]))
            for it in snapshots
            if it["body_sha256"] and it["role"] not in ("attachment",)
        ]
        stored = client[name]["bodies"].count_documents({})
        hashes = {str(it["body_sha256"]) for it in snapshots if it["role"] == "attachment" and it["body_sha256"]}
        texts = [str(document) for document in client[name]["facts"].find()]
        unkept = {each for each in hashes if not client[name]["bodies"].find_one({"_id": each})}
    outputs = written(program, folder, tmp_path_factory.mktemp("written"))
    found = [fact for fact in facts if isinstance(fact, ErrorTextSeen)]
    columns = [fact for fact in facts if isinstance(fact, ColumnSeen)]
    return found, web.log, kept, texts, (stored, hashes, unkept), columns, outputs


def written(program, folder, out):
    """Return what every command prints or writes of the city, by its name; a book or document as all of its parts."""
    told = (str(folder), "--period", "2021Q2")
    commands = {
        "judge.txt": ("analysis.judge", *told),
        "findings.jsonl": ("analysis.findings", *told),
        "report.txt": ("analysis.report", *told, "--out", str(out)),
        "reviews.txt": ("analysis.reviews", "export", *told, "--out", str(out / "reviews.xlsx")),
        "export.txt": ("analysis.export", *told, "--out", str(out / "frames")),
    }
    texts = {}
    for name, words in commands.items():
        ended = program.run(*words)
        assert ended.returncode in (0, 1), ended.stderr
        texts[name] = ended.stdout + ended.stderr
    for path in (each for each in out.rglob("*") if each.is_file()):
        parts = [path.read_bytes()]
        if path.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(path) as book:
                parts = [book.read(name) for name in book.namelist()]
        texts[str(path.relative_to(out))] = b"\n".join(parts).decode("utf-8", "replace")
    return texts


def test_each_file_is_read_or_says_why_not(seen):
    files = {fact.url.rpartition("/")[2]: fact for fact in seen[0] if fact.attachment and HONEST in fact.url}
    assert {name: fact.reason for name, fact in files.items()} == {
        "list.doc": "",
        "list.xls": "",
        "locked.pdf": "encrypted",
        "gone.pdf": "http_404",
        "login.docx": "no_file",
    }
    document = files["list.doc"]
    assert (document.title, document.page) == ("低保名单", f"http://{HONEST}/tzgg/1.html")
    rules = {candidate.rule: candidate for candidate in document.candidates}
    assert rules["personal/resident_id"].place is Place.ATTACHMENT
    assert rules["personal/resident_id"].wrong == "11*************02X"
    assert any(candidate.wrong == "按步就班" for candidate in document.candidates)
    assert document.length > 50


def test_nothing_of_a_person_is_kept(seen):
    _, _, kept, texts, (stored, hashes, unkept), *_ = seen
    assert stored
    assert len(unkept) >= 3  # the files: known by their hash alone
    assert unkept < hashes  # the page that came in place of a file is kept like any page
    assert not [body for body in kept if RESIDENT_ID.encode() in body]
    assert not [text for text in texts if RESIDENT_ID in text or any(number in text for number in MOBILES)]


def test_no_output_shows_personal_data(seen):
    outputs = seen[6]
    assert {Path(name).suffix for name in outputs} >= {".xlsx", ".docx", ".html", ".jsonl"}
    whole = "\n".join(outputs.values())
    assert "11*************02X" in whole
    assert "139****1000" in whole
    assert [name for name, text in outputs.items() for number in (RESIDENT_ID, *MOBILES) if number in text] == []


def test_files_are_asked_once_and_only_of_the_site_itself(seen):
    asked = [(it.host, it.path) for it in seen[1] if it.path.startswith("/files/")]
    assert len(asked) == len(set(asked)) == 10
    assert {host for host, _ in asked} == {CLOAKED, HONEST}


def test_a_home_page_that_cloaks_is_found_and_an_honest_one_is_not(seen):
    cloaking = {fact.url: fact for fact in seen[0] if fact.url.endswith("#search-engine")}
    assert len(cloaking) == 3
    by_host = {host: fact for url, fact in cloaking.items() for host in (CLOAKED, HONEST) if host in url}
    assert by_host[HONEST].candidates == ()
    assert "cloaking/words" in {candidate.rule for candidate in by_host[CLOAKED].candidates}
    agents = [it.user_agent for it in seen[1] if it.host == CLOAKED and "Baiduspider" in it.user_agent]
    assert len(agents) == 1
    assert "govcrawl" in agents[0]  # a host's log tells who asked


def test_a_column_behind_a_word_about_maintenance_is_not_blank(seen):
    states = {(fact.state, fact.reason) for fact in seen[5] if DOWN in fact.url}
    assert states == {(Observation.NOT_OBSERVED, "outage_page")}
    assert Observation.DATED in {fact.state for fact in seen[5] if HONEST in fact.url}


def test_wording_of_pages_is_found_where_it_was_planted_and_nowhere_else(seen):
    words = {fact.url.partition(HONEST)[2]: fact for fact in seen[0] if HONEST in fact.url and not fact.attachment}
    wrong = {url: [(it.wrong, it.severity) for it in fact.candidates] for url, fact in words.items()}
    typo = ("因地治宜", Severity.TYPO)
    assert {url: found for url, found in wrong.items() if found} == {
        "/": [typo],
        "/tzgg/": [typo],
        "/tzgg/2.html": [("台湾政府", Severity.SERIOUS)],
        "/tzgg/3.html": [("11*************02X", Severity.PRIVACY)],
        "/tzgg/4.html": [typo],
        "/tzgg/5.html": [("139****1000", Severity.PRIVACY)],
    }
    target = words["/"].target_id
    dossier = Dossier(Site("甲", f"http://{HONEST}/", SiteKind.PORTAL, "甲区"), date(2021, 7, 5), tuple(words.values()))
    assert {fact.target_id for fact in words.values()} == {target}
    assert [(it.candidate.wrong, it.pages) for it in proposals(dossier, {Severity.TYPO, Severity.SERIOUS})] == [
        ("台湾政府", 1),
        ("因地治宜", 3),
    ]

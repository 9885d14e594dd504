"""The commands against a real store: judge, findings, report; their output, status and errors."""

import csv
import io
import json
import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from analysis import findings, judge, report, reviews, sample
from analysis.frames import trend
from analysis.reinspection import past_faults_now, register_changes
from analysis.sheets import sheets
from analysis.sources import inert, run, sources_of
from govcrawl.model.candidate import Candidate, Severity
from govcrawl.model.fact import BoardSeen, ErrorTextSeen, Fact, MessageSeen, TargetVisited
from govcrawl.model.snapshot import Snapshot
from govcrawl.register import read_register
from govcrawl.store.mongo import Store
from tests.analysis.cities import SEEDS, fresh_facts, seeded
from tests.analysis.test_notices import ZHANJIANG_STALE, ZHANJIANG_WAITING
from tests.rules.cases import moment

ZHANJIANG = [str(SEEDS / "zhanjiang"), "--period", "2021Q2"]


@dataclass(frozen=True)
class Written:
    """What the store is given of one target."""

    facts: tuple[Fact, ...]
    snapshot: Snapshot | None = None
    body: bytes = field(default=b"")


@pytest.fixture
def crawled(connected: Store) -> Store:
    """The store as a crawl of Zhanjiang leaves it."""
    facts = seeded("zhanjiang", "2021Q2", ZHANJIANG_STALE, waiting=ZHANJIANG_WAITING).facts
    write_facts(connected, facts)
    return connected


def write_facts(
    store: Store, facts: dict[str, tuple[Fact, ...]], period: str = "2021Q2", as_of: date = date(2021, 7, 5)
) -> None:
    """Write the facts of Zhanjiang as the jobs do that bring them."""
    for job in ("site", "messages", "feed"):
        crawl = store.begin_run("zhanjiang", period, job, as_of, now=moment(as_of))
        of_job = [tuple(fact for fact in own if job_of(fact, own) == job) for own in facts.values()]
        store.write(crawl, [Written(own) for own in of_job if own])
        store.finish_run(crawl, "finished", {}, now=moment(as_of))


def job_of(fact: Fact, own: tuple[Fact, ...]) -> str:
    """Return the job that brings a fact: its own, that of message boards, else the one that came through first."""
    if isinstance(fact, BoardSeen | MessageSeen):
        return "messages"
    visits = [it.job for it in own if isinstance(it, TargetVisited)]
    return fact.job if isinstance(fact, TargetVisited) else visits[0]


def test_judge_then_report_tell_the_notice(crawled, tmp_path, capsys):
    assert judge.main(ZHANJIANG) == 0
    assert capsys.readouterr().out == "湛江市 2021Q2（湛江市，2021-07-05）：合格 253，不合格 10\n"
    assert report.main([*ZHANJIANG, "--out", str(tmp_path / "out")]) == 0
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    assert lines[0] == str(tmp_path / "out" / "zhanjiang-2021Q2.xlsx")
    assert "政府网站总体合格率 89.4%（42/47），不合格率 10.6%（5/47）" in lines
    assert "政务新媒体总体合格率 97.7%（211/216），不合格率 2.3%（5/216）" in lines
    assert printed.err == ""
    sheet = CalamineWorkbook.from_path(Path(lines[0])).get_sheet_by_name("问题网站名单").to_python()
    assert [row[1] for row in sheet[2:7]] == [
        "赤坎区人民政府网", "雷州市人民政府网", "吴川市人民政府网", "市投资促进局", "湛江经济技术开发区门户网站",
    ]  # fmt: skip
    notes = {
        row[0]: row[1] for row in CalamineWorkbook.from_path(Path(lines[0])).get_sheet_by_name("检查说明").to_python()
    }
    assert notes["采集任务 site"].endswith(
        "到达 47 个对象，观测到 47 个，页面 611 个；批次 zhanjiang/2021Q2/site/2021-07-05/1"
    )


def test_findings_are_printed_as_the_contract_has_them(crawled, capsys):
    judge.main(ZHANJIANG)
    capsys.readouterr()
    assert findings.main(ZHANJIANG) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert list(rows[0]) == [
        "target_id", "target", "kind", "county", "platform", "code", "title", "verdict", "points", "reason", "as_of",
        "evidence",
    ]  # fmt: skip
    failed = {(row["target"], row["code"]) for row in rows if row["verdict"] == "fail"}
    assert ("赤坎区人民政府网", "V4b") in failed
    assert ("徐闻公安", "N2a") in failed
    assert ("市投资促进局", "V1e") in failed
    assert all(set(it) == {"url", "snapshot", "text", "seen_at"} for row in rows for it in row["evidence"])
    assert all(row["evidence"] for row in rows if row["verdict"] == "fail")
    assert findings.main([*ZHANJIANG, "--format", "csv"]) == 0
    table = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["code"] for row in table] == [row["code"] for row in rows]


def test_the_same_facts_are_judged_again_under_another_profile(crawled, capsys):
    assert judge.main([*ZHANJIANG, "--profile", "national"]) == 0
    assert "全国指标（2019年版）" in capsys.readouterr().out
    with pytest.raises(findings.GovcrawlError, match="not judged under zhanjiang as of 2021-07-05; run python -m"):
        findings.main(ZHANJIANG)


def test_what_was_not_observed_is_told_and_is_status_1(connected, tmp_path, capsys):
    facts = dict(seeded("zhanjiang", "2021Q2", ZHANJIANG_STALE, waiting=ZHANJIANG_WAITING).facts)
    missing = [target_id for target_id in facts if target_id.startswith("site/")][5]
    del facts[missing]
    write_facts(connected, facts)
    assert judge.main(ZHANJIANG) == 1
    told = capsys.readouterr()
    assert "未能观测 1" in told.out
    assert "未能观测 (V3, V4a, V4b, V4c, V5a, V5b)" in told.err
    assert report.main([*ZHANJIANG, "--out", str(tmp_path)]) == 1
    assert "政府网站总体合格率 89.1%（41/46），不合格率 10.9%（5/46），未能判定 1" in capsys.readouterr().out


def test_judging_an_earlier_moment_sees_nothing_of_later_crawls(crawled, capsys):
    assert judge.main([*ZHANJIANG, "--as-of", "2021-06-01"]) == 1
    assert "合格 253" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "words", "error"),
    [
        (judge.main, ["nowhere", "--period", "2021Q2"], "nowhere: no city.toml in this folder; name a register folder"),
        (judge.main, [ZHANJIANG[0], "--period", "2021Q3"], "period '2021Q3' is not defined; use one of: 2021Q2"),
        (judge.main, [*ZHANJIANG, "--profile", "atlantis"], "'atlantis' is unknown; use one of: beijing2023, "),
        (report.main, [*ZHANJIANG, "--as-of", "5.7.2021"], "--as-of: '5.7.2021' is not a date; write it as YYYY-MM-DD"),
        (reviews.main, ["send"], "analysis.reviews: is 'send'; write export or import, see --help"),
        (reviews.main, ["export", *ZHANJIANG, "--out", "a.csv"], "--out: 'a.csv' is no .xlsx; name a workbook"),
        (reviews.main, ["import", *ZHANJIANG, "a.xlsx", "--date", "5.7."], "--date: '5.7.' is not a date; write it as"),
        (sample.main, [*ZHANJIANG, "--margin", "0"], "--margin: is 0; give a percentage between 0 and 100"),
        (judge.main, ["seeds/zhanjiang"], "--period"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(command, words, error, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["x", *words])
    with pytest.raises(SystemExit) as stopped:
        run(command)
    assert stopped.value.code == 2
    printed = capsys.readouterr()
    assert error in printed.err
    assert printed.out == ""


def test_csv_is_no_formula():
    assert [inert(value) for value in ("=1", "+1", "-1", "@x", "a=1", 3)] == [
        "'=1", "'+1", "'-1", "'@x", "a=1", "3",
    ]  # fmt: skip


def test_reviews_go_out_and_come_in_and_a_sample_is_kept(connected, tmp_path, capsys):
    """The whole round with a real store: export, import, judge again; the stored page lies beside, unable to run."""
    folder = tmp_path / "zhanjiang"
    shutil.copytree(SEEDS / "zhanjiang", folder)
    words = [str(folder), "--period", "2021Q2"]
    facts = dict(seeded("zhanjiang", "2021Q2", ZHANJIANG_STALE, waiting=ZHANJIANG_WAITING).facts)
    portal = next(target_id for target_id in facts if target_id.startswith("site/"))
    wrong = Candidate(0, 4, "台湾政府", "台湾当局", "lexicon/52", Severity.SERIOUS, "据台湾政府称")
    at = moment(date(2021, 7, 5))
    facts[portal] = (ErrorTextSeen(portal, "http://a.test/1.html", at, "page-1", candidates=(wrong,)), *facts[portal])
    write_facts(connected, facts)
    crawl = connected.begin_run("zhanjiang", "2021Q2", "links", date(2021, 7, 5), now=at)
    shown = Snapshot("page-1", crawl.id, portal, "http://a.test/1.html", "page", at, at, 200, content_type="text/html")
    connected.write(crawl, [Written((), shown, "<script>alert(1)</script><p>据台湾政府称</p>".encode())])
    judge.main(words)
    capsys.readouterr()
    book = tmp_path / "review.xlsx"
    assert reviews.main(["export", *words, "--out", str(book)]) == 0
    assert "1 candidates), 1 stored pages" in capsys.readouterr().out
    [page] = (tmp_path / "review_pages").iterdir()
    assert page.read_text("utf-8").index("Content-Security-Policy") < page.read_text("utf-8").index("<script>")
    rows = CalamineWorkbook.from_path(book).get_sheet_by_name("人工复核").to_python()
    row = dict(zip(rows[0], next(row for row in rows if "台湾政府" in row), strict=True))
    with xlsxwriter.Workbook(tmp_path / "filled.xlsx") as filled:
        sheet = filled.add_worksheet("人工复核")
        for place, (heading, cell) in enumerate((row | {"结论": "确认", "复核人": "张三"}).items()):
            sheet.write_string(0, place, heading)
            sheet.write_string(1, place, str(cell))
    assert reviews.main(["import", *words, str(tmp_path / "filled.xlsx"), "--date", "2021-07-05"]) == 0
    assert "1 decisions written（不合格 1）" in capsys.readouterr().out
    judge.main(words)
    assert findings.main(words) == 0
    failed = [json.loads(line) for line in capsys.readouterr().out.splitlines() if '"V1a"' in line]
    assert portal in {it["target_id"] for it in failed if it["verdict"] == "fail"}
    assert sample.main([*words, "--margin", "10", "--seed", "3"]) == 1
    drawn = capsys.readouterr().out
    assert "随机种子3" in drawn
    assert sample.main([*words, "--margin", "2", "--seed", "4"]) == 1  # the stored plan stands
    assert capsys.readouterr().out == drawn


def test_the_next_period_begins_with_the_faults_of_the_last_one(connected, tmp_path, capsys):
    """Two quarters in a real store: what was judged then, under the register of then, is looked at again now."""
    folder = tmp_path / "zhanjiang"
    shutil.copytree(SEEDS / "zhanjiang", folder)
    (folder / "past_faults.csv").unlink(missing_ok=True)
    city = (folder / "city.toml").read_text("utf-8")
    first = "[period.2021Q1]\nstart = 2021-01-01\nend = 2021-03-31\nas_of = 2021-03-31\n\n"
    (folder / "city.toml").write_text(city.replace("[period.2021Q2]", f"{first}[period.2021Q2]"), "utf-8")
    facts = dict(seeded("zhanjiang", "2021Q2", ZHANJIANG_STALE, waiting=ZHANJIANG_WAITING).facts)
    zombie = next(account for account in read_register(folder).accounts if account.id.startswith("account/抖音"))
    gone = [str(folder), "--period", "2021Q1"]
    write_facts(connected, {zombie.id: fresh_facts(zombie, date(2021, 3, 31), days=40)}, "2021Q1", date(2021, 3, 31))
    assert judge.main(gone) == 1  # nothing else was looked at
    accounts = folder / "accounts.csv"
    old = accounts.read_text("utf-8")
    accounts.write_text(old.replace(zombie.name, f"{zombie.name}（新）"), "utf-8")
    write_facts(connected, facts)
    words = [str(folder), "--period", "2021Q2"]
    judge.main(words)
    capsys.readouterr()
    judgement = report.read_judgement(sources_of(folder, "2021Q2"))
    assert judgement.past.periods == ("2021Q1",)
    told = past_faults_now(judgement)
    assert [(row.target_id, row.code, row.state) for row in told.itertuples()] == [(zombie.id, "N2a", "rectified")]
    changes = register_changes(judgement)
    assert [row.after for row in changes.itertuples() if row.target_id == zombie.id and row.change == "changed"] == [
        f"name: {zombie.name}（新）"
    ]
    assert list(trend(judgement)["accounts_unqualified"].map(str)) == ["1", "5"]
    sheet = sheets(judgement)["trend"]
    assert sheet.chart
    assert [row[0] for row in sheet.rows] == ["2021年第一季度", "2021年第二季度"]
    assert report.read_judgement(sources_of(folder, "2021Q1")).past.periods == ()

"""`python -m analysis.report seeds/zhanjiang --period 2021Q2 --out out`: the workbook, and the notice's key rates."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis.findings import not_judged
from analysis.judge import tell_undecided
from analysis.judgement import Judgement
from analysis.passrates import counts_by, printed, total, with_rates
from analysis.past import read_past
from analysis.rate_table import TOTAL
from analysis.reports.xlsx import write_workbook
from analysis.sources import Sources, arguments, read_sources, run
from analysis.table import Table
from analysis.tables.accounts_by_county import accounts_by_county
from analysis.tables.accounts_by_platform import accounts_by_platform
from analysis.tables.column_ledger import column_ledger
from analysis.tables.evidence import NAME as EVIDENCE
from analysis.tables.evidence import evidence
from analysis.tables.failing_accounts import failing_accounts
from analysis.tables.failing_sites import failing_sites
from analysis.tables.overview import overview
from analysis.tables.provenance import provenance
from analysis.tables.score_parts import score_parts
from analysis.tables.scores import scores
from analysis.tables.sites_by_county import sites_by_county
from analysis.tables.undecided import undecided
from analysis.titles import ACCOUNTS, LINES, SITES, line_title, period_title, window_title
from govcrawl.model.fact import ColumnSeen, TargetVisited
from govcrawl.model.finding import Finding
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.target import MUNICIPAL, Account, Site, SiteKind, Target
from govcrawl.register import TableSettings
from govcrawl.rules.standing import latest
from govcrawl.rules.wording import problems


def main(words: Sequence[str]) -> int:
    """Write the workbook of a judged period and print its path and the key rates."""
    parser = arguments("Write the workbook of a judged period.")
    parser.add_argument("--out", type=Path, default=Path("out"), help="folder for the workbook")
    given = parser.parse_args(words)
    judgement = read_judgement(read_sources(given))
    sources = judgement.sources
    path = given.out / f"{sources.city}-{sources.period.name}.xlsx"
    write_workbook(path, tables(judgement), author=f"{sources.register.city.name}（govcrawl）")
    print(path)
    print("\n".join(key_rates(judgement)))
    return tell_undecided(sources, judgement.outcomes)


def read_judgement(sources: Sources) -> Judgement:
    """Read a judgement from the store. Raises GovcrawlError where there is none."""
    of_city = (sources.city, sources.period.name)
    under = (*of_city, sources.profile.name, sources.as_of)
    with sources.store() as store:
        outcomes = tuple(store.outcomes(*under))
        if not outcomes:
            raise not_judged(sources)
        facts = dict(store.facts(*of_city, sources.as_of))
        jobs = sorted({fact.job for own in facts.values() for fact in own if isinstance(fact, TargetVisited)})
        runs = {job: tuple(sorted(set(store.crawled(*of_city, job, sources.as_of).values()))) for job in jobs}
        findings = tuple(store.findings(*under))
        return Judgement(sources, findings, outcomes, facts, runs, read_past(sources, store))


def overview_rates(judgement: Judgement) -> pd.DataFrame:
    """Return the rates of the notice: all websites, each kind of them, all accounts.

    Disclosure sections are objects of their own beside the websites (Lincang 2021Q2), not part of their total.
    """
    frame, report = judgement.frame, judgement.sources.register.city.report
    kinds = counts_by(frame, "kind", [*(kind.value for kind in SiteKind), "account"])
    websites = kinds.loc[[kind.value for kind in SiteKind if kind is not SiteKind.DISCLOSURE_SECTION]]
    lines = pd.concat([total(websites, SITES), kinds.rename(index={"account": ACCOUNTS})]).loc[list(LINES)]
    lines = lines[(lines["operating"] > 0) | lines.index.isin([SITES, ACCOUNTS])]
    cuts: dict[str, TableSettings] = {str(line): report.table(str(line)) for line in lines.index}
    return with_rates(lines, cuts)


def key_rates(judgement: Judgement) -> Iterator[str]:
    """Yield the key rates as a notice prints them, one a line; what is undecided always stands beside."""
    report = judgement.sources.register.city.report
    for line, row in overview_rates(judgement).iterrows():
        decided = row["qualified"] + row["unqualified"]
        name = line_title(str(line), report) + ("总体" if line in (SITES, ACCOUNTS) else "")
        told = f"{name}合格率 {printed(row['pass_rate'])}（{row['qualified']}/{decided}），"
        told += f"不合格率 {printed(row['unqualified_rate'])}（{row['unqualified']}/{decided}）"
        if row["undecided"]:
            reach = f"{printed(row['lowest'])} 与 {printed(row['highest'])}"
            told += f"，未能判定 {row['undecided']}（合格率介于 {reach} 之间）"
        yield told


def tables(judgement: Judgement) -> list[Table]:
    """Return the sheets of the workbook, in their order."""
    sources, frame = judgement.sources, judgement.frame
    city, period = sources.register.city, sources.period
    report = city.report
    sites, accounts = frame[frame["group"] == "site"], frame[frame["group"] == "account"]
    counties = [MUNICIPAL, *city.counties]
    platforms = list(dict.fromkeys(accounts["platform"]))
    found = [(judgement.targets[target_id], it) for target_id, own in judgement.findings_of.items() for it in own]
    listed = {
        target.id: problems(judgement.findings_of[target.id], sources.profile, report.wording)
        for target in judgement.targets.values()
    }
    failing = [judgement.targets[it] for it in frame.loc[frame["counted_as"] == "unqualified", "target_id"]]
    sampled = f"检查采样时间为{window_title(period)}"
    by_county = sites_by_county(
        _by(sites, "county", counties, report.table("sites_by_county")), report.table("sites_by_county")
    )
    if sections := int((sites["kind"] == SiteKind.DISCLOSURE_SECTION).sum()):
        by_county = replace(by_county, notes=(f"含{LINES[SiteKind.DISCLOSURE_SECTION]}{sections}个",))
    return [
        overview(overview_rates(judgement), f"{city.name}{period_title(period)}政府网站与政务新媒体检查情况", report),
        by_county,
        accounts_by_county(
            _by(accounts, "county", counties, report.table("accounts_by_county")), report.table("accounts_by_county")
        ),
        accounts_by_platform(
            _by(accounts, "platform", platforms, report.table("accounts_by_platform")),
            report.table("accounts_by_platform"),
            report,
        ),
        failing_sites(
            [it for it in failing if isinstance(it, Site)], listed, EVIDENCE, report.table("failing_sites"), sampled
        ),
        failing_accounts([it for it in failing if isinstance(it, Account)], listed, EVIDENCE, report, sampled),
        undecided(_operating(found), report),
        evidence(found, report),
        column_ledger(_columns(judgement), sources.as_of),
        *_scores(judgement),
        provenance(sources, _counts(judgement), _visits(judgement), len(sources.register.reviews)),
    ]


def _scores(judgement: Judgement) -> list[Table]:
    """Return the sheets of the scores, none where nothing was scored."""
    scored = [(judgement.targets[it.target_id], it.score) for it in judgement.outcomes if it.score]
    scoring = judgement.sources.profile.scoring
    return [scores(scored, scoring), score_parts(scored)] if scored and scoring else []


def _by(frame: pd.DataFrame, field: str, order: Sequence[str], settings: TableSettings) -> pd.DataFrame:
    counts = counts_by(frame, field, order)
    return with_rates(pd.concat([counts, total(counts, TOTAL)]), settings)


def _operating(found: Sequence[tuple[Target, Finding]]) -> Iterator[tuple[Target, Finding]]:
    return ((target, finding) for target, finding in found if target.operating)


def _columns(judgement: Judgement) -> Iterator[tuple[Site, ColumnSeen]]:
    for site in judgement.sources.register.sites:
        facts = judgement.facts.get(site.id, ())
        for column in latest(fact for fact in facts if isinstance(fact, ColumnSeen)):
            yield site, column


def _counts(judgement: Judgement) -> dict[str, int]:
    targets, frame = judgement.sources.register.targets, judgement.frame
    return {
        "登记对象数": len(targets),
        "在运行对象数": len(frame),
        "未能判定对象数": int((frame["counted_as"] == "undecided").sum()),
    }


def _visits(judgement: Judgement) -> dict[str, str]:
    """Return, per job, from when to when it visited how many objects and how many of them it could observe."""
    visits = [fact for facts in judgement.facts.values() for fact in facts if isinstance(fact, TargetVisited)]
    told = {}
    for job in sorted({visit.job for visit in visits}):
        own = [visit for visit in visits if visit.job == job]
        moments = sorted(visit.seen_at.astimezone(CHINA_TIME) for visit in own)
        span = " 至 ".join(dict.fromkeys(f"{moment:%Y-%m-%d %H:%M}" for moment in (moments[0], moments[-1])))
        observed = sum(visit.observed for visit in own)
        pages = sum(visit.pages for visit in own)
        told[job] = f"{span}，到达 {len(own)} 个对象，观测到 {observed} 个，页面 {pages} 个"
        if runs := judgement.runs.get(job):
            told[job] += f"；批次 {'、'.join(runs)}"
    return told


if __name__ == "__main__":
    run(main)

"""The sheets of the workbook: frames of a judgement as tables, in their order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from analysis import frames
from analysis.frames.error_texts import SECRETS, WORDING
from analysis.judgement import Judgement
from analysis.reinspection import WORDS_OF_CHANGE, WORDS_OF_STATE, past_faults_now
from analysis.reinspection import register_changes as changes_of
from analysis.sample import error_rate, method_note
from analysis.table import Table
from analysis.tables.account_updates import account_updates
from analysis.tables.accounts_by_county import accounts_by_county
from analysis.tables.accounts_by_level import accounts_by_level
from analysis.tables.accounts_by_platform import accounts_by_platform
from analysis.tables.blank_columns import blank_columns
from analysis.tables.closed_domains import closed_domains
from analysis.tables.column_ledger import column_ledger
from analysis.tables.connectivity import connectivity
from analysis.tables.corrections_by_unit import corrections_by_unit
from analysis.tables.dead_links import dead_links
from analysis.tables.evidence import NAME as EVIDENCE
from analysis.tables.evidence import evidence
from analysis.tables.failing_accounts import failing_accounts
from analysis.tables.failing_sites import failing_sites
from analysis.tables.faulty_tags import faulty_tags
from analysis.tables.messages_by_month import messages_by_month
from analysis.tables.messages_by_topic import messages_by_topic
from analysis.tables.messages_by_unit import messages_by_unit
from analysis.tables.overview import overview
from analysis.tables.privacy_and_links import privacy_and_links
from analysis.tables.problems_by_unit import problems_by_unit
from analysis.tables.provenance import provenance
from analysis.tables.recheck import recheck
from analysis.tables.register_changes import register_changes
from analysis.tables.score_bands import score_bands
from analysis.tables.score_parts import score_parts
from analysis.tables.scores import scores
from analysis.tables.sites_by_county import sites_by_county
from analysis.tables.stale_days import stale_days
from analysis.tables.trend import trend
from analysis.tables.undecided import undecided
from analysis.tables.wording import wording
from analysis.titles import LINES, period_title, window_title
from govcrawl.model.fact import TargetVisited
from govcrawl.model.finding import Finding
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.target import MUNICIPAL, Account, Site, SiteKind, Target
from govcrawl.rules.wording import problems

# Sheets that a report has only where there is something to tell.
SOMETIMES = (
    "messages", "messages_by_month", "messages_by_topic",
    "corrections", "trend", "recheck", "register_changes", "wording", "privacy_and_links", "dead_links",
    "faulty_tags", "closed_domains", "connectivity", "scores", "score_bands", "score_parts",
)  # fmt: skip


def sheets(judgement: Judgement) -> dict[str, Table]:
    """Return the sheets by key, in the order of the workbook; a notice attaches some of them by the same key."""
    report = judgement.sources.register.city.report
    sources, found = judgement.sources, Found(judgement)
    return {
        **_summaries(judgement),
        **_lists(judgement),
        **_recheck(judgement),
        "undecided": undecided(found, report),
        "evidence": evidence(found, report),
        "column_ledger": column_ledger(frames.columns(judgement), sources.as_of),
        **_ledgers(judgement),
        **_scores(judgement),
        "provenance": provenance(
            sources, _counts(judgement), _visits(judgement), len(sources.register.reviews), _sampled(judgement)
        ),
    }


@dataclass(frozen=True, slots=True)
class Found:
    """The findings of a judgement with their objects, in the order of the register, to be gone through again."""

    judgement: Judgement

    def __iter__(self) -> Iterator[tuple[Target, Finding]]:
        for target_id, findings in self.judgement.findings_of.items():
            for finding in findings:
                yield self.judgement.targets[target_id], finding


def _summaries(judgement: Judgement) -> Mapping[str, Table]:
    """Return what is counted: overview, counties, platforms, problems, messages, earlier periods."""
    sources, frame = judgement.sources, judgement.frame
    city, report = sources.register.city, sources.register.city.report
    counties = [MUNICIPAL, *city.counties]
    platforms = list(dict.fromkeys(frame.loc[frame["group"] == "account", "platform"]))
    rates = frames.rates_by(judgement, "site", "county", counties, "sites_by_county")
    sites = sites_by_county(rates, report.table("sites_by_county"))
    if sections := int((frame["kind"] == SiteKind.DISCLOSURE_SECTION).sum()):
        sites = replace(sites, notes=(f"含{LINES[SiteKind.DISCLOSURE_SECTION]}{sections}个",))
    of_accounts = frames.rates_by(judgement, "account", "county", counties, "accounts_by_county")
    by_platform = frames.rates_by(judgement, "account", "platform", platforms, "accounts_by_platform")
    title = f"{city.name}{period_title(sources.period)}政府网站与政务新媒体检查情况"
    asked = frames.messages(judgement)
    messages = frames.messages_by_unit(asked, judgement, "留言")
    by_topic = frames.messages_by_topic(asked, judgement, "留言")
    corrections = frames.messages_by_unit(frames.corrections(judgement), judgement, "找错")
    tables = {
        "overview": overview(frames.overview_table(judgement), title, report),
        "sites_by_county": sites,
        "accounts_by_county": accounts_by_county(of_accounts, report.table("accounts_by_county")),
        "accounts_by_platform": accounts_by_platform(by_platform, report.table("accounts_by_platform"), report),
        "accounts_by_level": accounts_by_level(frames.matrix_rates(judgement, platforms), report),
        "problems_by_unit": problems_by_unit(frames.faults_by_unit(judgement), report.table("problems_by_unit")),
    }
    if len(messages):
        tables["messages"] = messages_by_unit(messages, report.answer_workdays, report.table("messages"))
        by_month = frames.messages_by_month(asked, judgement, "留言")
        tables["messages_by_month"] = messages_by_month(by_month, report.table("messages_by_month"))
    if len(by_topic):
        tables["messages_by_topic"] = messages_by_topic(by_topic, report.table("messages_by_topic"))
    if len(corrections):
        term = frames.correction_workdays(judgement)
        tables["corrections"] = corrections_by_unit(corrections, term, report.table("corrections"))
    if judgement.earlier:
        tables["trend"] = trend(frames.trend(judgement), report.table("trend"))
    return tables


def _lists(judgement: Judgement) -> Mapping[str, Table]:
    """Return the lists of failing websites and accounts, each row leading to its evidence."""
    sources = judgement.sources
    report = sources.register.city.report
    failing = [judgement.targets[it] for it in judgement.frame.query("counted_as == 'unqualified'")["target_id"]]
    listed = {it.id: problems(judgement.findings_of[it.id], sources.profile, report.wording) for it in failing}
    sampled = f"检查采样时间为{window_title(sources.period)}"
    sites = [it for it in failing if isinstance(it, Site)]
    accounts = [it for it in failing if isinstance(it, Account)]
    return {
        "failing_sites": failing_sites(sites, listed, EVIDENCE, report.table("failing_sites"), sampled),
        "failing_accounts": failing_accounts(accounts, listed, EVIDENCE, report, sampled),
    }


def _recheck(judgement: Judgement) -> Mapping[str, Table]:
    """Return what became of the last period's faults and of the register, as far as anything is known of them."""
    report = judgement.sources.register.city.report
    tables = {
        "recheck": recheck(past_faults_now(judgement), WORDS_OF_STATE, report),
        "register_changes": register_changes(changes_of(judgement), WORDS_OF_CHANGE, report),
    }
    return {key: table for key, table in tables.items() if any(table.rows)}


def _ledgers(judgement: Judgement) -> Mapping[str, Table]:
    """Return the ledgers of what was seen; of jobs that were not run there is none."""
    report = judgement.sources.register.city.report
    as_of = judgement.sources.as_of
    tables = {
        "stale_days": stale_days(frames.stale_days(judgement), report.table("stale_days")),
        "blank_columns": blank_columns(frames.blank_columns(judgement), report.table("blank_columns")),
        "account_updates": account_updates(frames.feeds(judgement), as_of, report.table("account_updates")),
        "wording": wording(frames.candidates(judgement, WORDING), report.table("wording")),
        "privacy_and_links": privacy_and_links(
            frames.candidates(judgement, SECRETS), report.table("privacy_and_links")
        ),
        "dead_links": dead_links(frames.dead_links(judgement), report.table("dead_links")),
        "faulty_tags": faulty_tags(frames.faulty_tags(judgement), report.table("faulty_tags")),
        "closed_domains": closed_domains(frames.closed_domains(judgement), report.table("closed_domains")),
        "connectivity": connectivity(frames.connectivity(judgement), report.table("connectivity")),
    }
    always = ("stale_days", "blank_columns", "account_updates")
    return {key: table for key, table in tables.items() if key in always or any(table.rows)}


def _scores(judgement: Judgement) -> Mapping[str, Table]:
    """Return the sheets of the scores, none where nothing was scored."""
    scored = [(judgement.targets[it.target_id], it.score) for it in judgement.outcomes if it.score]
    scoring = judgement.sources.profile.scoring
    if not (scored and scoring):
        return {}
    settings = judgement.sources.register.city.report.table("score_bands")
    return {
        "scores": scores(scored, scoring, frames.score_ranks(judgement)),
        "score_bands": score_bands(frames.score_bands(judgement), settings),
        "score_parts": score_parts(scored),
    }


def _counts(judgement: Judgement) -> dict[str, int]:
    targets, frame = judgement.sources.register.targets, judgement.frame
    return {
        "登记对象数": len(targets),
        "在运行对象数": len(frame),
        "未能判定对象数": int((frame["counted_as"] == "undecided").sum()),
    }


def _sampled(judgement: Judgement) -> str:
    return method_note(judgement.sample, error_rate(judgement, judgement.sample)) if judgement.sample else ""


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

"""The page: one HTML file with everything in it, for a phone, a desk and a printer, in Chinese and English.

Nothing is asked of any other place: styles, script and charts stand in the file, and its policy (CSP) forbids the rest.
What was crawled is hostile: it is escaped, only http(s) addresses become links, and no script but our own may run.
"""

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis import frames
from analysis.figures import Figure, PrintedFigures
from analysis.judgement import Judgement
from analysis.reinspection import State, past_faults_now
from analysis.reports.page_words import ENGLISH_LINES, SPANS, STATES, TEXTS, VERDICTS, english_title
from analysis.titles import LINES, county_title, line_title, period_title, platform_title, window_title
from govcrawl import __version__
from govcrawl.model.finding import Finding, Verdict
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.target import MUNICIPAL, Account, Target
from govcrawl.rules.judge import is_veto
from govcrawl.rules.profile import Profile
from govcrawl.rules.wording import is_bonus, problems, title

PARTS = Path(__file__).with_name("page")
PAGE = "网页"  # how the places of its figures begin: 网页#f7 is the element f7
_OPEN = (Verdict.FAIL, Verdict.NEEDS_REVIEW, Verdict.NOT_OBSERVED)
_MOST_EVIDENCE = 12  # pieces a finding; the workbook has them all


def write_page(path: Path, judgement: Judgement, figures: PrintedFigures | None = None) -> None:
    """Write the page of a judged period. `figures` notes what stands where."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(judgement, figures or PrintedFigures()), "utf-8")


def page(judgement: Judgement, figures: PrintedFigures) -> str:
    """Return the page of a judged period as HTML."""
    environment = Environment(
        loader=FileSystemLoader(PARTS), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(t=_both, both=both)
    environment.filters.update(web=web, figure=_placed(figures))
    script = (PARTS / "page.js").read_text("utf-8")
    sources = judgement.sources
    return environment.get_template("page.html.j2").render(
        city=sources.register.city.name,
        period=period_title(sources.period),
        period_name=sources.period.name,
        as_of=sources.as_of,
        window=both(window_title(sources.period), f"{sources.period.start} to {sources.period.end}"),
        profile=sources.profile.title,
        legal_source=sources.profile.source,
        version=__version__,
        lines=list(_lines(judgement)),
        counties=_counties(judgement),
        platforms=_platforms(judgement),
        ages=_ages(judgement),
        trend=_trend(judgement),
        recheck=_recheck(judgement),
        objects=list(_objects(judgement)),
        operating=Figure(len(judgement.frame), "group in ('site', 'account')"),
        runs=judgement.runs,
        style=Markup((PARTS / "page.css").read_text("utf-8")),  # noqa: S704  # our own file
        script=Markup(script),  # noqa: S704
        script_hash=b64encode(sha256(script.encode()).digest()).decode(),
    )


def both(chinese: str, english: str) -> Markup:
    """Return a text in both languages; the page shows one of them."""
    return Markup('<span lang="zh-CN">{}</span><span lang="en">{}</span>').format(chinese, english)


def web(url: str) -> str:
    """Return an address that may be a link: http(s) only, else an empty string."""
    return url if url.lower().startswith(("http://", "https://")) else ""


def _both(key: str) -> Markup:
    return both(*TEXTS[key])


def _placed(figures: PrintedFigures) -> Callable[[Figure], Markup]:
    """Return what prints a figure: as an element of its own, which the ledger of figures names."""
    numbers = count(1)

    def place(figure: Figure) -> Markup:
        mark = f"f{next(numbers)}"
        return Markup('<data id="{}">{}</data>').format(mark, figures.put(figure, f"{PAGE}#{mark}"))

    return place


def _bar(row: "pd.Series[Any]") -> dict[str, Any]:
    """Return the figures of a row with the widths of their bars in percent of those inspected."""
    whole, rate = row["inspected"].value or 1, row["pass_rate"]
    widths = {name: round(100 * row[name].value / whole, 3) for name in ("qualified", "unqualified", "undecided")}
    return {**row, "decided": Figure(rate.denominator, rate.of), "widths": widths}


def _lines(judgement: Judgement) -> Iterator[dict[str, Any]]:
    report = judgement.sources.register.city.report
    for line, row in frames.overview_table(judgement).iterrows():
        yield {"title": both(line_title(str(line), report), ENGLISH_LINES[str(line)]), "line": str(line), **_bar(row)}


def _counties(judgement: Judgement) -> list[dict[str, Any]]:
    order = [MUNICIPAL, *judgement.sources.register.city.counties]
    of_group = {
        name: dict(frames.rates_by(judgement, name, "county", order, f"{name or 'object'}s_by_county").iterrows())
        for name in ("", "site", "account")
    }
    return [
        {"rank": Figure(rank, f"# 名次：{county}") if rank else None, "county": county_title(str(county))}
        | _bar(of_group[""][county])
        | {name: of_group[name][county] for name in ("site", "account")}
        for county, rank in frames.county_ranking(judgement)["rank"].items()
    ]


def _platforms(judgement: Judgement) -> list[dict[str, Any]]:
    frame, report = judgement.frame, judgement.sources.register.city.report
    names = list(frame.loc[frame["group"] == "account", "platform"].value_counts().index)
    rates = frames.rates_by(judgement, "account", "platform", names, "accounts_by_platform").loc[names]
    return [{"title": platform_title(str(name), report)} | _bar(row) for name, row in rates.iterrows()]


def _ages(judgement: Judgement) -> list[dict[str, Any]]:
    rows = frames.stale_days(judgement).to_dict("records")
    most = max(row["columns"].value for row in rows) or 1
    return [
        {
            "title": both(row["span"], SPANS[row["span"]]),
            "number": row["columns"],
            "width": round(100 * row["columns"].value / most, 3),
        }
        for row in rows
    ]


def _trend(judgement: Judgement) -> dict[str, Any]:
    """Return the periods with their rates, and the rates as points of lines; nothing where there is only this one."""
    periods = frames.trend(judgement).to_dict("records") if judgement.earlier else []
    rates = {name: [row[f"{name}_rate"].value for row in periods] for name in ("sites", "accounts")}
    least = min((float(rate) for of_group in rates.values() for rate in of_group if rate is not None), default=100.0)
    lowest = min(90.0, least // 10 * 10)  # where the axis begins
    rows = [{"period": row["period"], "sites": row["sites_rate"], "accounts": row["accounts_rate"]} for row in periods]
    lines = {name: _points(of_group, lowest) for name, of_group in rates.items()}
    return {"rows": rows, "lines": lines, "lowest": f"{lowest:g}%"}


def _points(rates: Sequence[Any], lowest: float) -> list[tuple[float, float]]:
    """Return the points of a line in the picture: 100 % at the height 20, the lowest rate at 150."""
    step = 520 / max(1, len(rates) - 1)
    share = 130 / (100 - lowest)
    known = [(number, float(rate)) for number, rate in enumerate(rates) if rate is not None]
    return [(round(40 + step * number, 1), round(20 + share * (100 - rate), 1)) for number, rate in known]


def _recheck(judgement: Judgement) -> list[dict[str, Any]]:
    """Return last period's faults, those that still stand first."""
    report, order = judgement.sources.register.city.report, list(State)
    rows = sorted(past_faults_now(judgement).to_dict("records"), key=lambda row: order.index(row["state"]))
    return [
        {
            **{str(key): value for key, value in row.items()},
            "state_text": both(*STATES[row["state"]]),
            "kind_text": platform_title(row["platform"], report) if row["platform"] else LINES.get(row["kind"], ""),
            "county_text": county_title(row["county"]),
        }
        for row in rows
    ]


def _objects(judgement: Judgement) -> Iterator[dict[str, Any]]:
    """Yield every object in operation: those that fail first, then the undecided, then the rest, as registered."""
    sources = judgement.sources
    report = sources.register.city.report
    columns = _by_target(frames.column_days(judgement))
    feeds = _by_target(frames.feeds(judgement))
    outcomes = {outcome.target_id: outcome.verdict for outcome in judgement.outcomes}
    order = [Verdict.FAIL, Verdict.NEEDS_REVIEW, Verdict.NOT_OBSERVED, Verdict.PASS]
    shown = [target for target in judgement.targets.values() if target.operating]
    for target in sorted(shown, key=lambda it: order.index(outcomes[it.id])):
        found, verdict = judgement.findings_of[target.id], outcomes[target.id]
        yield {
            "name": target.name,
            "kind": _kind(target, judgement),
            "county": county_title(target.county),
            "sponsor": target.sponsor,
            "code": "" if isinstance(target, Account) else target.site_code,
            "url": target.url,
            "verdict": verdict.value,
            "verdict_text": both(*VERDICTS[verdict]),
            "problems": problems(found, sources.profile, report.wording),
            "findings": [_finding(it, veto=is_veto(it, sources.profile)) for it in _open(found, sources.profile)],
            "passed": [(it.code, title(it.code)) for it in found if it.verdict is Verdict.PASS],
            "columns": columns.get(target.id, []),
            "feeds": feeds.get(target.id, []),
        }


def _open(found: Iterable[Finding], profile: Profile) -> list[Finding]:
    """Return what failed or is open, vetoes first; a bonus that was not earned is no fault."""
    shown = [it for it in found if it.verdict in _OPEN and not is_bonus(it.code)]
    return sorted(shown, key=lambda it: (not is_veto(it, profile), _OPEN.index(it.verdict)))


def _finding(finding: Finding, *, veto: bool) -> dict[str, Any]:
    failed = finding.verdict is Verdict.FAIL
    deduction = failed and not veto
    return {
        "code": finding.code,
        "title": both(title(finding.code), english_title(finding.code)),
        "weight": "deduction" if deduction else finding.verdict.value,
        "verdict_text": _both("deduction") if deduction else both(*VERDICTS[finding.verdict]),
        "reason": finding.reason,
        "reviewer": finding.reviewer,
        "evidence": [
            {"url": it.url, "text": it.text, "seen_at": f"{it.seen_at.astimezone(CHINA_TIME):%Y-%m-%d %H:%M}"}
            for it in finding.evidence[:_MOST_EVIDENCE]
        ],
        "more": max(0, len(finding.evidence) - _MOST_EVIDENCE),
    }


def _kind(target: Target, judgement: Judgement) -> Markup:
    if isinstance(target, Account):
        name = platform_title(target.platform, judgement.sources.register.city.report)
        return both(name, name)
    return both(LINES[target.kind], ENGLISH_LINES[target.kind])


def _by_target(frame: pd.DataFrame) -> Mapping[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in frame.to_dict("records"):
        rows.setdefault(row["target_id"], []).append({str(key): value for key, value in row.items()})
    return rows

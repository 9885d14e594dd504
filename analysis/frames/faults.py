"""Faults: the failed findings of a judgement, one a row, and how many of which kind stand in which county."""

import pandas as pd

from analysis.figures import Figure
from analysis.judgement import Judgement
from analysis.table import TOTAL
from analysis.titles import county_title
from govcrawl.model.finding import Verdict
from govcrawl.model.target import MUNICIPAL, Account
from govcrawl.rules.judge import is_veto
from govcrawl.rules.wording import is_bonus, phrase, title

FIELDS = ["target_id", "target", "group", "kind", "county", "platform", "sponsor", "code", "title", "phrase", "veto"]


def faults(judgement: Judgement) -> pd.DataFrame:
    """Return a row for each failed finding of an object, those out of operation too; `veto` ends its chances."""
    sources = judgement.sources
    wording = sources.register.city.report.wording
    rows = [
        (
            target.id,
            target.name,
            target.group,
            str(target.kind),
            target.county,
            target.platform if isinstance(target, Account) else "",
            target.sponsor,
            finding.code,
            title(finding.code),
            phrase(finding, sources.profile, wording),
            target.operating and is_veto(finding, sources.profile),
        )
        for target in sources.register.targets
        for finding in judgement.findings_of[target.id]
        if finding.verdict is Verdict.FAIL and not is_bonus(finding.code)
    ]
    return pd.DataFrame(rows, columns=FIELDS)


def by_unit(judgement: Judgement) -> pd.DataFrame:
    """Return objects in operation with a fault, by county and kind of fault; vetoes only, the total last (TS7)."""
    found = faults(judgement)
    vetoes = found[found["veto"].astype(bool)]  # without any row the column has no type of its own
    counties = [MUNICIPAL, *judgement.sources.register.city.counties]
    codes = sorted(set(vetoes["code"]))
    counted = pd.crosstab(vetoes["county"], vetoes["code"]) if len(vetoes) else pd.DataFrame()
    counted = counted.reindex(index=counties, columns=codes, fill_value=0)
    counted.loc[TOTAL] = counted.sum()
    rows = {
        str(county): [_figure(int(number), str(county), str(code)) for code, number in row.items()]
        for county, row in counted.iterrows()
    }
    table = pd.DataFrame.from_dict(rows, orient="index", columns=[f"{code} {title(code)}" for code in codes])
    table.insert(0, "county", [it if it == TOTAL else county_title(it) for it in table.index])
    return table


def _figure(number: int, county: str, code: str) -> Figure:
    where = "" if county == TOTAL else f"，{county_title(county)}"
    return Figure(number, f"# 单项否决 {code} 不合格的对象{where}")

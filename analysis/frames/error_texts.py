"""Candidates of error text: wording, personal data, hidden links; what a person has to look at, never a verdict."""

import pandas as pd

from analysis.judgement import Judgement
from analysis.titles import county_title
from govcrawl.model.candidate import Severity
from govcrawl.model.fact import ErrorTextSeen

WORDING = (Severity.SERIOUS, Severity.TYPO, Severity.HINT)
SECRETS = (Severity.PRIVACY, Severity.HIDDEN_LINK)
SEVERITIES = {
    Severity.SERIOUS: "严重表述错误",
    Severity.TYPO: "错别字",
    Severity.HINT: "提示",
    Severity.PRIVACY: "个人隐私",
    Severity.HIDDEN_LINK: "暗链",
}
_FIELDS = ["name", "county", "wrong", "right", "severity", "context", "title", "url", "rule", "times", "candidate"]


def candidates(judgement: Judgement, severities: tuple[Severity, ...]) -> pd.DataFrame:
    """Return a row for each candidate of an object, once however often it stands there (TS14, TS19).

    What a person rejected (reviews.csv) is left out.
    """
    sources = judgement.sources
    rejected = {
        (review.target_id, review.candidate)
        for review in sources.register.reviews_for(sources.period)
        if review.candidate and review.verdict == "pass"
    }
    rows: dict[tuple[str, str], list[object]] = {}
    for target in sources.register.targets:
        for fact in judgement.facts_of(target.id):
            if not isinstance(fact, ErrorTextSeen):
                continue
            for it in fact.candidates:
                key = (target.id, it.id)
                if it.severity not in severities or key in rejected:
                    continue
                if key in rows:
                    rows[key][-2] += 1  # type: ignore[operator]
                    continue
                about = [target.name, county_title(target.county), it.wrong, it.right, SEVERITIES[it.severity]]
                rows[key] = [*about, it.context, fact.title, fact.attachment or fact.url, it.rule, 1, it.id]
    return pd.DataFrame(list(rows.values()), columns=_FIELDS)

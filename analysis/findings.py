"""`python -m analysis.findings seeds/zhanjiang --period 2021Q2 [--format jsonl|csv]`: prints findings."""

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from analysis.sources import Sources, arguments, inert, read_sources, run
from govcrawl.errors import GovcrawlError
from govcrawl.model.finding import Finding
from govcrawl.model.target import Account, Target
from govcrawl.rules.wording import title

FIELDS = ("target_id", "target", "kind", "county", "platform", "code", "title", "verdict", "points", "reason", "as_of")


def main(words: Sequence[str]) -> int:
    """Print the findings of the last judgement."""
    parser = arguments("Print the findings of a period.")
    parser.add_argument("--format", choices=("jsonl", "csv"), default="jsonl", help="one JSON object a line, or CSV")
    given = parser.parse_args(words)
    sources = read_sources(given)
    with sources.store() as store:
        findings = store.findings(sources.city, sources.period.name, sources.profile.name, sources.as_of)
        outcomes = store.outcomes(sources.city, sources.period.name, sources.profile.name, sources.as_of)
    if not outcomes:
        raise not_judged(sources)
    if given.format == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow([*FIELDS, "evidence"])
        for row in rows(sources.register.targets, findings):
            row["evidence"] = " ".join(evidence["url"] for evidence in row["evidence"])
            writer.writerow([inert(value) for value in row.values()])
    else:
        for row in rows(sources.register.targets, findings):
            print(json.dumps(row, ensure_ascii=False))
    return 0


def rows(targets: Sequence[Target], findings: Sequence[Finding]) -> Iterator[dict[str, Any]]:
    """Yield findings as the contract has them."""
    by_id = {target.id: target for target in targets}
    for finding in findings:
        target = by_id.get(finding.target_id)
        yield {
            "target_id": finding.target_id,
            "target": target.name if target else "",
            "kind": str(target.kind) if target else "",
            "county": target.county if target else "",
            "platform": target.platform if isinstance(target, Account) else "",
            "code": finding.code,
            "title": title(finding.code),
            "verdict": finding.verdict.value,
            "points": str(finding.points),
            "reason": finding.reason,
            "as_of": finding.as_of.isoformat(),
            "evidence": [
                {
                    "url": evidence.url,
                    "snapshot": evidence.snapshot,
                    "text": evidence.text,
                    "seen_at": evidence.seen_at.isoformat(),
                }
                for evidence in finding.evidence
            ],
        }


def not_judged(sources: Sources) -> GovcrawlError:
    """Return the error that this period was not judged yet."""
    period, profile, as_of = sources.period.name, sources.profile.name, sources.as_of
    how = f"python -m analysis.judge {sources.folder} --period {period} --profile {profile} --as-of {as_of}"
    return GovcrawlError(f"{sources.city} {period}: not judged under {profile} as of {as_of}; run {how}")


if __name__ == "__main__":
    run(main)

"""From a dossier to findings and one outcome: every rule of a profile, then what people decided."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, time

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import TargetVisited
from govcrawl.model.finding import Evidence, Finding, Outcome, Verdict
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.review import Review
from govcrawl.rules.catalogue import rule_types
from govcrawl.rules.profile import Profile
from govcrawl.rules.rule import RuleKind

WORDS = {
    Verdict.PASS: "合格",
    Verdict.FAIL: "不合格",
    Verdict.NOT_OBSERVED: "未能观测",
    Verdict.NOT_APPLICABLE: "不适用",
    Verdict.NEEDS_REVIEW: "待复核",
}


NOT_SAMPLED = "本期未开展该项监测"


def judge(dossier: Dossier, profile: Profile, jobs: Collection[str] = ()) -> tuple[list[Finding], Outcome]:
    """Judge one target. `jobs` are those that were run for the city at all, be it for other targets.

    A review overrides the rule of its code; a review of a code without a rule adds a finding. A failed veto makes
    the target unqualified; else a veto that waits for a person, else one that was not observed, leaves it undecided.
    A target out of operation is not judged: only what people found of it stands. A rule of a job that the profile lets
    an inspection leave out, and that was not run, is not sampled: it says so and leaves the verdict to the others.
    """
    rules = [rule for rule in profile.rules if dossier.target.operating and dossier.target.kind in rule.applies_to]
    left_out = profile.separate_jobs - {*jobs, *(visit.job for visit in dossier.of(TargetVisited))}
    findings = {
        rule.code: rule.finding(dossier, Verdict.NOT_APPLICABLE, f"{NOT_SAMPLED}（未运行 {rule.job} 任务）")
        if rule.job in left_out
        else rule.judge(dossier)
        for rule in rules
    }
    for code, reviews in _by_code(dossier.reviews).items():
        findings[code] = _reviewed(dossier, code, reviews, findings.get(code))
    vetoes = [finding for finding in findings.values() if is_veto(finding.code)]
    failed = _codes(vetoes, Verdict.FAIL)
    undecided = _codes(vetoes, Verdict.NEEDS_REVIEW, Verdict.NOT_OBSERVED)
    if not dossier.target.operating:
        verdict = Verdict.NOT_APPLICABLE
    elif failed:
        verdict = Verdict.FAIL
    elif _codes(vetoes, Verdict.NEEDS_REVIEW):
        verdict = Verdict.NEEDS_REVIEW
    elif undecided or not _codes(vetoes, Verdict.PASS):  # nothing was looked at: that is no pass
        verdict = Verdict.NOT_OBSERVED
    else:
        verdict = Verdict.PASS
    return list(findings.values()), Outcome(dossier.target.id, verdict, failed, undecided)


def is_veto(code: str) -> bool:
    """Tell whether failing a code makes a target unqualified.

    A rule says so itself. Of codes without a rule the national vetoes (V, N) do, and local extras (L) and register
    faults (R) do too: they enter by a person, who decided it. Deductions, bonuses and advice do not.
    """
    rule = rule_types().get(code)
    return rule.kind is RuleKind.VETO if rule else code[:1] in "VNLR"


def _codes(findings: list[Finding], *verdicts: Verdict) -> tuple[str, ...]:
    return tuple(finding.code for finding in findings if finding.verdict in verdicts)


def _by_code(reviews: tuple[Review, ...]) -> dict[str, list[Review]]:
    """Return, per code, the reviews of its last day: a later decision replaces an earlier one."""
    ordered = sorted(set(reviews), key=lambda review: (review.code, review.day, review.reviewer, review.reason))
    by_code: dict[str, list[Review]] = {}
    for review in ordered:
        earlier = by_code.setdefault(review.code, [])
        if earlier and earlier[0].day < review.day:
            earlier.clear()
        earlier.append(review)
    return by_code


def _reviewed(dossier: Dossier, code: str, reviews: list[Review], machine: Finding | None) -> Finding:
    """Return the finding that people make of a code. Where they disagree on one day, it stays open."""
    verdicts = {review.verdict for review in reviews}
    reason = "；".join(dict.fromkeys(review.reason for review in reviews))
    if len(verdicts) > 1:
        reason = "复核意见不一致：" + "；".join(f"{it.reviewer}“{WORDS[it.verdict]}”（{it.reason}）" for it in reviews)
    if machine and machine.verdict not in verdicts:
        reason += f"（系统原判定{WORDS[machine.verdict]}：{machine.reason}）"
    finding = Finding(
        dossier.target.id,
        code,
        verdicts.pop() if len(verdicts) == 1 else Verdict.NEEDS_REVIEW,
        reason,
        dossier.as_of,
        evidence=tuple(_evidence(review) for review in reviews),
        reviewer="、".join(dict.fromkeys(review.reviewer for review in reviews)),
    )
    return replace(finding, evidence=finding.evidence + machine.evidence) if machine else finding


def _evidence(review: Review) -> Evidence:
    is_url = review.evidence.startswith(("http://", "https://"))
    text = review.reason if is_url or not review.evidence else f"{review.reason}（{review.evidence}）"
    return Evidence(
        url=review.evidence if is_url else "",
        snapshot="",
        text=f"人工复核：{text}",
        seen_at=datetime.combine(review.day, time(), CHINA_TIME),
    )

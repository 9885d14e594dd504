"""From a dossier to findings and one outcome: every rule of a profile, then what people decided."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import TargetVisited
from govcrawl.model.finding import Evidence, Finding, Outcome, Verdict
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.score import Score
from govcrawl.model.target import Site
from govcrawl.rules.candidates import error_text
from govcrawl.rules.catalogue import rule_types
from govcrawl.rules.imported import pictures
from govcrawl.rules.indicators import SCORE
from govcrawl.rules.interaction import no_interaction
from govcrawl.rules.leads import leads
from govcrawl.rules.people import BY_PERSON, decided
from govcrawl.rules.profile import Profile
from govcrawl.rules.reviewed import reviewed, until_seconded, waived
from govcrawl.rules.rule import NOT_SAMPLED, RuleKind
from govcrawl.rules.scoring import score, verdict_of

REGISTER = frozenset(code for code, rule in rule_types().items() if rule.kind is RuleKind.REGISTER)


def judge(dossier: Dossier, profile: Profile, jobs: Collection[str] = ()) -> tuple[list[Finding], Outcome]:
    """Judge one target. `jobs` are those that were run for the city at all, be it for other targets.

    A review overrides the rule of its code; a review of a code without a rule adds a finding; a waiver in force takes a
    fault away. A failed veto makes
    the target unqualified; else a veto that waits for a person, else one that was not observed, leaves it undecided.
    Of a target out of operation only the register is judged, and what people found of it stands. A rule of a job that
    the profile lets an inspection leave out, and that was not run, is not sampled: it says so and leaves the verdict to
    the others. A target that no veto fails is scored where the profile scores its kind.
    """
    rules = [rule for rule in profile.rules if rule.concerns(dossier.target)]
    left_out = profile.separate_jobs - {*jobs, *(visit.job for visit in dossier.of(TargetVisited))}
    findings = {
        rule.code: replace(
            rule.finding(dossier, Verdict.NOT_APPLICABLE, f"{NOT_SAMPLED}（{rule.not_sampled()}）"), sampled=False
        )
        if rule.job in left_out and not rule.imported(dossier)
        else rule.judge(dossier)
        for rule in rules
    }
    people = {finding.code: finding for finding in reviewed(dossier, findings)}
    if profile.two_reviewers:
        people |= {
            it.code: until_seconded(it, dossier.reviews, findings.get(it.code)) for it in _vetoes(people, profile)
        }
    findings |= people
    findings |= {finding.code: finding for finding in _asked(dossier, profile, findings)}
    findings |= {finding.code: finding for finding in waived(dossier, findings)}
    scored = None
    if dossier.target.operating and not _codes(_vetoes(findings, profile), Verdict.FAIL):
        scored, told = _scored(dossier, profile, findings)
        findings |= {finding.code: finding for finding in told}
    vetoes = _vetoes(findings, profile)
    failed = _codes(vetoes, Verdict.FAIL)
    undecided = _codes(vetoes, Verdict.NEEDS_REVIEW, Verdict.NOT_OBSERVED)
    if not dossier.target.operating:
        verdict = Verdict.NOT_APPLICABLE
    elif failed:
        verdict = Verdict.FAIL
    elif _codes(vetoes, Verdict.NEEDS_REVIEW):
        verdict = Verdict.NEEDS_REVIEW
    elif undecided or all(code in REGISTER for code in _codes(vetoes, Verdict.PASS)):  # nothing was looked at: no pass
        verdict = Verdict.NOT_OBSERVED
    else:
        verdict = Verdict.PASS
    return list(findings.values()), Outcome(dossier.target.id, verdict, failed, undecided, scored)


def is_veto(finding: Finding, profile: Profile) -> bool:
    """Tell whether a finding, where it fails, makes a target unqualified.

    A rule says so itself, of the register as the profile has it. Of codes without a rule the national vetoes (V, N) do,
    and local extras (L) and register faults (R) do too: they enter by a person, who decided it; one that the person
    gives points is a deduction. Deductions, bonuses and advice do not. The score does where it decides.
    """
    rule = next((rule for rule in profile.rules if rule.code == finding.code), None)
    if rule and not (finding.code[:1] == "L" and finding.points):
        return rule.ends
    return finding.code[:1] in "VN" or (finding.code[:1] in "LR" and not finding.points) or finding.code == SCORE


def _vetoes(findings: Mapping[str, Finding], profile: Profile) -> list[Finding]:
    return [finding for finding in findings.values() if is_veto(finding, profile)]


def _asked(dossier: Dossier, profile: Profile, findings: Mapping[str, Finding]) -> Iterator[Finding]:
    """Yield what waits for a person and nobody has decided: what a profile asks, error text, closed comments."""
    target = dossier.target
    if not target.operating:
        return
    proposed = {it.code: it for it in (error_text(dossier), no_interaction(dossier)) if it}
    for code in sorted(code for code in {*profile.asked, *proposed} if not decided(code, set(findings))):
        if found := proposed.get(code):
            yield replace(found, evidence=(*found.evidence, *pictures(dossier, code)))
        elif target.kind in BY_PERSON[code].applies_to:
            item = BY_PERSON[code]
            look_at = Evidence(target.url, "", item.question, datetime.combine(dossier.as_of, time(), CHINA_TIME))
            yield Finding(
                target.id,
                code,
                Verdict.NEEDS_REVIEW,
                f"须人工认定：{item.question}",
                dossier.as_of,
                evidence=(look_at, *leads(dossier, code), *pictures(dossier, code)),
            )


def _scored(dossier: Dossier, profile: Profile, findings: Mapping[str, Finding]) -> tuple[Score | None, list[Finding]]:
    """Return the score, and the finding that it makes where it decides and is below the pass mark or could be."""
    scoring, target = profile.scoring, dossier.target
    scale = scoring.scale_of(target.kind) if scoring else None
    if scoring is None or scale is None:
        return None, []
    services = target.services if isinstance(target, Site) else True
    found = score(findings.values(), scale, services=services, unsampled_opens=scoring.unsampled_opens)
    verdict = verdict_of(found, scale, services=services)
    open_before = _codes(_vetoes(findings, profile), Verdict.NEEDS_REVIEW, Verdict.NOT_OBSERVED)
    if (
        not scoring.decides
        or SCORE in findings
        or verdict is Verdict.PASS
        or (open_before and verdict is not Verdict.FAIL)
    ):
        return found, []
    lost = [finding for finding in findings.values() if finding.points < 0]
    proof = tuple(dict.fromkeys(piece for finding in lost for piece in finding.evidence))
    below = "扣分项得分低于" if verdict is Verdict.FAIL else "扣分项得分可能低于"
    reason = f"{below}{scale.pass_mark}分"
    charged = "、".join(f"{part.item} {part.high.normalize():f}" for part in found.parts if part.high < 0)
    reason += f"（{charged}）" if charged else "（多项未能判定）"
    return found, [Finding(target.id, SCORE, verdict, reason, dossier.as_of, evidence=proof)]


def _codes(findings: list[Finding], *verdicts: Verdict) -> tuple[str, ...]:
    return tuple(finding.code for finding in findings if finding.verdict in verdicts)

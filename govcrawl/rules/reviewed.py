"""What people make of findings: reviews override rules, a veto may need two of them, a waiver lets a fault stand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time
from decimal import Decimal

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import ScreenshotTaken
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.model.period import CHINA_TIME
from govcrawl.model.review import Review
from govcrawl.rules.imported import picture
from govcrawl.rules.indicators import item_of

WORDS = {
    Verdict.PASS: "合格",
    Verdict.FAIL: "不合格",
    Verdict.NOT_OBSERVED: "未能观测",
    Verdict.NOT_APPLICABLE: "不适用",
    Verdict.NEEDS_REVIEW: "待复核",
}


def reviewed(dossier: Dossier, machine: Mapping[str, Finding]) -> Iterator[Finding]:
    """Yield the finding that people make of each code they decided; `machine` are those of the rules, by code.

    A word on one candidate (`candidate`) decides its code where it confirms a fault and nobody spoke of the whole code;
    rejected candidates are left to the rule that reads them (see `Dossier.decided`).
    """
    whole = _by_code(review for review in dossier.reviews if not review.candidate)
    confirmed = _by_code(_last_words(dossier.reviews))
    for code, reviews in {**confirmed, **whole}.items():
        yield _reviewed(dossier, code, reviews, machine.get(code))


def until_seconded(finding: Finding, reviews: Iterable[Review], machine: Finding | None) -> Finding:
    """Return the finding, open until a second person agrees where one alone failed what no rule fails.

    Both have to speak of the same: of one candidate, or of the whole indicator.
    """
    if finding.verdict is not Verdict.FAIL or (machine and machine.verdict is Verdict.FAIL):
        return finding
    agreed: dict[str, dict[str, None]] = {}  # candidate -> who confirmed it, in their order
    for it in sorted(reviews, key=lambda it: (it.day, it.reviewer)):
        if it.code == finding.code and it.verdict is Verdict.FAIL:
            agreed.setdefault(it.candidate, {})[it.reviewer] = None
    seconded = [names for names in agreed.values() if len(names) > 1]
    if seconded:
        return replace(finding, reviewer="、".join(dict.fromkeys(name for names in seconded for name in names)))
    reason = f"待第二名复核人确认：{finding.reason}（{finding.reviewer}）"
    return replace(finding, verdict=Verdict.NEEDS_REVIEW, reason=reason)


def waived(dossier: Dossier, findings: Mapping[str, Finding]) -> Iterator[Finding]:
    """Yield, in the place of each finding that a waiver in force covers, one that is charged to nobody."""
    for waiver in dossier.waivers:
        if not waiver.in_force(dossier.as_of):
            continue
        for finding in findings.values():
            covered = waiver.code in (finding.code, item_of(finding.code))
            if covered and finding.verdict not in (Verdict.PASS, Verdict.NOT_APPLICABLE):
                reason = f"经批准不计：{waiver.reason}（批准：{waiver.approver}，有效期至{waiver.expires}；"
                reason += f"原判定{WORDS[finding.verdict]}：{finding.reason}）"
                yield replace(finding, verdict=Verdict.NOT_APPLICABLE, reason=reason, points=Decimal(0))


def _last_words(reviews: Iterable[Review]) -> Iterator[Review]:
    """Yield the confirmed candidates: those of which the last word was that they are faults."""
    places: dict[tuple[str, str], list[Review]] = {}
    for review in reviews:
        if review.candidate:
            places.setdefault((review.code, review.candidate), []).append(review)
    for own in places.values():
        last = max(review.day for review in own)
        if all(review.verdict is Verdict.FAIL for review in own if review.day == last):
            yield from (review for review in own if review.day == last)


def _by_code(reviews: Iterable[Review]) -> dict[str, list[Review]]:
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
    verdict = verdicts.pop() if len(verdicts) == 1 else Verdict.NEEDS_REVIEW
    finding = Finding(
        dossier.target.id,
        code,
        verdict,
        reason,
        dossier.as_of,
        _points(reviews, machine if machine and machine.verdict is verdict else None),
        evidence=tuple(piece for review in reviews for piece in _evidence(review, dossier)),
        reviewer="、".join(dict.fromkeys(review.reviewer for review in reviews)),
    )
    return replace(finding, evidence=finding.evidence + machine.evidence) if machine else finding


def _points(reviews: list[Review], machine: Finding | None) -> Decimal:
    """Return what people say that a code costs or earns; else what the rule they agree with says.

    A person's rows add up; of two people who do not agree on the points the milder counts.
    """
    said: dict[str, Decimal] = {}
    for review in reviews:
        if review.points is not None:
            said[review.reviewer] = said.get(review.reviewer, Decimal(0)) + review.points
    if said:
        return min(said.values(), key=abs)
    return machine.points if machine else Decimal(0)


def _evidence(review: Review, dossier: Dossier) -> Iterator[Evidence]:
    """Yield what a person wrote, and the screenshots that it names."""
    is_url = review.evidence.startswith(("http://", "https://"))
    text = review.reason if is_url or not review.evidence else f"{review.reason}（{review.evidence}）"
    yield Evidence(
        url=review.evidence if is_url else "",
        snapshot="",
        text=f"人工复核：{text}",
        seen_at=datetime.combine(review.day, time(), CHINA_TIME),
    )
    named = [it for it in dossier.of(ScreenshotTaken) if it.url in review.pictures]
    yield from map(picture, sorted(set(named), key=lambda it: it.url))

"""Candidates of error text as a person is shown them: one fault once, with the number of pages that repeat it."""

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass

from govcrawl.model.candidate import Candidate, Severity
from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import ErrorTextSeen
from govcrawl.model.finding import Evidence, Finding, Verdict

NAMES = {
    Severity.SERIOUS: "疑似严重表述错误",
    Severity.HIDDEN_LINK: "疑似暗链或非法链接",
    Severity.PRIVACY: "疑似泄露个人信息",
    Severity.TYPO: "疑似错别字",
    Severity.HINT: "提示",
}
GRAVE = frozenset({Severity.SERIOUS, Severity.HIDDEN_LINK, Severity.PRIVACY})  # what V1 and N1 speak of
MOST_SHOWN = 50  # pieces of evidence of one finding


@dataclass(frozen=True, slots=True)
class Proposal:
    """One fault: how it stands on the first of its pages, and on how many it stands."""

    candidate: Candidate
    seen: ErrorTextSeen
    pages: int


def proposals(dossier: Dossier, severities: Set[Severity]) -> list[Proposal]:
    """Return the faults that nobody rejected, the gravest first, then by the number of their pages."""
    codes = {review.code for review in dossier.reviews if review.candidate}
    rejected = {name for code in codes for name, said in dossier.decided(code).items() if said is Verdict.PASS}
    first: dict[str, tuple[Candidate, ErrorTextSeen]] = {}
    pages: Counter[str] = Counter()
    for seen in latest(dossier):
        here = {each.id: each for each in reversed(seen.candidates) if each.severity in severities}
        for name in here.keys() - rejected:
            first.setdefault(name, (here[name], seen))
            pages[name] += 1
    found = [Proposal(*first[name], number) for name, number in pages.items()]
    order = list(NAMES)
    return sorted(found, key=lambda each: (order.index(each.candidate.severity), -each.pages, _place(each)))


def latest(dossier: Dossier) -> list[ErrorTextSeen]:
    """Return the last sight of each page and attachment, in the order of addresses."""
    last: dict[tuple[str, str], ErrorTextSeen] = {}
    for seen in sorted(set(dossier.of(ErrorTextSeen)), key=lambda seen: (seen.seen_at, repr(seen))):
        last[seen.url, seen.attachment] = seen
    return [last[key] for key in sorted(last)]


def error_text(dossier: Dossier) -> Finding | None:
    """Return what a person is asked about the grave error text of a target (V1, N1); None where there is none.

    The detectors propose, they never decide. Typos are no veto: each waits for a person by itself, under E13.
    Source: fact sheet 1.2, 5.1.
    """
    found = proposals(dossier, GRAVE)
    if not found:
        return None
    numbers = Counter(each.candidate.severity for each in found)
    told = "、".join(f"{name}{numbers[severity]}处" for severity, name in NAMES.items() if numbers[severity])
    code = "N1" if dossier.target.group == "account" else "V1"
    evidence = tuple(map(_evidence, found[:MOST_SHOWN]))
    reason = f"系统提出{told}，须人工认定"
    return Finding(dossier.target.id, code, Verdict.NEEDS_REVIEW, reason, dossier.as_of, evidence=evidence)


def _evidence(proposal: Proposal) -> Evidence:
    """Return where a fault can be seen, with its words and what they may have to be."""
    candidate, seen = proposal.candidate, proposal.seen
    text = f"{NAMES[candidate.severity]}“{candidate.wrong}”"
    text += f"，建议“{candidate.right}”" if candidate.right else ""
    text += f"：{candidate.context}（{candidate.rule}）"
    text += f"，同一问题见于{proposal.pages}个页面" if proposal.pages > 1 else ""
    return Evidence(seen.attachment or seen.url, seen.snapshot, text, seen.seen_at)


def _place(proposal: Proposal) -> tuple[str, int, str]:
    return proposal.seen.url, proposal.candidate.start, proposal.candidate.rule

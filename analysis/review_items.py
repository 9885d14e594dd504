"""What a person is asked to decide (待复核事项): open findings, candidates of error text, a drawn sample."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from analysis.judgement import Judgement
from analysis.titles import LINES, county_title, platform_title
from govcrawl.model.candidate import Severity
from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import ScreenshotTaken
from govcrawl.model.finding import Finding, Verdict
from govcrawl.model.review import Review
from govcrawl.model.target import Account, Target
from govcrawl.rules.candidates import NAMES, Proposal, proposals
from govcrawl.rules.indicators import item_of
from govcrawl.rules.reviewed import WORDS
from govcrawl.rules.wording import title

# Severity -> the indicator that a confirmed candidate falls under, for websites and for accounts (fact sheet 1.2, 5.1).
CODES = {
    Severity.SERIOUS: ("V1a", "N1a"),
    Severity.HIDDEN_LINK: ("V1c", "N1"),
    Severity.PRIVACY: ("E11", "E11"),
    Severity.TYPO: ("E13", "E13"),
    Severity.HINT: ("E13", "E13"),
}
_MOST_SHOWN = 5  # pieces of evidence in a cell


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to decide. 确认 means `confirmed`, 误报 means `rejected`; `printed` is the reason a confirmation gives.

    `said` is what people decided of it before; `candidate` is empty where the whole indicator is asked about.
    """

    target_id: str
    target: str
    kind: str
    county: str
    code: str
    title: str
    asked: str
    context: str
    wrong: str
    right: str
    url: str
    snapshot: str
    pictures: tuple[str, ...]
    candidate: str
    confirmed: Verdict
    rejected: Verdict
    printed: str
    said: str = ""

    @property
    def id(self) -> str:
        """The name of the item within one period: what is decided of whom."""
        return _short(self.target_id, self.code, self.candidate)

    def key(self, city: str, period: str) -> str:
        """Return the cell that a row of the workbook is known by: whose, what, and what exactly was shown."""
        shown = (self.asked, self.context, self.wrong, self.right, self.url, self.confirmed)
        return f"{_short(city, period)}-{self.id}-{_short(*shown)}"


def open_items(judgement: Judgement) -> list[Item]:
    """Return what waits for a person, in the order of the register: findings first, then candidates, by target."""
    return list(_items(judgement, decided=False))


def all_items(judgement: Judgement) -> list[Item]:
    """Return the same with what was decided already: an import is compared with it."""
    return list(_items(judgement, decided=True))


def sampled_items(
    judgement: Judgement, drawn: Iterable[tuple[str, str]], machine: Mapping[tuple[str, str], Finding]
) -> list[Item]:
    """Return an item for each drawn (target id, code): whether the machine's verdict is right."""
    items = []
    for pair in drawn:
        if finding := machine.get(pair):
            failed = finding.verdict is Verdict.FAIL
            asked = f"抽样核验：系统判定{WORDS[finding.verdict]}，是否正确"
            item = _of_finding(judgement, finding, asked, _phrase(judgement, finding.code) if failed else "")
            items.append(replace(item, confirmed=finding.verdict, rejected=Verdict.PASS if failed else Verdict.FAIL))
    return items


def _items(judgement: Judgement, *, decided: bool) -> Iterator[Item]:
    """Yield items as the machine alone leaves them: what one person decided is still there for the second."""
    findings, outcomes = judgement.machine
    left_open: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.reason.startswith("系统提出") and finding.code not in judgement.sources.profile.asked:
            continue  # its candidates are decided one by one
        if finding.verdict is Verdict.NEEDS_REVIEW or finding.code in outcomes[finding.target_id].undecided:
            left_open.setdefault(finding.target_id, []).append(finding)
    reviews: dict[str, list[Review]] = {}
    for review in judgement.sources.register.reviews_for(judgement.sources.period):
        reviews.setdefault(review.target_id, []).append(review)
    for target in judgement.targets.values():
        own = tuple(reviews.get(target.id, ()))
        now = {finding.code: finding.verdict for finding in judgement.findings_of[target.id]}
        for finding in left_open.get(target.id, ()):
            if decided or now.get(finding.code) in (Verdict.NEEDS_REVIEW, Verdict.NOT_OBSERVED):
                yield _with_said(_of_finding(judgement, finding, finding.reason, _phrase(judgement, finding.code)), own)
        if target.operating:
            dossier = Dossier(target, judgement.sources.as_of, judgement.facts.get(target.id, ()), own)
            yield from _candidates(judgement, dossier, decided=decided)


def _candidates(judgement: Judgement, dossier: Dossier, *, decided: bool) -> Iterator[Item]:
    """Yield each candidate of a target once, on the first of its pages."""
    for it in proposals(replace(dossier, reviews=()), frozenset(Severity)):
        code = CODES[it.candidate.severity][isinstance(dossier.target, Account)]
        if decided or not _settled(judgement, dossier, code, it.candidate.id):
            yield _with_said(_of_candidate(judgement, dossier.target, code, it), dossier.reviews)


def _settled(judgement: Judgement, dossier: Dossier, code: str, candidate: str) -> bool:
    """Tell whether a candidate needs no further word: a veto that is to be seconded does.

    It may have been decided under another code: a rule that lost its say proposes hints from then on.
    """
    own = [review for review in dossier.reviews if review.candidate == candidate]
    said = {dossier.decided(it)[candidate] for it in {review.code for review in own}}
    if said != {Verdict.FAIL} or not judgement.sources.profile.two_reviewers or code[:1] not in "VN":
        return bool(said & {Verdict.PASS, Verdict.FAIL})
    return len({review.reviewer for review in own if review.verdict is Verdict.FAIL}) > 1


def _of_candidate(judgement: Judgement, target: Target, code: str, proposal: Proposal) -> Item:
    candidate, seen = proposal.candidate, proposal.seen
    repeated = f"，见于{proposal.pages}个页面" if proposal.pages > 1 else ""
    return Item(
        *_about(judgement, target),
        code,
        title(code),
        f"{NAMES[candidate.severity]}（{candidate.rule}）{repeated}",
        candidate.context,
        candidate.wrong,
        candidate.right,
        seen.attachment or seen.url,
        seen.snapshot,
        (),
        candidate.id,
        Verdict.FAIL,
        Verdict.PASS,
        f"“{candidate.wrong}”" + (f"应为“{candidate.right}”" if candidate.right else ""),
    )


def _of_finding(judgement: Judgement, finding: Finding, asked: str, printed: str) -> Item:
    target = judgement.targets[finding.target_id]
    first = finding.evidence[0] if finding.evidence else None
    taken = [it for it in judgement.sources.register.imports if isinstance(it, ScreenshotTaken)]
    pictures = tuple(it.url for it in taken if it.target_id == target.id and it.code in ("", finding.code))
    return Item(
        *_about(judgement, target),
        finding.code,
        title(finding.code),
        asked,
        "；".join(dict.fromkeys(piece.text for piece in finding.evidence[:_MOST_SHOWN])),
        "",
        "",
        first.url if first and first.url else target.url,
        first.snapshot if first else "",
        pictures,
        "",
        Verdict.FAIL,
        Verdict.PASS,
        printed,
    )


def _phrase(judgement: Judgement, code: str) -> str:
    """Return what a notice prints of a code; an empty string where a person has to say what is wrong."""
    sources = judgement.sources
    wording = sources.register.city.report.wording
    rules = {rule.code: rule.printed_phrase() for rule in sources.profile.rules}
    return wording.get(code) or wording.get(item_of(code)) or rules.get(code, "")


def _with_said(item: Item, reviews: Iterable[Review]) -> Item:
    said = [it for it in reviews if it.code == item.code and it.candidate == item.candidate]
    words = "；".join(f"{it.reviewer} {it.day} {WORDS[it.verdict]}（{it.reason}）" for it in said)
    return replace(item, said=words)


def _about(judgement: Judgement, target: Target) -> tuple[str, str, str, str]:
    report = judgement.sources.register.city.report
    kind = platform_title(target.platform, report) if isinstance(target, Account) else LINES[target.kind]
    return target.id, target.name, kind, county_title(target.county)


def _short(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:12]

"""`python -m analysis.judge seeds/zhanjiang --period 2021Q2`: facts -> findings and outcomes."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from analysis.sources import Sources, arguments, read_sources, run
from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import CorrectionSeen, Fact, TargetVisited
from govcrawl.model.finding import Finding, Outcome, Verdict
from govcrawl.model.review import Review
from govcrawl.model.target import Account, Target, account_keys
from govcrawl.model.waiver import Waiver
from govcrawl.rules.judge import judge
from govcrawl.rules.reviewed import WORDS
from govcrawl.rules.site.corrections_late import CorrectionsLate

NAMED = 20  # undecided objects that are told by name; the workbook has them all


def judge_register(
    sources: Sources, facts: Iterable[tuple[str, tuple[Fact, ...]]], jobs: Iterable[str] | None = None
) -> tuple[list[Finding], list[Outcome], list[str]]:
    """Judge every object of the register; one object's facts are in memory at a time.

    `jobs` are those that were run for the city; without them they are told from the facts, which are then held at once.
    Returns findings and outcomes in the order of the register, and the ids that facts were stored of but that the
    register no longer has.
    """
    if jobs is None:
        facts = list(facts)
        jobs = {fact.job for _, own in facts for fact in own if isinstance(fact, TargetVisited)}
    judged_one = _judge(sources, set(jobs))
    known = {target.id: target for target in sources.register.targets}
    judged: dict[str, tuple[list[Finding], Outcome]] = {}
    strangers: list[str] = []
    for target_id, seen in facts:
        if target_id in known:
            judged[target_id] = judged_one(known[target_id], seen)
        else:
            strangers.append(target_id)
    ordered = [judged.get(target.id) or judged_one(target, ()) for target in sources.register.targets]
    return [it for found, _ in ordered for it in found], [outcome for _, outcome in ordered], strangers


def _judge(sources: Sources, jobs: set[str]) -> Callable[[Target, tuple[Fact, ...]], tuple[list[Finding], Outcome]]:
    """Return what judges an object by its facts and by all that the register says of it."""
    register = sources.register
    imports = register.imports_for(sources.period)
    if any(isinstance(fact, CorrectionSeen) for own in imports.values() for fact in own):
        jobs = {*jobs, CorrectionsLate.job}  # brought for some sites: it is missing for the others
    reviews: dict[str, list[Review]] = {}
    for review in register.reviews_for(sources.period):
        reviews.setdefault(review.target_id, []).append(review)
    waivers: dict[str, list[Waiver]] = {}
    for waiver in register.waivers:
        waivers.setdefault(waiver.target_id, []).append(waiver)
    together = _by_sponsor(register.targets)
    keys = (account_keys(it.platform, it.account_id, it.name, it.url) for it in register.accounts)
    registered = frozenset().union(*keys)

    def judge_one(target: Target, seen: tuple[Fact, ...]) -> tuple[list[Finding], Outcome]:
        siblings = tuple(other for other in together.get(_sponsor(target) or ("", ""), ()) if other.id != target.id)
        dossier = Dossier(
            target,
            sources.as_of,
            (*seen, *imports.get(target.id, ())),
            tuple(reviews.get(target.id, ())),
            siblings,
            tuple(waivers.get(target.id, ())),
            registered,
        )
        return judge(dossier, sources.profile, jobs)

    return judge_one


def _by_sponsor(targets: Iterable[Target]) -> dict[tuple[str, str], list[Target]]:
    """Return the accounts in operation that one sponsor has on one platform."""
    together: dict[tuple[str, str], list[Target]] = {}
    for target in targets:
        if target.operating and (sponsor := _sponsor(target)) is not None:
            together.setdefault(sponsor, []).append(target)
    return together


def _sponsor(target: Target) -> tuple[str, str] | None:
    return (target.platform, target.sponsor) if isinstance(target, Account) and target.sponsor else None


def main(words: Sequence[str]) -> int:
    """Judge the stored facts of a period and keep what comes out."""
    sources = read_sources(arguments("Judge the stored facts of a period.").parse_args(words))
    with sources.store() as store:
        facts = sources.facts(store)
        jobs = store.jobs(sources.city, sources.period.name, sources.as_of)
        findings, outcomes, strangers = judge_register(sources, facts, jobs)
        store.replace_reviews(sources.city, sources.period.name, sources.register.reviews_for(sources.period))
        store.replace_targets(sources.city, sources.period.name, sources.register.sites, sources.register.accounts)
        store.replace_findings(
            sources.city, sources.period.name, sources.profile.name, sources.as_of, findings, outcomes
        )
    counts = Counter(outcome.verdict for outcome in outcomes)
    told = "，".join(f"{WORDS[verdict]} {counts[verdict]}" for verdict in Verdict if counts[verdict])
    print(f"{sources.register.city.name} {sources.period.name}（{sources.profile.title}，{sources.as_of}）：{told}")
    if strangers:
        print(
            f"register: {len(strangers)} objects with facts are no longer in it, such as {strangers[0]}",
            file=sys.stderr,
        )
    return tell_undecided(sources, outcomes)


def tell_undecided(sources: Sources, outcomes: Iterable[Outcome]) -> int:
    """Say on stderr which objects stay undecided; return the status, 1 where there are any."""
    undecided = [it for it in outcomes if it.verdict in (Verdict.NOT_OBSERVED, Verdict.NEEDS_REVIEW)]
    names = {target.id: target.name for target in sources.register.targets}
    for outcome in undecided[:NAMED]:
        codes = ", ".join(outcome.undecided)
        print(f"{names[outcome.target_id]}: {WORDS[outcome.verdict]} ({codes})", file=sys.stderr)
    if len(undecided) > NAMED:
        print(f"... and {len(undecided) - NAMED} more undecided; the workbook lists them all", file=sys.stderr)
    return 1 if undecided else 0


if __name__ == "__main__":
    run(main)

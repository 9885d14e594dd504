"""What earlier periods left behind: the faults that they named, and the register that they had."""

from dataclasses import dataclass

from analysis.sources import Sources
from govcrawl.model.past_fault import PastFault
from govcrawl.model.period import Period
from govcrawl.model.target import Target
from govcrawl.rules.wording import phrase
from govcrawl.store.mongo import Store


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of the periods before one, the earliest first.

    `periods` are those whose faults are known, be they none; `faults` are theirs; `targets` the objects of the
    register as the last period that was judged here had them, None where none was.
    """

    periods: tuple[str, ...] = ()
    faults: tuple[PastFault, ...] = ()
    targets: tuple[Target, ...] | None = None


def read_past(sources: Sources, store: Store) -> Past:
    """Read what earlier periods named.

    Of a period that past_faults.csv tells, its rows stand: they are what was printed. Of another one the faults of the
    objects that its judgement failed, under this profile or the city's own, as of the moment city.toml gives.
    """
    listed: dict[str, list[PastFault]] = {}
    for fault in sorted(sources.register.past_faults, key=lambda it: it.period):
        listed.setdefault(fault.period, []).append(fault)
    earlier = _earlier(sources)
    known = {period.name for period in earlier} | {sources.period.name}
    faults = {name: own for name, own in listed.items() if name not in known}  # older than all that city.toml has
    targets = None
    for period in earlier:
        judged = _judged(sources, store, period)
        if period.name in listed or judged is not None:
            faults[period.name] = listed.get(period.name) or judged or []
        if kept := store.targets(sources.city, period.name):
            targets = tuple(kept)
    return Past(tuple(faults), tuple(fault for own in faults.values() for fault in own), targets)


def _earlier(sources: Sources) -> list[Period]:
    periods = sources.register.city.periods.values()
    return sorted((it for it in periods if it.start < sources.period.start), key=lambda it: it.start)


def _judged(sources: Sources, store: Store, period: Period) -> list[PastFault] | None:
    """Return the faults of a period as it was judged here; None where it was not."""
    city = sources.register.city
    objects = (*store.targets(sources.city, period.name), *sources.register.targets)
    names = {target.id: target.name for target in objects}
    for profile in dict.fromkeys((sources.profile.name, city.profile)):
        under = (sources.city, period.name, profile, period.as_of)
        outcomes = store.outcomes(*under)
        if not outcomes:
            continue
        failed = {outcome.target_id: outcome.failed for outcome in outcomes}
        return [
            PastFault(
                period.name,
                finding.target_id,
                names.get(finding.target_id, finding.target_id.rpartition("/")[2]),
                finding.code,
                phrase(finding, sources.profile, city.report.wording),
                f"govcrawl {profile} {period.as_of}",
            )
            for finding in store.findings(*under)
            if finding.code in failed.get(finding.target_id, ())
        ]
    return None

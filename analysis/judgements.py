"""Where a judgement comes from: the store."""

from analysis.findings import not_judged
from analysis.judgement import Judgement
from analysis.past import read_past
from analysis.sources import Sources
from govcrawl.model.fact import TargetVisited


def read_judgement(sources: Sources) -> Judgement:
    """Read a judgement from the store. Raises GovcrawlError where there is none."""
    of_city = (sources.city, sources.period.name)
    under = (*of_city, sources.profile.name, sources.as_of)
    with sources.store() as store:
        outcomes = tuple(store.outcomes(*under))
        if not outcomes:
            raise not_judged(sources)
        facts = dict(sources.facts(store))
        jobs = sorted({fact.job for own in facts.values() for fact in own if isinstance(fact, TargetVisited)})
        runs = {job: tuple(sorted(set(store.crawled(*of_city, job, sources.as_of).values()))) for job in jobs}
        before = sorted(
            (it for it in sources.register.city.periods.values() if it.as_of < sources.as_of), key=lambda it: it.as_of
        )
        earlier = {
            it.name: found
            for it in before
            if (found := tuple(store.outcomes(sources.city, it.name, sources.profile.name, it.as_of)))
        }
        findings = tuple(store.findings(*under))
        sample = store.sample(*of_city)
        return Judgement(sources, findings, outcomes, facts, runs, read_past(sources, store), earlier, sample)

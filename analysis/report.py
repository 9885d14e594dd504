"""`python -m analysis.report seeds/zhanjiang --period 2021Q2 --out out`: workbook, notice and figures of a period."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from analysis.findings import not_judged
from analysis.frames import overview_rates
from analysis.judge import tell_undecided
from analysis.judgement import Judgement
from analysis.passrates import printed
from analysis.past import read_past
from analysis.publish import publish
from analysis.sources import Sources, arguments, read_sources, run
from analysis.titles import ACCOUNTS, SITES, line_title
from govcrawl.model.fact import TargetVisited


def main(words: Sequence[str]) -> int:
    """Write the reports of a judged period; print their paths and the key rates."""
    parser = arguments("Write workbook and notice of a judged period.")
    parser.add_argument("--out", type=Path, default=Path("out"), help="folder for the reports")
    given = parser.parse_args(words)
    judgement = read_judgement(read_sources(given))
    for path in publish(judgement, given.out):
        print(path)
    print("\n".join(key_rates(judgement)))
    return tell_undecided(judgement.sources, judgement.outcomes)


def read_judgement(sources: Sources) -> Judgement:
    """Read a judgement from the store. Raises GovcrawlError where there is none."""
    of_city = (sources.city, sources.period.name)
    under = (*of_city, sources.profile.name, sources.as_of)
    with sources.store() as store:
        outcomes = tuple(store.outcomes(*under))
        if not outcomes:
            raise not_judged(sources)
        facts = dict(store.facts(*of_city, sources.as_of))
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
        return Judgement(sources, findings, outcomes, facts, runs, read_past(sources, store), earlier)


def key_rates(judgement: Judgement) -> Iterator[str]:
    """Yield the key rates as a notice prints them, one a line; what is undecided always stands beside."""
    report = judgement.sources.register.city.report
    for line, row in overview_rates(judgement).iterrows():
        decided = row["qualified"] + row["unqualified"]
        name = line_title(str(line), report) + ("总体" if line in (SITES, ACCOUNTS) else "")
        told = f"{name}合格率 {printed(row['pass_rate'])}（{row['qualified']}/{decided}），"
        told += f"不合格率 {printed(row['unqualified_rate'])}（{row['unqualified']}/{decided}）"
        if row["undecided"]:
            reach = f"{printed(row['lowest'])} 与 {printed(row['highest'])}"
            told += f"，未能判定 {row['undecided']}（合格率介于 {reach} 之间）"
        yield told


if __name__ == "__main__":
    run(main)

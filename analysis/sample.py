"""`python -m analysis.sample FOLDER --period P --margin 3 --confidence 95`: which verdicts people look at again.

The first call draws and stores the plan; later ones print it with the error rate that the reviews of the sample found
so far. `python -m analysis.reviews export ... --sample` brings the sample into the workbook.
Source: Cochran's n = z² p (1-p) / e² with p = 0.5, corrected for a finite population; Wilson's interval.
"""

import random
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import NormalDist

from analysis.judgement import Judgement
from analysis.judgements import read_judgement
from analysis.sources import arguments, read_sources, run
from govcrawl.errors import GovcrawlError
from govcrawl.model.finding import Finding, Verdict
from govcrawl.model.sample import SamplePlan
from govcrawl.model.share import wilson
from govcrawl.rules.judge import is_veto

_DECIDED = (Verdict.PASS, Verdict.FAIL)


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """Of `looked_at` sampled verdicts `wrong` were changed by people; `low` to `high` is the interval, 0 to 1."""

    sampled: int
    looked_at: int
    wrong: int
    low: float
    high: float
    confidence: float

    @property
    def rate(self) -> float | None:
        """The share of wrong verdicts; None where nothing was looked at."""
        return self.wrong / self.looked_at if self.looked_at else None


def main(words: Sequence[str]) -> int:
    """Draw the sample or show the stored one; status 1 while part of it was not looked at."""
    parser = arguments("Draw which verdicts people look at again, and print the error rate they found.")
    parser.add_argument("--margin", type=float, default=3.0, help="margin of error in percent (default: 3)")
    parser.add_argument("--confidence", type=float, default=95.0, help="confidence in percent (default: 95)")
    parser.add_argument("--seed", type=int, default=None, help="seed of the draw (default: a random one; it is stored)")
    parser.add_argument("--redraw", action="store_true", help="draw anew although a sample is stored")
    given = parser.parse_args(words)
    for name, value in (("--margin", given.margin), ("--confidence", given.confidence)):
        if not 0 < value < 100:
            raise GovcrawlError(f"{name}: is {value:g}; give a percentage between 0 and 100")
    sources = read_sources(given)
    judgement = read_judgement(sources)
    with sources.store() as store:
        plan = store.sample(sources.city, sources.period.name)
        if plan is None or given.redraw:
            seed = secrets.randbelow(2**31) if given.seed is None else given.seed
            population = sorted(machine_findings(judgement))
            plan = draw(sources.period.name, population, given.margin, given.confidence, seed)
            store.replace_sample(sources.city, sources.period.name, plan)
    found = error_rate(judgement, plan)
    print(method_note(plan, found))
    return 0 if found.looked_at == found.sampled else 1


def draw(period: str, population: Sequence[tuple[str, str]], margin: float, confidence: float, seed: int) -> SamplePlan:
    """Return the plan: a simple random sample without putting back, of the size that the margin asks for."""
    size = sample_size(len(population), margin, confidence)
    chosen = random.Random(seed).sample(population, size)
    return SamplePlan(period, margin, confidence, seed, len(population), tuple(sorted(chosen)))


def sample_size(population: int, margin: float, confidence: float) -> int:
    """Return how many of a population have to be looked at; `margin` and `confidence` in percent."""
    if not population:
        return 0
    z = NormalDist().inv_cdf(0.5 + confidence / 200)
    unlimited = (z / (margin / 100)) ** 2 / 4
    return min(population, ceil(unlimited / (1 + (unlimited - 1) / population)))


def machine_findings(judgement: Judgement) -> dict[tuple[str, str], Finding]:
    """Return the vetoes that rules decided, by target id and code, as they were before any person spoke."""
    profile, targets = judgement.sources.profile, judgement.targets
    return {
        (it.target_id, it.code): it
        for it in judgement.machine[0]
        if it.verdict in _DECIDED and it.sampled and targets[it.target_id].operating and is_veto(it, profile)
    }


def error_rate(judgement: Judgement, plan: SamplePlan) -> ErrorRate:
    """Return how many of the sampled verdicts people changed, with Wilson's interval."""
    machine, said = machine_findings(judgement), _said(judgement)
    looked_at = [pair for pair in plan.drawn if pair in machine and said.get(pair) in _DECIDED]
    wrong = sum(said[pair] is not machine[pair].verdict for pair in looked_at)
    low, high = wilson(wrong, len(looked_at), plan.confidence)
    return ErrorRate(len(plan.drawn), len(looked_at), wrong, low, high, plan.confidence)


def method_note(plan: SamplePlan, found: ErrorRate) -> str:
    """Return the sentence of the notice's method note (检查说明)."""
    told = f"从{plan.population}项系统判定中随机抽取{len(plan.drawn)}项由人工核验"
    told += f"（误差{plan.margin:g}%，置信度{plan.confidence:g}%，随机种子{plan.seed}），已核验{found.looked_at}项"
    if found.rate is None:
        return told
    reach = f"{plan.confidence:g}%置信区间{100 * found.low:.2f}%～{100 * found.high:.2f}%"
    return f"{told}，判定有误{found.wrong}项，错误率{100 * found.rate:.2f}%（{reach}）"


def _said(judgement: Judgement) -> Mapping[tuple[str, str], Verdict]:
    """Return the last word of people on whole indicators; where they disagree on a day it is open."""
    last: dict[tuple[str, str], tuple[object, Verdict]] = {}
    for review in sorted(judgement.sources.register.reviews_for(judgement.sources.period), key=lambda it: it.day):
        if not review.candidate:
            key = (review.target_id, review.code)
            disputed = key in last and last[key][0] == review.day and last[key][1] is not review.verdict
            last[key] = (review.day, Verdict.NEEDS_REVIEW if disputed else review.verdict)
    return {key: verdict for key, (_, verdict) in last.items()}


if __name__ == "__main__":
    run(main)

"""A sampling plan (抽样方案): which verdicts of the machine people look at again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SamplePlan:
    """A simple random sample of verdicts. `drawn` holds (target id, code) pairs of `population` decided ones.

    `margin` and `confidence` are in percent; anybody who has the
    `seed` can draw the same sample of the same population again.
    """

    period: str
    margin: float
    confidence: float
    seed: int
    population: int
    drawn: tuple[tuple[str, str], ...]

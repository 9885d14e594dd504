"""Everything a report is made of: register, profile, findings, outcomes and facts of one judgement."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from analysis.judge import judge_register
from analysis.passrates import judged
from analysis.past import Past
from analysis.sources import Sources
from govcrawl.model.fact import Fact, Imported
from govcrawl.model.finding import Finding, Outcome
from govcrawl.model.sample import SamplePlan
from govcrawl.model.target import Target


@dataclass(frozen=True)
class Judgement:
    """A judged period. `facts` holds, per target id, what the judgement was made from, `runs` the crawls per job,
    `past` what earlier periods named, `earlier` their outcomes under this profile, the earliest first;
    `sample` are the verdicts that people look at again.
    """

    sources: Sources
    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    facts: Mapping[str, tuple[Fact, ...]]
    runs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    past: Past = field(default_factory=Past)
    earlier: Mapping[str, tuple[Outcome, ...]] = field(default_factory=dict)
    sample: SamplePlan | None = None

    @cached_property
    def imports(self) -> dict[str, list[Imported]]:
        """What offices brought of this period, by target id: exports, visits of another monitor."""
        return self.sources.register.imports_for(self.sources.period)

    def facts_of(self, target_id: str) -> tuple[Fact, ...]:
        """Return what is known of an object: what was crawled, and what was brought."""
        return (*self.facts.get(target_id, ()), *self.imports.get(target_id, ()))

    @cached_property
    def frame(self) -> pd.DataFrame:
        """A row for each object in operation; raises ReconciliationError where it does not add up."""
        return judged(self.sources.register.targets, self.outcomes)

    @cached_property
    def machine(self) -> tuple[list[Finding], dict[str, Outcome]]:
        """What the rules alone say of the same facts, before any person spoke: findings, and outcomes by target id."""
        alone = replace(self.sources, register=replace(self.sources.register, reviews=(), waivers=()))
        findings, outcomes, _ = judge_register(alone, self.facts.items())
        return findings, {outcome.target_id: outcome for outcome in outcomes}

    @cached_property
    def targets(self) -> dict[str, Target]:
        """The objects of the register by id, in its order."""
        return {target.id: target for target in self.sources.register.targets}

    @cached_property
    def findings_of(self) -> dict[str, list[Finding]]:
        """The findings by target id, in the order of the register."""
        found: dict[str, list[Finding]] = {target_id: [] for target_id in self.targets}
        for finding in self.findings:
            found[finding.target_id].append(finding)
        return found

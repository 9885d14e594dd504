"""What was judged, and what judgements were made with: findings, outcomes, reviews, the register, the sample."""

from collections.abc import Iterable
from datetime import date

from govcrawl.model.finding import Finding, Outcome
from govcrawl.model.review import Review
from govcrawl.model.sample import SamplePlan
from govcrawl.model.target import Account, Site, Target
from govcrawl.store.documents import Document
from govcrawl.store.editions import Editions
from govcrawl.store.errors import told


class Judged:
    """The part of the store whose lists are replaced as a whole: readers see the old one or the new one."""

    where: str
    _editions: Editions

    def replace_findings(
        self,
        city: str,
        period: str,
        profile: str,
        as_of: date,
        findings: Iterable[Finding],
        outcomes: Iterable[Outcome],
    ) -> None:
        """Put a judgement in the place of the last one under this profile and `as_of`; readers see one of the two."""
        with told(self.where):
            self._editions.replace(
                _judgement(city, period, profile, as_of), {"findings": findings, "outcomes": outcomes}
            )

    def findings(self, city: str, period: str, profile: str, as_of: date) -> list[Finding]:
        """Return the findings of a judgement, in the order they were given."""
        with told(self.where):
            return self._editions.read(_judgement(city, period, profile, as_of), "findings", Finding)

    def outcomes(self, city: str, period: str, profile: str, as_of: date) -> list[Outcome]:
        """Return the outcomes of a judgement, in the order they were given."""
        with told(self.where):
            return self._editions.read(_judgement(city, period, profile, as_of), "outcomes", Outcome)

    def replace_reviews(self, city: str, period: str, reviews: Iterable[Review]) -> None:
        """Put these human verdicts in the place of those the period had."""
        with told(self.where):
            self._editions.replace({"city": city, "period": period}, {"reviews": reviews})

    def reviews(self, city: str, period: str) -> list[Review]:
        """Return the human verdicts of a period."""
        with told(self.where):
            return self._editions.read({"city": city, "period": period}, "reviews", Review)

    def replace_targets(self, city: str, period: str, sites: Iterable[Site], accounts: Iterable[Account]) -> None:
        """Keep the objects of the register as a period was judged with them: later ones tell what changed."""
        with told(self.where):
            self._editions.replace(_objects(city, period), {"sites": sites, "accounts": accounts})

    def targets(self, city: str, period: str) -> list[Target]:
        """Return the objects that the register had when a period was judged, none where it was not."""
        with told(self.where):
            key = _objects(city, period)
            return [*self._editions.read(key, "sites", Site), *self._editions.read(key, "accounts", Account)]

    def replace_sample(self, city: str, period: str, plan: SamplePlan) -> None:
        """Put a sampling plan in the place of the one a period had."""
        with told(self.where):
            self._editions.replace({"city": city, "period": period, "of": "sample"}, {"samples": [plan]})

    def sample(self, city: str, period: str) -> SamplePlan | None:
        """Return the sampling plan of a period, None where none was drawn."""
        with told(self.where):
            key = {"city": city, "period": period, "of": "sample"}
            return next(iter(self._editions.read(key, "samples", SamplePlan)), None)


def _objects(city: str, period: str) -> Document:
    return {"city": city, "period": period, "of": "register"}


def _judgement(city: str, period: str, profile: str, as_of: date) -> Document:
    return {"city": city, "period": period, "profile": profile, "as_of": as_of.isoformat()}

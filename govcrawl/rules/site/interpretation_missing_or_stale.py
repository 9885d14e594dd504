"""A6: no column of interpretations, or none that is kept up."""

from dataclasses import dataclass

from govcrawl.rules.class_columns import ColumnKeptUpRule
from govcrawl.rules.rule import PORTALS, RuleKind
from govcrawl.rules.window import Window


@dataclass(frozen=True)
class InterpretationMissingOrStale(ColumnKeptUpRule):
    """The site has no column of interpretations (政策解读), or its first-level columns stand still.

    What it checks:
        Whether a column of the class `interpretation` is there (else `missing_points`), and whether the newest entry of
        those of `levels` (empty: any level) is from the last `months` calendar months (else
        `stale_points`). One column that is up to date is enough: single stale columns are those of V4. A blank column
        has no update. The score caps the item at `cap`.

    Why it matters:
        A deduction: a document that nobody explains is not understood.

    Not observed:
        The site was not reached or not gone through whole, or a column that was not seen could be the one that is up
        to date. A date in the future, a column of an unusual name that could be it, one that leads out of the site
        and stale columns of which none is known to be of the first level are left to a person.

    Source:
        国办秘函〔2019〕19号，扣分项“政策解读”; fact sheet 1.4 A6.
    """

    code = "A6"
    title = "政策解读栏目缺失或不更新"
    kind = RuleKind.DEDUCTION
    applies_to = PORTALS
    phrase = "未开设政策解读栏目或{months}个月内未更新"
    column_class = "interpretation"
    column_title = "政策解读"
    like = r"解读|读懂|看懂|图解|问答|回应"
    near = frozenset({"other", "response"})

    months: int

    def window(self) -> Window:
        """Return how long the class may rest."""
        return Window(months=self.months)

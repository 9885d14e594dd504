"""A5: no column of policy documents, or none that is kept up."""

from dataclasses import dataclass

from govcrawl.rules.class_columns import ColumnKeptUpRule
from govcrawl.rules.rule import PORTALS, RuleKind
from govcrawl.rules.window import Window


@dataclass(frozen=True)
class PolicyMissingOrStale(ColumnKeptUpRule):
    """The site has no column of policy documents (政策文件), or its first-level columns stand still.

    What it checks:
        Whether a column of the class `policy` is there (else `missing_points`), and whether the newest entry of
        those of `levels` (empty: any level) is from the last `months` calendar months (else
        `stale_points`). One column that is up to date is enough: single stale columns are those of V4. A blank column
        has no update. The score caps the item at `cap`.

    Why it matters:
        A deduction: a document that is not published binds nobody.

    Not observed:
        The site was not reached or not gone through whole, or a column that was not seen could be the one that is up
        to date. A date in the future, a column of an unusual name that could be it, one that leads out of the site
        and stale columns of which none is known to be of the first level are left to a person.

    Source:
        国办秘函〔2019〕19号，扣分项“政策文件”; fact sheet 1.4 A5.
    """

    code = "A5"
    title = "政策文件栏目缺失或不更新"
    kind = RuleKind.DEDUCTION
    applies_to = PORTALS
    phrase = "未开设政策文件栏目或{months}个月内未更新"
    column_class = "policy"
    column_title = "政策文件"
    like = r"政策|文件|公文|法规"
    near = frozenset({"other", "law", "disclosure_catalogue"})

    months: int

    def window(self) -> Window:
        """Return how long the class may rest."""
        return Window(months=self.months)

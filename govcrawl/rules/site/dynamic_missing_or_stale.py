"""A4: no column of news, or none that is kept up."""

from dataclasses import dataclass

from govcrawl.rules.class_columns import ColumnKeptUpRule
from govcrawl.rules.rule import PORTALS, RuleKind
from govcrawl.rules.window import Window


@dataclass(frozen=True)
class DynamicMissingOrStale(ColumnKeptUpRule):
    """The site has no column of news (动态要闻), or none of them was updated in time.

    What it checks:
        Whether a column of the class `dynamic` is there (else `missing_points`), and whether the newest entry of
        those of `levels` (empty: any level) is from the last `days` days (else
        `stale_points`). One column that is up to date is enough: single stale columns are those of V4. A blank column
        has no update. The score caps the item at `cap`.

    Why it matters:
        A deduction: news are what a government site is opened for.

    Not observed:
        The site was not reached or not gone through whole, or a column that was not seen could be the one that is up
        to date. A date in the future, a column of an unusual name that could be it, one that leads out of the site
        are left to a person.

    Source:
        国办秘函〔2019〕19号，扣分项“动态要闻”; fact sheet 1.4 A4.
    """

    code = "A4"
    title = "动态要闻栏目缺失或不更新"
    kind = RuleKind.DEDUCTION
    applies_to = PORTALS
    phrase = "未开设动态要闻栏目或{days}天内未更新"
    column_class = "dynamic"
    column_title = "动态要闻"
    like = r"动态|要闻|新闻|资讯|快讯|播报|头条|时政"

    days: int

    def window(self) -> Window:
        """Return how long the class may rest."""
        return Window(days=self.days)

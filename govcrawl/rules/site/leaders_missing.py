"""A3: no column that tells who leads."""

from govcrawl.rules.class_columns import ColumnThereRule
from govcrawl.rules.rule import PORTALS, RuleKind


class LeadersMissing(ColumnThereRule):
    """The site has no column that tells who leads (领导信息).

    What it checks:
        Whether a column of the class `leaders` is there and shows anything, be it a list, a text or names. That none
        is there costs `missing_points`; the score caps the item at `cap`. Whether what stands there is right and
        complete is for a person to compare: the finding names the columns to look at.

    Why it matters:
        A deduction: people have a right to know who answers for what.

    Not observed:
        The site was not reached or not gone through whole, so that a column may be there unseen. A column of an
        unusual name that could be it, one that leads out of the site and one whose address is gone are left to a
        person.

    Source:
        国办秘函〔2019〕19号，扣分项“领导信息”; fact sheet 1.4 A3.
    """

    code = "A3"
    title = "领导信息栏目缺失"
    kind = RuleKind.DEDUCTION
    applies_to = PORTALS
    phrase = "未开设领导信息栏目"
    column_class = "leaders"
    column_title = "领导信息"
    like = r"领导|班子|负责人|简历|分工"

"""A1: no column that introduces the place."""

from govcrawl.rules.class_columns import ColumnThereRule
from govcrawl.rules.rule import PORTALS, RuleKind


class OverviewMissing(ColumnThereRule):
    """The site has no column that introduces the place (概况信息).

    What it checks:
        Whether a column of the class `overview` is there and shows anything, be it a list, a text or names. That none
        is there costs `missing_points`; the score caps the item at `cap`. Whether what stands there is right and
        complete is for a person to compare: the finding names the columns to look at.

    Why it matters:
        A deduction: whoever looks a place up begins here.

    Not observed:
        The site was not reached or not gone through whole, so that a column may be there unseen. A column of an
        unusual name that could be it, one that leads out of the site and one whose address is gone are left to a
        person.

    Source:
        国办秘函〔2019〕19号，扣分项“概况信息”; fact sheet 1.4 A1.
    """

    code = "A1"
    title = "概况信息栏目缺失"
    kind = RuleKind.DEDUCTION
    applies_to = PORTALS
    phrase = "未开设概况信息栏目"
    column_class = "overview"
    column_title = "概况信息"
    like = r"概况|概览|简介|走进|历史|地理|区划|人口|.情$"

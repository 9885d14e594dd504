"""A2: no column that tells organs and duties."""

from govcrawl.rules.class_columns import ColumnThereRule
from govcrawl.rules.rule import PORTALS, RuleKind


class OrgansMissing(ColumnThereRule):
    """The site has no column that tells organs and duties (机构职能).

    What it checks:
        Whether a column of the class `organs` is there and shows anything, be it a list, a text or names. That none
        is there costs `missing_points`; the score caps the item at `cap`. Whether what stands there is right and
        complete is for a person to compare: the finding names the columns to look at.

    Why it matters:
        A deduction: whoever needs an office has to know which one it is.

    Not observed:
        The site was not reached or not gone through whole, so that a column may be there unseen. A column of an
        unusual name that could be it, one that leads out of the site and one whose address is gone are left to a
        person.

    Source:
        国办秘函〔2019〕19号，扣分项“机构职能”; fact sheet 1.4 A2.
    """

    code = "A2"
    title = "机构职能栏目缺失"
    kind = RuleKind.DEDUCTION
    applies_to = PORTALS
    phrase = "未开设机构职能栏目"
    column_class = "organs"
    column_title = "机构职能"
    like = r"机构|职能|职责|部门|科室|处室|单位"

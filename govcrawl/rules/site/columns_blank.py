"""V4c: columns without any content."""

from dataclasses import dataclass

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import ColumnSeen
from govcrawl.model.observation import Observation
from govcrawl.rules.counting import ColumnCountRule
from govcrawl.rules.rule import SITES, RuleKind
from govcrawl.rules.standing import Standing


@dataclass(frozen=True)
class ColumnsBlank(ColumnCountRule):
    """Too many columns are blank.

    What it checks:
        Counts the columns whose list is there and holds no row. The site fails from `min_columns` on.

    Why it matters:
        A veto: a blank column promises what the site does not give; it is to be filled, merged or taken down.

    Not observed:
        The site was not reached, no column was found, or columns that were not seen, among them those that a
        script fills in, could make up the number.

    Source:
        国办秘函〔2019〕19号，单项否决“栏目不更新”第3项；fact sheet 1.2 V4c.
    """

    code = "V4c"
    title = "空白栏目"
    kind = RuleKind.VETO
    applies_to = SITES
    phrase = "空白栏目达{min_columns}个以上"
    faulty_columns = "空白栏目"

    def standing(self, column: ColumnSeen, dossier: Dossier) -> Standing | None:
        """Tell blank columns from filled ones."""
        match column.state:
            case Observation.BLANK:
                return Standing.FAULTY
            case Observation.DATED | Observation.UNDATED:
                return Standing.CLEAR
            case _:
                return Standing.UNSEEN

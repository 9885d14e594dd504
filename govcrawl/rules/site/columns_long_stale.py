"""V4b: columns that should be updated and have long not been."""

from collections.abc import Mapping
from dataclasses import dataclass

from govcrawl.columns import load_classes
from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import ColumnSeen
from govcrawl.model.observation import Observation
from govcrawl.rules.counting import ColumnCountRule
from govcrawl.rules.rule import SITES, RuleKind
from govcrawl.rules.standing import Standing, freshness
from govcrawl.rules.window import Window


@dataclass(frozen=True)
class ColumnsLongStale(ColumnCountRule):
    """Too many columns of any level are past the cadence that is expected of them.

    What it checks:
        Counts the columns whose newest entry is older than their cadence: the days that the office gives a column
        itself (columns.csv), else the window that `cadence` gives its class. A class without a window has no
        expected update and never counts. The site fails from `min_columns` on. Blank columns are left to V4c.

    Why it matters:
        A veto: a site full of abandoned columns misleads, even where its news go on.

    Not observed:
        The site was not reached, no column was found, or columns that were not seen could make up the number.

    Source:
        国办秘函〔2019〕19号，单项否决“栏目不更新”第2项；fact sheet 1.2 V4b. The text gives no number of days: every
        cadence names its own source in the profile.
    """

    code = "V4b"
    title = "应更新栏目长期未更新"
    kind = RuleKind.VETO
    applies_to = SITES
    phrase = "多个栏目长期未更新"

    cadence: Mapping[str, Window]
    undated_counts_as_stale: bool

    def __post_init__(self) -> None:
        """Refuse a class that no column can have: its window would never be used."""
        known = {column_class.id for column_class in load_classes().classes}
        if unknown := sorted(set(self.cadence) - known):
            raise ValueError(f"cadence.{unknown[0]}: there is no such class of columns; use one of columns.toml")

    def standing(self, column: ColumnSeen, dossier: Dossier) -> Standing | None:
        """Judge a column against its own cadence."""
        own = Window(days=column.cadence_days) if column.cadence_days else None
        window = own or self.cadence.get(column.column_class)
        if window is None or column.state is Observation.BLANK:
            return None
        return freshness(column, window, dossier.as_of, undated_counts_as_stale=self.undated_counts_as_stale)

"""V4a: news columns, and first-level notice and policy columns, without update."""

from dataclasses import dataclass

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import ColumnSeen
from govcrawl.model.observation import Observation
from govcrawl.rules.counting import ColumnCountRule
from govcrawl.rules.rule import SITES, RuleKind
from govcrawl.rules.standing import Standing, freshness
from govcrawl.rules.window import Window


@dataclass(frozen=True)
class DynamicColumnsStale(ColumnCountRule):
    """Too many news, notice and policy columns stand still.

    What it checks:
        Counts together the news columns (动态要闻) without update in `dynamic_days` days and the notice and policy
        columns (通知公告、政策文件) of the levels `notice_policy_levels` without update in `notice_policy_months`
        calendar months; the site fails from `min_columns` on. Blank columns are left to V4c, so that a fault is
        charged once. The office's own cadence of a column does not move these two windows.

    Why it matters:
        A veto: these columns are what a government site is read for.

    Not observed:
        The site was not reached, no column was found, or columns that were not seen could make up the number. A
        stale notice column of unknown level, and a date in the future, are left to a person where they decide.

    Source:
        国办秘函〔2019〕19号，单项否决“栏目不更新”第1项；fact sheet 1.2 V4a.
    """

    code = "V4a"
    title = "动态要闻、通知公告、政策文件类栏目不更新"
    kind = RuleKind.VETO
    applies_to = SITES
    phrase = "多个栏目长期未更新"

    dynamic_days: int
    notice_policy_months: int
    notice_policy_levels: tuple[int, ...]
    undated_counts_as_stale: bool

    def standing(self, column: ColumnSeen, dossier: Dossier) -> Standing | None:
        """Judge the columns of three classes; look at no other."""
        if column.state is Observation.BLANK:
            return None
        match column.column_class:
            case "dynamic":
                return self._freshness(column, Window(days=self.dynamic_days), dossier)
            case "notice" | "policy" if not column.level or column.level in self.notice_policy_levels:
                standing = self._freshness(column, Window(months=self.notice_policy_months), dossier)
                return Standing.DOUBTFUL if standing is Standing.FAULTY and not column.level else standing
            case _:
                return None

    def _freshness(self, column: ColumnSeen, window: Window, dossier: Dossier) -> Standing:
        return freshness(column, window, dossier.as_of, undated_counts_as_stale=self.undated_counts_as_stale)

"""A waiver (豁免): an office lets a fault stand for a time, and says why, who approved it, and until when."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Waiver:
    """One row of waivers.csv, in force from `granted` to `expires`, both inclusive. `code` V4 stands for V4a too."""

    target_id: str
    code: str
    reason: str
    approver: str
    granted: date
    expires: date

    def in_force(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return self.granted <= day <= self.expires

"""What is wrong with a register: every fault of every file, told at once.

GovcrawlError
└── RegisterError   the register has faults; nothing of it may be used until they are mended
"""

from collections.abc import Sequence
from dataclasses import dataclass

from govcrawl.errors import GovcrawlError


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: `line` counts from 1 (the row of a sheet); `text` says what is, `remedy` what to do."""

    file: str
    line: int
    field: str
    text: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.text}; {self.remedy}"


class RegisterError(GovcrawlError):
    """The register has faults. `faults` holds all of them; the text prints the first `limit`, one a line."""

    def __init__(self, faults: Sequence[Fault], limit: int) -> None:
        self.faults = tuple(faults)
        lines = [str(fault) for fault in self.faults[:limit]]
        if hidden := len(self.faults) - len(lines):
            lines.append(f"... and {hidden} more; mend these first")
        super().__init__("\n".join(lines))

"""Patterns of a detector kept as data: a `.tsv` of kind and regular expression, one alternative a line."""

import re
from pathlib import Path

FOLDER = Path(__file__).parent


def pattern_of(table: str, flags: int = 0) -> re.Pattern[str]:
    """Return all patterns of a table as one, each kind a group of its name; earlier lines win."""
    kinds: dict[str, list[str]] = {}
    for line in (FOLDER / table).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            kind, pattern = line.split("\t", 1)
            kinds.setdefault(kind, []).append(pattern)
    return re.compile("|".join(f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in kinds.items()), flags)

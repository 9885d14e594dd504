"""Names of administrative divisions (行政区划) by their six-digit GB/T 2260 code."""

from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("divisions.tsv")


@cache
def divisions() -> dict[str, str]:
    """Return the name of every province, prefecture and county by its code."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if not line.startswith("#"))

"""`python -m analysis.precision FOLDER`: how often people confirm what each rule of error text proposes.

Confirmed and rejected candidates of reviews.csv, a rule a line, with the 95 % interval of Wilson. A rule below its
floor (0.9 for grave faults, 0.8 for typos) only hints: the crawl reads the same reviews and does so by itself.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from analysis.sources import run
from govcrawl.precision import LEAST_REVIEWED, Precision, measured
from govcrawl.register import read_register

FIELDS = ("rule", "confirmed", "rejected", "precision", "low", "high", "floor", "state")


def main(words: Sequence[str]) -> int:
    """Print the table as tab-separated values; status 0, also where nothing was reviewed yet."""
    parser = argparse.ArgumentParser(prog="analysis.precision", description="Precision of each rule of error text.")
    parser.add_argument("folder", type=Path, help="register folder, such as seeds/zhanjiang")
    rules = measured(read_register(parser.parse_args(words).folder).reviews)
    print("\t".join(FIELDS))
    for rule in rules:
        print("\t".join(_line(rule)))
    return 0


def _line(rule: Precision) -> tuple[str, ...]:
    low, high = rule.interval
    state = "hint" if rule.demoted else "in force" if rule.reviewed >= LEAST_REVIEWED else "too few"
    counts = (str(rule.accepted), str(rule.rejected))
    return rule.rule, *counts, f"{rule.share:.3f}", f"{low:.3f}", f"{high:.3f}", f"{rule.floor}", state


if __name__ == "__main__":
    run(main)

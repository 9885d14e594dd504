"""`python -m analysis.coverage`: every item of the indicators, how it is decided, by which rule, tested by which cases.

Ends with status 1 where an item has no path, or a rule no cases.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import govcrawl
from analysis.sources import run
from govcrawl.rules.catalogue import rule_types
from govcrawl.rules.indicators import title_of
from govcrawl.rules.people import BY_PERSON, judged_by_rules
from govcrawl.rules.people import Path as Way

ROOT = Path(govcrawl.__file__).parents[1]
# Every item of 国办秘函〔2019〕19号 (fact sheet 1.2 to 1.5) our rules of the register, local extras.
ITEMS = (
    *(f"V{number}" for number in range(1, 7)),
    *("N1", "N2a", "N2b", "N3"),
    *(f"A{number}" for number in range(1, 10)),
    *(f"B{number}" for number in range(1, 7)),
    *(f"C{number}" for number in range(1, 5)),
    *(f"D{number}" for number in range(1, 11)),
    *(f"P{number}" for number in range(1, 11)),
    *(f"R{number}" for number in range(1, 8)),
    *(f"L{number}" for number in (*range(1, 5), 20, 21, 22)),
)
HEADERS = ("item", "title", "path", "rule", "tests")
# What an import brings: the register itself, exports of the office, visits of another monitor, last posts.
ONLY_IMPORTED = frozenset({"R1", "R2", "R3", "R5", "D5"})
ALSO_IMPORTED = frozenset({"V2", "V5b", "N2a"})


@dataclass(frozen=True, slots=True)
class Coverage:
    """An item, the ways it is decided, the files of its rules, and the files of their cases (those that are there)."""

    item: str
    ways: tuple[Way, ...]
    rules: tuple[str, ...]
    tests: tuple[str, ...]

    @property
    def fault(self) -> str:
        """What is missing, or an empty string."""
        if not self.ways:
            return f"{self.item}: has no path; write a rule or an entry in govcrawl/rules/people.py"
        if len(self.tests) < len(self.rules):
            counted = f"{len(self.rules)} rules and {len(self.tests)} files of cases"
            return f"{self.item}: {counted}; add tests/rules/<CODE>.toml"
        return ""


def main(words: Sequence[str]) -> int:
    """Print the table and what is missing."""
    argparse.ArgumentParser(description="Print how each item of the indicators is decided.").parse_args(words)
    covered = coverage()
    print("\n".join("\t".join(row) for row in table(covered)))
    faults = [one.fault for one in covered if one.fault]
    print("\n".join(faults) or f"{len(covered)} items, none without a path")
    return 1 if faults else 0


def coverage(items: Sequence[str] = ITEMS) -> list[Coverage]:
    """Return how each item is decided."""
    return [_covered(item) for item in items]


def table(covered: Sequence[Coverage]) -> Iterator[tuple[str, ...]]:
    """Yield the headers and a row an item."""
    yield HEADERS
    for one in covered:
        title = rule_types()[one.item].title if one.item in rule_types() else title_of(one.item)
        yield one.item, title, " + ".join(one.ways) or "-", " ".join(one.rules) or "-", " ".join(one.tests) or "-"


def _covered(item: str) -> Coverage:
    codes = judged_by_rules(item)
    ways: list[Way] = []
    for code in codes:
        ways += [Way.IMPORT] if code in ONLY_IMPORTED else [Way.CRAWL]
        ways += [Way.IMPORT] if code in ALSO_IMPORTED else []
    if item in BY_PERSON and (not codes or BY_PERSON[item].beside_rule):
        ways.append(BY_PERSON[item].path)
    rules = tuple(f"{rule_types()[code].__module__.replace('.', '/')}.py" for code in codes)
    tests = tuple(f"tests/rules/{code}.toml" for code in codes if (ROOT / f"tests/rules/{code}.toml").is_file())
    if not codes and item in BY_PERSON:
        rules, tests = ("govcrawl/rules/people.py",), ("tests/rules/test_people.py",)
    return Coverage(item, tuple(dict.fromkeys(ways)), rules, tests)


if __name__ == "__main__":
    run(main)

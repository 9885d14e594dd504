"""`python -m analysis.catalogue [--write]`: the catalogue of rules, made from the rules and the profiles themselves."""

import argparse
import inspect
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from govcrawl import rules
from govcrawl.rules.catalogue import rule_types
from govcrawl.rules.indicators import title_of
from govcrawl.rules.people import left_to_people
from govcrawl.rules.profile import CONFIDENCES, Profile, known_profiles, load_profile
from govcrawl.rules.rule import ACCOUNTS, SITES, Rule, RuleKind

NATIONAL = "national"
README = Path(rules.__file__).with_name("README.md")
HEAD = """\
# The catalogue of rules

Made by `python -m analysis.catalogue --write`; a test compares it. Do not edit it: edit the rule or the profile.

A rule is one file and one code: a frozen dataclass whose fields are the parameters that a profile sets
(`profiles/*.toml`), with one method `judge(dossier) -> Finding`. To add one: a file in `site/`, `account/` or
`register/` named by the defect, its parameters and their source in `profiles/national.toml`, and its cases in
`tests/rules/<CODE>.toml` (pass, fail, both sides of each boundary, not observed, under every profile).

What holds for all rules:

* Windows include both their ends: an entry on the last allowed day is in time. Months are calendar months.
* A page is judged at the moment it was seen, or at the moment of inspection where that is earlier.
* Unknown is neither pass nor fail. Faulty pages alone decide a failure; where pages that were not seen, or dates
  that could not be read, could turn the verdict, it is `not_observed` or `needs_review`.
* A date in the future clears nothing and charges nothing: a person has to look.
* Rows without any date count as not updated only where the page was seen and truly shows none.
* A fault is charged once: a blank column counts in V4c and nowhere else.
* A review (`reviews.csv`) overrides the rule of its code; of a code without a rule it adds a finding. V, N, L and R
  codes so entered make a target unqualified; an L or R code with points is a deduction.
* Rules of the register are found of closed objects too, which stay out of every count, and are vetoes only where the
  profile says so (`veto`).
* A score is base less the points of each item up to its cap. No fault is charged twice: A9 leaves out the columns that
  have an item of their own. Open and unsampled items make it a range, and items that nobody sampled decide nothing.
"""


def main(words: Sequence[str]) -> int:
    """Print the catalogue, or write it to its place."""
    parser = argparse.ArgumentParser(description="Print the catalogue of rules.")
    parser.add_argument("--write", action="store_true", help=f"write {README.name} beside the rules")
    if parser.parse_args(words).write:
        README.write_text(catalogue(), encoding="utf-8")
    else:
        print(catalogue(), end="")
    return 0


def catalogue() -> str:
    """Return the catalogue as Markdown."""
    profiles = [load_profile(name) for name in known_profiles()]
    return "\n".join([HEAD, *_overview(profiles), "", *_profiles(profiles), *_each(profiles)])


def _overview(profiles: Sequence[Profile]) -> Iterator[str]:
    yield "## Rules"
    yield ""
    yield "| code | title | kind | applies to | file |"
    yield "|---|---|---|---|---|"
    rules = rule_types().items()
    yield from (_line(code, rule) for code, rule in sorted(rules, key=lambda one: one[1].kind is not RuleKind.VETO))
    yield ""
    yield "## Left to people"
    yield ""
    yield "Nobody fails by these without a row of `reviews.csv`. A profile that asks for one (`[rules.X] asked = true`)"
    yield "makes every object wait for that row (待复核); else the item is not sampled, and reports say so."
    yield ""
    yield "| code | title | applies to | what is looked at |"
    yield "|---|---|---|---|"
    for code, item in left_to_people().items():
        yield f"| {code} | {title_of(code)} | {_groups(item.applies_to)} | {item.question} |"


def _line(code: str, rule: type[Rule]) -> str:
    path = f"{rule.__module__.removeprefix('govcrawl.rules.').replace('.', '/')}.py"
    return f"| {code} | {rule.title} | {rule.kind} | {_groups(rule.applies_to)} | [{path}]({path}) |"


def _groups(kinds: frozenset[str]) -> str:
    groups = {SITES: "sites", ACCOUNTS: "accounts"}
    return groups.get(kinds) or ", ".join(sorted(kinds))


def _profiles(profiles: Sequence[Profile]) -> Iterator[str]:
    yield "## Profiles"
    yield ""
    yield "| name | title | extends | valid from | to | confidence | score | source |"
    yield "|---|---|---|---|---|---|---|---|"
    for profile in profiles:
        extends = " < ".join(profile.chain[1:]) or "-"
        to, score = profile.valid_to or "-", _score(profile)
        marks = "".join(mark for mark in CONFIDENCES if mark in profile.confidences.values())
        cells = (profile.name, profile.title, extends, profile.valid_from, to, marks, score, profile.source)
        yield f"| {' | '.join(map(str, cells))} |"
    yield ""


def _each(profiles: Sequence[Profile]) -> Iterator[str]:
    for code, kind in rule_types().items():
        yield f"## {code} {kind.title} (`{kind.__module__.rpartition('.')[2]}`)"
        yield ""
        yield re.sub(
            r"^(\w[\w ]+):\n", r"**\1.** ", re.sub(r"^    ", "", inspect.getdoc(kind) or "", flags=re.M), flags=re.M
        )
        yield ""
        columns = _alike(code, profiles)
        yield f"| parameter | {' | '.join(', '.join(profile.name for profile in alike) for alike in columns)} |"
        yield "|---|" + "---|" * len(columns)
        own = [next(rule for rule in alike[0].rules if rule.code == code) for alike in columns]
        for field in fields(kind):
            yield f"| {field.name} | {' | '.join(_value(getattr(rule, field.name)) for rule in own)} |"
        yield f"| source | {' | '.join(_sources(code, alike) for alike in columns)} |"
        yield ""


def _alike(code: str, profiles: Sequence[Profile]) -> list[list[Profile]]:
    """Return the profiles by what they give a rule: the national one, then those that differ from what they extend."""
    found: dict[str, list[Profile]] = {}
    for profile in sorted(profiles, key=lambda profile: profile.name != NATIONAL):
        rule = next((rule for rule in profile.rules if rule.code == code), None)
        if rule and (profile.name == NATIONAL or repr(rule) not in found or repr(rule) != next(iter(found))):
            found.setdefault(repr(rule), []).append(profile)
    return list(found.values())


def _sources(code: str, alike: Sequence[Profile]) -> str:
    marked = (f"{profile.sources[code]} ({profile.confidences[code] or '-'})" for profile in alike)
    return "；".join(dict.fromkeys(marked))


def _score(profile: Profile) -> str:
    if not profile.scoring:
        return "none"
    told = ", ".join(f"{'/'.join(sorted(it.applies_to))} {it.base}+{it.bonus}" for it in profile.scoring.scales)
    return f"{told}; {'decides' if profile.scoring.decides else 'printed only'}"


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name} {_span(window)}" for name, window in value.items())
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value).lower()


def _span(window: object) -> str:
    months, days = getattr(window, "months", 0), getattr(window, "days", 0)
    return f"{months} months" if months else f"{days} days"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

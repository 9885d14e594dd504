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
from govcrawl.rules.indicators import TITLES, VETOES_NOT_YET, title_of
from govcrawl.rules.profile import Profile, known_profiles, load_profile
from govcrawl.rules.rule import ACCOUNTS, SITES, Rule

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
  codes so entered make a target unqualified.
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
    yield "## All vetoes"
    yield ""
    yield "| code | title | kind | applies to | file |"
    yield "|---|---|---|---|---|"
    lines = {code: _line(code, rule) for code, rule in rule_types().items()}
    for code in VETOES_NOT_YET:
        lines[code] = f"| {code} | {title_of(code)} | veto | {'accounts' if code[0] == 'N' else 'sites'} | not yet |"
    yield from (lines[code] for code in sorted(lines, key=lambda code: (code[0] != "V", code)))
    others = [code for code in TITLES if code[:1] in "ABCDP" and code not in rule_types()]
    yield ""
    yield f"Not yet: deductions and bonuses ({', '.join(others)}), faults of the register (R), local extras (L)."


def _line(code: str, rule: type[Rule]) -> str:
    path = f"{rule.__module__.removeprefix('govcrawl.rules.').replace('.', '/')}.py"
    return f"| {code} | {rule.title} | {rule.kind} | {_applies(rule)} | [{path}]({path}) |"


def _applies(rule: type[Rule]) -> str:
    groups = {SITES: "sites", ACCOUNTS: "accounts"}
    return groups.get(rule.applies_to) or ", ".join(sorted(rule.applies_to))


def _profiles(profiles: Sequence[Profile]) -> Iterator[str]:
    yield "## Profiles"
    yield ""
    yield "| name | title | extends | valid from | source |"
    yield "|---|---|---|---|---|"
    for profile in profiles:
        extends = " < ".join(profile.chain[1:]) or "-"
        yield f"| {profile.name} | {profile.title} | {extends} | {profile.valid_from} | {profile.source} |"
    yield ""


def _each(profiles: Sequence[Profile]) -> Iterator[str]:
    for code, kind in rule_types().items():
        yield f"## {code} {kind.title} (`{kind.__module__.rpartition('.')[2]}`)"
        yield ""
        yield re.sub(
            r"^(\w[\w ]+):\n", r"**\1.** ", re.sub(r"^    ", "", inspect.getdoc(kind) or "", flags=re.M), flags=re.M
        )
        yield ""
        yield f"| parameter | {' | '.join(profile.name for profile in profiles)} |"
        yield "|---|" + "---|" * len(profiles)
        own = [next((rule for rule in profile.rules if rule.code == code), None) for profile in profiles]
        for field in fields(kind):
            values = " | ".join(_value(getattr(rule, field.name)) if rule else "-" for rule in own)
            yield f"| {field.name} | {values} |"
        yield f"| source | {' | '.join(profile.sources.get(code, '-') for profile in profiles)} |"
        yield ""


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name} {_span(window)}" for name, window in value.items())
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value).lower()


def _span(window: object) -> str:
    months, days = getattr(window, "months", 0), getattr(window, "days", 0)
    return f"{months} months" if months else f"{days} days"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

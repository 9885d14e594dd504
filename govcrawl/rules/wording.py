"""What a notice prints for a finding: the city's own words, else the rule's phrase, else the reviewer's words."""

from collections.abc import Iterable, Mapping

from govcrawl.model.finding import Finding, Verdict
from govcrawl.rules.catalogue import rule_types
from govcrawl.rules.indicators import item_of, title_of
from govcrawl.rules.judge import is_veto
from govcrawl.rules.profile import Profile
from govcrawl.rules.rule import RuleKind

# Yulin 2020Q3, attachment 2, row 10 prints the missing interaction before the missing update.
ORDER = ("V", "N1", "N3", "N2", "L", "R")


def phrase(finding: Finding, profile: Profile, wording: Mapping[str, str]) -> str:
    """Return what is printed for a finding. `wording` is the city's, by code or by item (V4 stands for V4a too)."""
    own = wording.get(finding.code) or wording.get(item_of(finding.code))
    rules = (rule.printed_phrase() for rule in profile.rules if rule.code == finding.code)
    return own or next(rules, "") or finding.reason or title_of(finding.code)


def problems(findings: Iterable[Finding], profile: Profile, wording: Mapping[str, str]) -> str:
    """Return the failed vetoes of one target in the order of notices, joined by “；”, each phrase once."""
    failed = [finding for finding in findings if finding.verdict is Verdict.FAIL and is_veto(finding, profile)]
    failed.sort(key=lambda finding: (_place(finding.code), finding.code))
    return "；".join(dict.fromkeys(phrase(finding, profile, wording) for finding in failed))


def title(code: str) -> str:
    """Return the name of a code: its rule's, else that of the indicators."""
    rule = rule_types().get(code)
    return rule.title if rule else title_of(code)


def is_bonus(code: str) -> bool:
    """Tell whether a code adds points: not earning it is no fault."""
    rule = rule_types().get(code)
    return rule.kind is RuleKind.BONUS if rule else code[:1] == "P"


def _place(code: str) -> int:
    return next((place for place, item in enumerate(ORDER) if code.startswith(item)), len(ORDER))

"""The set of rules: found by walking the packages, never registered."""

from functools import cache
from importlib import import_module
from inspect import isabstract
from pkgutil import iter_modules

from govcrawl.rules import account, register, site
from govcrawl.rules.rule import Rule, RuleKind


@cache
def rule_types() -> dict[str, type[Rule]]:
    """Return every rule by its code, sites before accounts before the register, of each the vetoes first."""
    found: dict[str, type[Rule]] = {}
    for package in (site, account, register):
        here: list[type[Rule]] = []
        for module in iter_modules(package.__path__, f"{package.__name__}."):
            here += [
                member
                for member in vars(import_module(module.name)).values()
                if isinstance(member, type)
                and issubclass(member, Rule)
                and not isabstract(member)
                and member.__module__ == module.name
            ]
        for rule in sorted(here, key=lambda rule: (rule.kind is not RuleKind.VETO, rule.code)):
            if other := found.get(rule.code):
                raise ValueError(f"{rule.__module__}: code {rule.code} is taken by {other.__module__}; give it its own")
            found[rule.code] = rule
    return found

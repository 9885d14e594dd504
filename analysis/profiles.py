"""`python -m analysis.profiles list`, `diff A B`: the profiles, and what differs between two of them."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields

from analysis.sources import run
from govcrawl.rules.profile import Profile, known_profiles, load_profile
from govcrawl.rules.scale import Scale, Scoring


def main(words: Sequence[str]) -> int:
    """Print the profiles, or the differences of two; status 0 either way."""
    parser = argparse.ArgumentParser(description="List the profiles, or print what differs between two of them.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="name, what it extends, since when, title and source of every profile")
    two = commands.add_parser("diff", help="every number that differs, with who set it")
    two.add_argument("first")
    two.add_argument("second")
    given = parser.parse_args(words)
    lines = listed() if given.command == "list" else differences(load_profile(given.first), load_profile(given.second))
    print("\n".join(lines))
    return 0


def listed() -> Iterator[str]:
    """Yield a line a profile."""
    for name in known_profiles():
        profile = load_profile(name)
        span = f"{profile.valid_from}..{profile.valid_to or ''}"
        yield f"{' < '.join(profile.chain)}\t{span}\t{profile.title}\t{profile.source}"


def differences(first: Profile, second: Profile) -> list[str]:
    """Return `where: one -> other (source, confidence of the other)` for each parameter that differs."""
    before, after = numbers(first), numbers(second)
    found = [
        f"{where}: {before.get(where, '-')} -> {after.get(where, '-')}{_source(second, where)}"
        for where in dict.fromkeys([*before, *after])
        if before.get(where) != after.get(where)
    ]
    return found or [f"{first.name} and {second.name} judge alike"]


def numbers(profile: Profile) -> dict[str, str]:
    """Return everything that a profile decides, by where it stands in the TOML."""
    told = {
        f"rules.{rule.code}.{where}": value
        for rule in profile.rules
        for field in fields(rule)
        for where, value in _spread(field.name, getattr(rule, field.name))
    }
    told |= {f"rules.{code}.asked": "true" for code in sorted(profile.asked)}
    told["separate_jobs"] = ", ".join(sorted(profile.separate_jobs))
    return told | (_scoring(profile.scoring) if profile.scoring else {})


def _scoring(scoring: Scoring) -> dict[str, str]:
    told = {"score.decides": _text(scoring.decides), "score.unsampled_opens": _text(scoring.unsampled_opens)}
    for scale in scoring.scales:
        group = "account" if "account" in scale.applies_to else "site"
        for field in fields(Scale):
            told |= {
                f"score.{group}.{where}": value for where, value in _spread(field.name, getattr(scale, field.name))
            }
    return told


def _spread(name: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        yield from ((f"{name}.{key}", _text(item)) for key, item in value.items())
    else:
        yield name, _text(value)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(sorted(map(str, value))) if isinstance(value, tuple | frozenset) else str(value)


def _source(profile: Profile, where: str) -> str:
    kind, _, rest = where.partition(".")
    if kind == "score" and profile.scoring:
        source, mark = profile.scoring.source, profile.scoring.confidence
    else:
        code = rest.partition(".")[0]
        source, mark = profile.sources.get(code, ""), profile.confidences.get(code, "")
    return f" ({source}{f', {mark}' if mark else ''})" if source else ""


if __name__ == "__main__":
    run(main)

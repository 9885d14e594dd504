"""`python -m analysis.backtest seeds/zhanjiang --period 2021Q2 --profiles national,zhanjiang`: who changes verdict.

The same stored facts are judged under two profiles; nothing is stored. To compare two versions of a rule, keep what
this command prints of `--profiles X,X --all` before the change and compare it with what it prints after.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analysis.judge import judge_register
from analysis.sources import Sources, arguments, read_sources, run
from govcrawl.errors import GovcrawlError
from govcrawl.model.fact import Fact
from govcrawl.model.finding import Outcome, Verdict
from govcrawl.model.target import Account, Target
from govcrawl.rules.profile import load_profile
from govcrawl.rules.reviewed import WORDS


@dataclass(frozen=True, slots=True)
class Change:
    """An object and its outcome under each profile; `codes` are those whose finding differs, with both verdicts."""

    target: Target
    before: Outcome
    after: Outcome
    codes: tuple[str, ...]


def main(words: Sequence[str]) -> int:
    """Print a line an object that changes verdict, or `--all` objects; status 0."""
    parser = arguments("List which objects change verdict between two profiles on the same facts.")
    parser.add_argument("--profiles", required=True, help="two profiles, separated by a comma")
    parser.add_argument("--all", action="store_true", help="print every object, changed or not")
    given = parser.parse_args(words)
    names = [name.strip() for name in given.profiles.split(",") if name.strip()]
    if len(names) != 2:
        raise GovcrawlError(f"--profiles: is '{given.profiles}'; give two names, such as national,zhanjiang")
    sources = read_sources(given)
    with sources.store() as store:
        facts = dict(sources.facts(store))
    if not facts:
        raise GovcrawlError(
            f"{sources.city} {sources.period.name}: no facts are stored up to {sources.as_of}; crawl first"
        )
    compared = compare(sources, facts, names[0], names[1])
    shown = [change for change in compared if given.all or change.before.verdict is not change.after.verdict]
    print("\n".join(told(shown, names)))
    return 0


def compare(sources: Sources, facts: dict[str, tuple[Fact, ...]], first: str, second: str) -> list[Change]:
    """Return every object of the register, in its order, judged under both profiles."""
    judged = [
        judge_register(replace(sources, profile=load_profile(name)), facts.items())[:2] for name in (first, second)
    ]
    verdicts = [{(it.target_id, it.code): it.verdict for it in findings} for findings, _ in judged]
    return [
        Change(target, before, after, tuple(_codes(target.id, *verdicts)))
        for target, before, after in zip(sources.register.targets, judged[0][1], judged[1][1], strict=True)
    ]


def told(changes: Sequence[Change], names: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the command: object, verdict under each profile, and the findings that differ."""
    for change in changes:
        target = change.target
        name = f"{target.platform}/{target.name}" if isinstance(target, Account) else target.name
        before, after = WORDS[change.before.verdict], WORDS[change.after.verdict]
        yield f"{target.id}\t{name}\t{before} -> {after}\t{', '.join(change.codes)}"
    yield f"{names[0]} -> {names[1]}: {len(changes)}"


def _codes(
    target_id: str, before: dict[tuple[str, str], Verdict], after: dict[tuple[str, str], Verdict]
) -> Iterator[str]:
    for _, code in dict.fromkeys(key for key in (*before, *after) if key[0] == target_id):
        one, other = before.get((target_id, code)), after.get((target_id, code))
        if one is not other:
            yield f"{code} {one or '-'} -> {other or '-'}"


if __name__ == "__main__":
    run(main)

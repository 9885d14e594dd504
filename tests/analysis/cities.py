"""Judgements made of plain objects: a register with facts as a crawl would leave them, no store and no page."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from analysis.judge import judge_register
from analysis.judgement import Judgement
from analysis.sources import Sources
from govcrawl.model.fact import BoardSeen, ColumnSeen, Fact, FeedSeen, HomePageSeen, MessageSeen, TargetVisited
from govcrawl.model.letter import LetterStatus
from govcrawl.model.observation import Observation
from govcrawl.model.target import Account, Site, Target
from govcrawl.register import Register, read_register
from govcrawl.rules.profile import load_profile
from tests.rules.cases import moment

PENDING = LetterStatus.PENDING
SEEDS = Path(__file__).parents[2] / "seeds"


def fresh_facts(
    target: Target, as_of: date, days: int = 2, columns: int = 12, stale_columns: int = 0
) -> tuple[Fact, ...]:
    """Facts of a target whose newest entry is `days` old; `stale_columns` notice columns are two years old."""
    at, newest = moment(as_of, 10), as_of - timedelta(days=days)
    dated = {"target_id": target.id, "state": Observation.DATED, "seen_at": at}
    if isinstance(target, Account):
        feeds = [
            FeedSeen(
                url=mirror,
                source=mirror,
                snapshot=f"f{number}",
                newest=newest,
                newest_raw=str(newest),
                newest_title="推文",
                posts=9,
                **dated,
            )
            for number, mirror in enumerate((target.mirror, "http://second.test/"), start=1)
        ]
        return *feeds, TargetVisited(target.id, "feed", at, observed=True, pages=2)
    seen: list[Fact] = [
        HomePageSeen(
            url=target.url,
            snapshot="h1",
            newest=newest,
            newest_raw=str(newest),
            newest_title="要闻一则",
            rows=20,
            dated_rows=20,
            **dated,
        )
    ]
    for number in range(columns):
        day = as_of - timedelta(days=730) if number < stale_columns else newest
        seen.append(
            ColumnSeen(
                url=f"{target.url}lm/{number:02}/",
                name=f"通知公告{number}",
                snapshot=f"c{number}",
                newest=day,
                newest_raw=f"[{day}]",
                newest_title="通知一则",
                column_class="notice",
                level=2,
                rows=15,
                dated_rows=15,
                **dated,
            )
        )
    return *seen, TargetVisited(target.id, "site", at, observed=True, pages=columns + 1)


def judged_city(sources: Sources, facts: dict[str, tuple[Fact, ...]]) -> Judgement:
    findings, outcomes, strangers = judge_register(sources, facts.items())
    assert strangers == []
    return Judgement(sources, tuple(findings), tuple(outcomes), facts)


def seeded(city: str, period: str, stale: set[str], waiting: frozenset[str] = frozenset()) -> Judgement:
    """A register of seeds/ in which exactly the targets named in `stale` (name or platform/name) stand still.

    On those named in `waiting` a message was not answered for 70 days.
    """
    register: Register = read_register(SEEDS / city)
    chosen = register.city.periods[period]
    profile = load_profile(register.city.profile)
    sources = Sources(SEEDS / city, register, chosen, profile, chosen.as_of)
    left = {target.id for name in stale if (target := register.find(name))}
    assert len(left) == len(stale)
    facts = {}
    for target in register.targets:
        if target.id not in left:
            facts[target.id] = fresh_facts(target, sources.as_of)
        elif isinstance(target, Site):
            facts[target.id] = fresh_facts(target, sources.as_of, stale_columns=11)
        else:
            facts[target.id] = fresh_facts(target, sources.as_of, days=15)
    at, asked = moment(sources.as_of), sources.as_of - timedelta(days=70)
    for site in register.sites if waiting else ():
        board = BoardSeen(site.id, site.url, "留言", at, Observation.DATED, "b", messages=1, newest=sources.as_of)
        facts[site.id] += (replace(board, statistics=True), TargetVisited(site.id, "messages", at, observed=True))
        if site.name in waiting:
            letter = MessageSeen(site.id, f"{site.url}1.html", site.url, at, "m", "咨询", asked, status=PENDING)
            facts[site.id] += (letter,)
    return judged_city(sources, facts)

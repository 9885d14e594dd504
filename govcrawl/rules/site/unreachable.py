"""V2: the home page often does not open."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import ProbeSeen
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.model.period import CHINA_TIME
from govcrawl.rules.imported import origin
from govcrawl.rules.reasons import told
from govcrawl.rules.remedies import Blame, remedy
from govcrawl.rules.rule import SITES, Rule, RuleKind


@dataclass(frozen=True)
class Unreachable(Rule):
    """The home page did not open in a share of the visits of one week.

    What it checks:
        The visits to the home page (`scrapy crawl probe`, or another monitor's in probes.csv) of the `days` days that
        end with the moment of inspection; where that day is not over yet, of the `days` days before it. Each day needs
        `visits_per_day` visits. The site fails where `fail_percent` or more of them failed, inclusive. A visit failed
        where the page had not opened after `timeout_seconds`, or where the site answered with an error.

    Why it matters:
        A veto: a site that cannot be opened serves nobody.

    Not observed:
        Too few visits on any of the days. What a firewall, a captcha, robots.txt or our own side prevented was no
        visit and counts neither way. Where a failed TLS handshake, an empty page or a redirect to an address that is
        not registered could make up the share, a person has to look. Where no home page was probed for the city at
        all, the rule is not sampled (`separate_jobs` of the profile).

    Source:
        国办秘函〔2019〕19号，单项否决“站点无法访问”; fact sheet 1.2 V2.
    """

    code = "V2"
    title = "站点无法访问"
    kind = RuleKind.VETO
    applies_to = SITES
    phrase = "1周内超过（含）{fail_percent}%的访问打不开首页"
    job = "probe"

    days: int
    visits_per_day: int
    timeout_seconds: int
    fail_percent: int

    def imported(self, dossier: Dossier) -> bool:
        """Tell whether another monitor's visits to the home page were imported."""
        return any(probe.imported_on for probe in dossier.of(ProbeSeen))

    def judge(self, dossier: Dossier) -> Finding:
        """Count the visits of the last full week."""
        probes = sorted(set(dossier.of(ProbeSeen)), key=lambda it: (it.seen_at, it.url, it.snapshot, it.failure))
        visits = [probe for probe in probes if self._blame(probe) is not Blame.OURS]
        by_day = Counter(map(_day, visits))
        weeks = [self._week(dossier.as_of), self._week(dossier.as_of - timedelta(days=1))]
        whole = [week for week in weeks if all(by_day[day] >= self.visits_per_day for day in week)]
        if not whole:
            return self._too_few(dossier, probes, by_day)
        sample = [visit for visit in visits if _day(visit) in whole[0]]
        failed = [visit for visit in sample if self._blame(visit) is Blame.SITE]
        doubtful = [visit for visit in sample if self._blame(visit) is Blame.DOUBTFUL]
        limit = self.fail_percent * len(sample)
        reason = f"{whole[0][0]}至{whole[0][-1]}访问首页{len(sample)}次，打不开{len(failed)}次{_counted(failed)}，"
        reason += f"占{100 * len(failed) / len(sample):.2f}%"
        if 100 * len(failed) >= limit:
            verdict, sign, proof = Verdict.FAIL, "≥", failed
        elif 100 * (len(failed) + len(doubtful)) >= limit:
            verdict, sign, proof = Verdict.NEEDS_REVIEW, "未达", [*failed, *doubtful]
        else:
            verdict, sign, proof = Verdict.PASS, "<", [*failed, *doubtful]
        reason += f"（{sign}{self.fail_percent}%）"
        if doubtful:
            reason += f"；另有{len(doubtful)}次须人工核对{_counted(doubtful)}"
        return self.finding(dossier, verdict, reason, map(_evidence, proof))

    def _blame(self, probe: ProbeSeen) -> Blame | None:
        """Tell whom a failed visit speaks of, None for one that opened in time."""
        waited = probe.seconds if probe.seconds is not None else 0.0
        if probe.opened:
            return Blame.SITE if waited >= self.timeout_seconds else None
        if probe.failure == "timeout" and waited < self.timeout_seconds:
            return Blame.OURS  # we did not wait as long as the indicator asks for
        return remedy(probe.failure).blame

    def _week(self, last: date) -> list[date]:
        return [last - timedelta(days=days) for days in reversed(range(self.days))]

    def _too_few(self, dossier: Dossier, probes: list[ProbeSeen], by_day: Counter[date]) -> Finding:
        week = self._week(dossier.as_of)
        counts = "、".join(f"{day:%m-%d} {by_day[day]}次" for day in week)
        reason = f"访问次数不足：须连续{self.days}天每天至少{self.visits_per_day}次，实际{counts}"
        void = [probe for probe in probes if _day(probe) in week and self._blame(probe) is Blame.OURS]
        if void:
            reason += f"；另有{len(void)}次未计入{_counted(void)}"
        return self.finding(dossier, Verdict.NOT_OBSERVED, reason, map(_evidence, void))


def _day(probe: ProbeSeen) -> date:
    return probe.seen_at.astimezone(CHINA_TIME).date()


def _name(probe: ProbeSeen) -> str:
    return told(probe.failure or "timeout")


def _counted(probes: Iterable[ProbeSeen]) -> str:
    """Return the reasons with their numbers in brackets, the most frequent first; nothing for no probes."""
    names = Counter(map(_name, probes))
    ordered = sorted(names.items(), key=lambda item: (-item[1], item[0]))
    return f"（{'、'.join(f'{name} {number}次' for name, number in ordered)}）" if ordered else ""


def _evidence(probe: ProbeSeen) -> Evidence:
    waited = f"，等待{probe.seconds:.1f}秒" if probe.seconds is not None else ""
    moment = probe.seen_at.astimezone(CHINA_TIME)
    text = f"{moment:%Y-%m-%d %H:%M:%S} {_name(probe)}{waited}。建议：{remedy(probe.failure or 'timeout').text}"
    return Evidence(probe.url, probe.snapshot, text + origin(probe), probe.seen_at)

"""Rules about service guides (办事指南): which are looked at, and when they say nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import GuidesCounted, GuideSeen
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.model.target import Site
from govcrawl.rules.reasons import told
from govcrawl.rules.rule import Rule, not_visited

NO_LABELS = "no_labels_of_guide"  # what the reader says of a page that is not certain to be a guide
NAMED = 5  # guides that a reason names; the evidence holds them all


@dataclass(frozen=True)
class GuidesRule(Rule):
    """Looks at the guides that `scrapy crawl guides` drew."""

    job: ClassVar[str] = "guides"

    def unseen(self, dossier: Dossier) -> Finding | None:
        """Return the finding of a site whose guides say nothing, or None where there are any here."""
        if isinstance(dossier.target, Site) and not dossier.target.services:
            return self.finding(dossier, Verdict.NOT_APPLICABLE, "无对外办事服务")
        if reason := not_visited(dossier, "guides"):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        counted = counts(dossier)
        if counted is None or not (counted.guides or counted.outside):
            return self.finding(dossier, Verdict.NOT_OBSERVED, "未发现办事指南")
        if not counted.guides:
            reason = f"办事指南在站外平台，无法核对：{counted.outside_url}"
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        return None


def counts(dossier: Dossier) -> GuidesCounted | None:
    """Return the last count of guides."""
    return dossier.latest(GuidesCounted)


def drawn(dossier: Dossier) -> list[GuideSeen]:
    """Return the last sight of each guide, in the order of the draw."""
    last: dict[str, GuideSeen] = {}
    for guide in sorted(set(dossier.of(GuideSeen)), key=lambda it: (it.seen_at, repr(it))):
        last[guide.url] = guide
    return sorted(last.values(), key=lambda it: (it.place, it.url))


def evidence_of(guide: GuideSeen, text: str = "") -> Evidence:
    """Return where a guide can be seen again, with what it lacks."""
    lacks = text or (f"缺{'、'.join(guide.missing)}" if guide.missing else told(guide.reason) or "要素齐全")
    return Evidence(guide.url, guide.snapshot, f"{guide.title}：{lacks}", guide.seen_at)


def names(guides: Iterable[GuideSeen]) -> str:
    """Return the guides for a reason, each with how many classes it lacks."""
    listed = list(guides)
    words = "、".join(f"{it.title}（{told(it.reason) or f'缺{len(it.missing)}类'}）" for it in listed[:NAMED])
    return f"：{words}{'等' if len(listed) > NAMED else ''}" if listed else ""

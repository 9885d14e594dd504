"""V6a: no services."""

from dataclasses import dataclass
from typing import ClassVar

from govcrawl.model.dossier import Dossier
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.model.target import Site
from govcrawl.rules.class_columns import hidden
from govcrawl.rules.guides import NO_LABELS, GuidesRule, counts, drawn, evidence_of, names
from govcrawl.rules.rule import SITES, RuleKind


@dataclass(frozen=True)
class ServicesMissing(GuidesRule):
    """The site offers no services.

    What it checks:
        Whether a guide to a service was read on the site: a page that tells elements of one, which a column called
        办事服务 alone does not. Where none was, and the whole site was gone through, a person has to look: services may
        stand under another name. This rule alone fails nobody.

    Why it matters:
        A veto: a site of an office with services that offers none serves nobody.

    Not observed:
        The guides or the site were not gone through whole, guides were found and none of them opened, or services
        lead out of the register, to a platform of the province. Not applicable to sites without services
        (`services` = no in sites.csv).

    Source:
        国办秘函〔2019〕19号，单项否决“服务不实用”第1项; fact sheet 1.2 V6a.
    """

    code = "V6a"
    title = "未提供办事服务"
    kind = RuleKind.VETO
    applies_to = SITES
    phrase = "未提供办事服务"
    left_to_people: ClassVar[frozenset[Verdict]] = frozenset({Verdict.FAIL})

    def judge(self, dossier: Dossier) -> Finding:
        """Look for any guide."""
        counted = counts(dossier)
        services = isinstance(dossier.target, Site) and dossier.target.services
        if counted is None or not services or (counted.outside and not counted.guides):
            return self.unseen(dossier) or self.finding(dossier, Verdict.NOT_OBSERVED, "未统计办事指南")
        if counted.guides:
            return self._read(dossier, f"办事服务栏目{counted.columns}个，办事指南{counted.guides}个")
        if reason := hidden(dossier):
            return self.finding(dossier, Verdict.NOT_OBSERVED, f"未发现办事指南，但{reason}")
        text = f"办事服务栏目{counted.columns}个，未发现办事指南，须人工核对"
        evidence = Evidence(counted.url, counted.snapshot, text, counted.seen_at)
        return self.finding(dossier, Verdict.NEEDS_REVIEW, text, [evidence])

    def _read(self, dossier: Dossier, found: str) -> Finding:
        guides = drawn(dossier)
        if any(not guide.reason for guide in guides):
            return self.finding(dossier, Verdict.PASS, found)
        unsure = [guide for guide in guides if guide.reason == NO_LABELS]
        reason = f"{found}，所抽查的均未能认定为办事指南{names(guides)}"
        verdict = Verdict.NEEDS_REVIEW if unsure else Verdict.NOT_OBSERVED
        return self.finding(dossier, verdict, reason, map(evidence_of, unsure or guides))

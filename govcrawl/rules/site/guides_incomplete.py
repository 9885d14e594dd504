"""V6b: guides to services that lack key elements."""

from dataclasses import dataclass

from govcrawl.model.dossier import Dossier
from govcrawl.model.finding import Finding, Verdict
from govcrawl.rules.guides import NO_LABELS, GuidesRule, counts, drawn, evidence_of, names
from govcrawl.rules.rule import SITES, RuleKind


@dataclass(frozen=True)
class GuidesIncomplete(GuidesRule):
    """Too many guides to services lack too many key elements.

    What it checks:
        Counts the guides that lack `min_missing` or more of the ten classes of elements (事项名称、设定依据、申请条件、
        办理材料、办理地点、办理机构、收费标准、办理时间、联系电话、办理流程). The site fails from `min_guides` on.
        Guides are drawn by lot; while some lack so much and it is not yet decided, more are opened.

    Why it matters:
        A veto: who follows such a guide comes twice.

    Not observed:
        No guide was read, or guides that were not read could make up the number; a page that is not certain to be a
        guide, and guides beyond the limit of the draw, are left to a person. Not applicable to sites without services.

    Source:
        国办秘函〔2019〕19号，单项否决“服务不实用”第2项; fact sheet 1.2 V6b.
    """

    code = "V6b"
    title = "办事指南要素缺失"
    kind = RuleKind.VETO
    applies_to = SITES
    phrase = "{min_guides}个以上事项的办事指南缺少{min_missing}类以上要素"

    min_missing: int
    min_guides: int

    def judge(self, dossier: Dossier) -> Finding:
        """Count the guides that lack too much."""
        if found := self.unseen(dossier):
            return found
        counted, guides = counts(dossier), drawn(dossier)
        read = [it for it in guides if not it.reason]
        lacking = [it for it in read if len(it.missing) >= self.min_missing]
        unsure = [it for it in guides if it.reason == NO_LABELS]
        unread = [it for it in guides if it.reason and it not in unsure]
        reason = f"抽查办事指南{len(guides)}个，{len(lacking)}个缺少{self.min_missing}类以上要素{names(lacking)}"
        if unsure:
            reason += f"；{len(unsure)}个需人工核对{names(unsure)}"
        if unread:
            reason += f"；{len(unread)}个未能读取{names(unread)}"
        proof = list(map(evidence_of, [*lacking, *unsure, *unread]))
        if len(lacking) >= self.min_guides:
            return self.finding(dossier, Verdict.FAIL, reason, map(evidence_of, lacking))
        # Guides that were not drawn say nothing against a site none of whose drawn ones lacks so much.
        left = counted.guides - len(guides) if counted and lacking else 0
        if len(lacking) + len(unsure) >= self.min_guides:
            return self.finding(dossier, Verdict.NEEDS_REVIEW, reason, proof)
        if len(lacking) + len(unsure) + len(unread) >= self.min_guides or not (read or unsure):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason, proof)
        if left and len(lacking) + len(unsure) + len(unread) + left >= self.min_guides:
            return self.finding(dossier, Verdict.NEEDS_REVIEW, f"{reason}；另有{left}个未抽查", proof)
        return self.finding(dossier, Verdict.PASS, f"{reason}（<{self.min_guides}）", map(evidence_of, lacking))

"""V6c: few guides to services, and all of them lack key elements."""

from dataclasses import dataclass

from govcrawl.model.dossier import Dossier
from govcrawl.model.finding import Finding, Verdict
from govcrawl.rules.class_columns import hidden
from govcrawl.rules.guides import NO_LABELS, GuidesRule, counts, drawn, evidence_of, names
from govcrawl.rules.rule import SITES, RuleKind


@dataclass(frozen=True)
class AllGuidesIncomplete(GuidesRule):
    """The few guides that the site has all lack too many key elements.

    What it checks:
        Of a site with fewer than `min_guides` guides in all, whether every one lacks `min_missing` or more of the ten
        classes of elements (V6b). One that does not clears the site.

    Why it matters:
        A veto: nobody can do any business by these guides.

    Not observed:
        A guide that was not read could be the one that clears the site, more guides lead out of the register, or
        columns that may list more were not seen. A
        page that is not certain to be a guide is left to a person. Not applicable to sites without services.

    Source:
        国办秘函〔2019〕19号，单项否决“服务不实用”第3项; fact sheet 1.2 V6c.
    """

    code = "V6c"
    title = "全部办事指南要素缺失"
    kind = RuleKind.VETO
    applies_to = SITES
    phrase = "事项不足{min_guides}个且办事指南均缺少{min_missing}类以上要素"

    min_missing: int
    min_guides: int

    def judge(self, dossier: Dossier) -> Finding:
        """Look whether any guide is complete enough."""
        if found := self.unseen(dossier):
            return found
        counted, guides = counts(dossier), drawn(dossier)
        assert counted is not None  # else unseen
        if counted.guides >= self.min_guides:
            return self.finding(dossier, Verdict.PASS, f"办事指南{counted.guides}个（≥{self.min_guides}），不适用本条")
        complete = [it for it in guides if not it.reason and len(it.missing) < self.min_missing]
        if complete:
            reason = f"办事指南{counted.guides}个，{len(complete)}个要素缺少不足{self.min_missing}类"
            return self.finding(dossier, Verdict.PASS, reason)
        open_ = [it for it in guides if it.reason]
        reason = f"办事指南{counted.guides}个，均缺少{self.min_missing}类以上要素{names(guides)}"
        if any(it.reason == NO_LABELS for it in open_):
            reason = f"办事指南{counted.guides}个，需人工核对{names(guides)}"
            return self.finding(dossier, Verdict.NEEDS_REVIEW, reason, map(evidence_of, guides))
        if open_ or counted.outside or len(guides) < counted.guides:
            where = f"；另有{counted.outside}个在站外平台" if counted.outside else ""
            reason = f"办事指南{counted.guides}个，未能全部读取{names(guides)}{where}"
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason, map(evidence_of, guides))
        if unseen := hidden(dossier):
            return self.finding(dossier, Verdict.NOT_OBSERVED, f"{reason}，但{unseen}", map(evidence_of, guides))
        return self.finding(dossier, Verdict.FAIL, reason, map(evidence_of, guides))

"""B6: forms that are demanded and cannot be had."""

from dataclasses import dataclass, replace
from decimal import Decimal

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import GuideSeen
from govcrawl.model.finding import Finding, Verdict
from govcrawl.rules.guides import GuidesRule, drawn, evidence_of, names
from govcrawl.rules.rule import PORTALS, RuleKind


@dataclass(frozen=True)
class FormsMissing(GuidesRule):
    """Guides demand a form and give no way to get it.

    What it checks:
        The first `sampled` guides of the draw. One whose materials name a form (申请表、登记表 and the like) and whose
        page has no attachment and no download, or only such whose link answers 404 or 410 twice, costs `points`. The
        score caps them at `cap`.

    Why it matters:
        A deduction: who has to fetch a form first comes once more than needed.

    Not observed:
        No guide was read; guides that were not read or are not certain to be guides are left to a person. Not
        applicable to sites without services.

    Source:
        国办秘函〔2019〕19号，扣分项“表格样表”; fact sheet 1.4 B6.
    """

    code = "B6"
    title = "表格样表缺失"
    kind = RuleKind.DEDUCTION
    applies_to = PORTALS
    phrase = "办事指南未提供所需表格样表"

    sampled: int
    points: Decimal
    cap: Decimal

    def judge(self, dossier: Dossier) -> Finding:
        """Charge every guide without the form that it demands."""
        if found := self.unseen(dossier):
            return found
        guides = drawn(dossier)[: self.sampled]
        read, left = [it for it in guides if not it.reason], [it for it in guides if it.reason]
        without = [it for it in read if it.forms_demanded and set(it.forms) <= set(it.dead_forms)]
        rest = f"；另需人工核对{len(left)}个{names(left)}" if left else ""
        if without:
            told = "、".join(f"{it.title}（{it.forms_demanded[0]}，{_lack(it)}）" for it in without)
            proof = [evidence_of(it, f"要求{'、'.join(it.forms_demanded)}，{_lack(it)}") for it in without]
            reason = f"抽查办事指南{len(read)}个，{len(without)}个未提供表格：{told}{rest}"
            finding = self.finding(dossier, Verdict.FAIL, reason, proof)
            return replace(finding, points=-self.points * len(without), more_possible=bool(left))
        if left:
            verdict = Verdict.NEEDS_REVIEW if read else Verdict.NOT_OBSERVED
            reason = f"抽查办事指南{len(guides)}个，未发现缺少表格{rest}"
            return self.finding(dossier, verdict, reason, map(evidence_of, left))
        return self.finding(dossier, Verdict.PASS, f"抽查办事指南{len(read)}个，均提供所需表格")


def _lack(guide: GuideSeen) -> str:
    return f"表格链接打不开：{'、'.join(guide.dead_forms)}" if guide.dead_forms else "未提供获取方式"

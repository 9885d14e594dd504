"""B4: guides to services that lack elements or leave open what is to be brought."""

from dataclasses import dataclass, replace
from decimal import Decimal

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import GuideSeen
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.model.guide import GuideBasis, GuideElement
from govcrawl.rules.guides import NO_LABELS, GuidesRule, drawn, evidence_of, names
from govcrawl.rules.rule import PORTALS, RuleKind


@dataclass(frozen=True)
class GuideElementsMissing(GuidesRule):
    """Guides to services lack key elements, or tell them vaguely.

    What it checks:
        The first `sampled` guides of the draw. Each class of elements that is missing costs `element_points`; materials
        of which neither form (original or copy, paper or electronic) nor number is told `format_points` a guide; vague
        wording (法律法规规定的其他材料 and the like) `vague_points` a guide; a basis told by its titles only, without
        words or a link, `basis_points` a guide. The points of the finding are the sum; the score caps them at `cap`.

    Why it matters:
        A deduction: a guide that leaves something open makes people come twice.

    Not observed:
        No guide was read. Guides that were not read, or are not certain to be guides, are left to a person where
        nothing else is charged. Not applicable to sites without services.

    Source:
        国办秘函〔2019〕19号，扣分项“办事指南”; fact sheet 1.4 B4. That an item has no guide at all is for people.
    """

    code = "B4"
    title = "办事指南不规范"
    kind = RuleKind.DEDUCTION
    applies_to = PORTALS
    phrase = "办事指南要素缺失或表述模糊"

    sampled: int
    element_points: Decimal
    format_points: Decimal
    vague_points: Decimal
    basis_points: Decimal
    cap: Decimal

    def judge(self, dossier: Dossier) -> Finding:
        """Charge every fault of the sample."""
        if found := self.unseen(dossier):
            return found
        guides = drawn(dossier)[: self.sampled]
        read, left = [it for it in guides if not it.reason], [it for it in guides if it.reason]
        points, told, proof = Decimal(0), [], list[Evidence]()
        for guide in read:
            faults = self._faults(guide)
            if faults:
                points += sum((cost for cost, _ in faults), Decimal(0))
                words = "；".join(words for _, words in faults)
                told.append(f"{guide.title}（{words}）")
                proof.append(evidence_of(guide, words))
        rest = f"；另需人工核对{len(left)}个{names(left)}" if left else ""
        if told:
            reason = f"抽查办事指南{len(read)}个，{len(told)}个有问题：{'、'.join(told)}{rest}"
            return replace(self.finding(dossier, Verdict.FAIL, reason, proof), points=-points, more_possible=bool(left))
        if left:
            verdict = Verdict.NEEDS_REVIEW if read or _unsure(left) else Verdict.NOT_OBSERVED
            reason = f"抽查办事指南{len(guides)}个，未发现问题{rest}"
            return self.finding(dossier, verdict, reason, map(evidence_of, left))
        return self.finding(dossier, Verdict.PASS, f"抽查办事指南{len(read)}个，要素齐全、表述明确")

    def _faults(self, guide: GuideSeen) -> list[tuple[Decimal, str]]:
        faults = []
        if guide.missing:
            faults.append((self.element_points * len(guide.missing), f"缺{'、'.join(guide.missing)}"))
        if not guide.formats and GuideElement.MATERIALS.value not in guide.missing:
            faults.append((self.format_points, "材料格式要求不明确"))
        if guide.vague:
            faults.append((self.vague_points, f"有“{guide.vague[0]}”等模糊表述"))
        if guide.basis is GuideBasis.TITLE:
            faults.append((self.basis_points, "设定依据仅有名称，无内容或链接"))
        return faults


def _unsure(guides: list[GuideSeen]) -> bool:
    return any(it.reason == NO_LABELS for it in guides)

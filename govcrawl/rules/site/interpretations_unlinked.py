"""A8: interpretations and documents that do not link to each other."""

from dataclasses import dataclass, replace
from decimal import Decimal

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import InterpretationSeen
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.rules.interpretations import drawn
from govcrawl.rules.reasons import told
from govcrawl.rules.rule import PORTALS, Rule, RuleKind, not_visited

BY_SCRIPT = "rows_by_script"  # what the job says of a page that loads more than stands there


@dataclass(frozen=True)
class InterpretationsUnlinked(Rule):
    """Interpretations and the documents that they interpret do not link to each other.

    What it checks:
        The first `sampled` interpretations of the draw (`scrapy crawl interpretations`). One without a link to its
        document costs `points`, and so does a document that does not link back to it. Which link leads to the document
        is known by its label (相关文件、政策原文 and the like) or by its title; of an interpretation without any link
        only the first half is charged.

    Why it matters:
        A deduction: readers of the one should find the other.

    Not observed:
        No interpretation that could be drawn was there, or none was read. A link that may lead to the document and does
        not say so, a document that is a file or was not read, and a page that loads more by a script are left to a
        person where nothing else is charged. Where the job was not run for the city at all, the rule is not sampled
        (`separate_jobs` of the profile).

    Source:
        国办秘函〔2019〕19号，扣分项“解读关联”; fact sheet 1.4 A8.
    """

    code = "A8"
    title = "解读与文件未相互关联"
    kind = RuleKind.DEDUCTION
    applies_to = PORTALS
    phrase = "政策解读与政策文件未相互关联"
    job = "interpretations"

    sampled: int
    points: Decimal
    cap: Decimal

    def judge(self, dossier: Dossier) -> Finding:
        """Charge every half that is missing."""
        if reason := not_visited(dossier, self.job):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        seen = drawn(dossier.of(InterpretationSeen), self.sampled)
        without = [it for it in seen if not it.reason and not it.document]
        one_way = [it for it in seen if it.certain and not it.linked_back and not it.back_reason]
        open_ = [it for it in seen if it.reason or (it.document and not it.certain) or it.back_reason]
        reason = f"抽查解读稿{len(seen)}个：{len(without)}个未链接文件、{len(one_way)}个文件未链接解读"
        if open_:
            reason += f"；{len(open_)}个需人工核对：{'、'.join(f'{it.title} {_doubt(it)}' for it in open_)}"
        if faulty := [*without, *one_way]:
            finding = self.finding(dossier, Verdict.FAIL, reason, map(self._evidence, faulty))
            return replace(finding, points=-self.points * len(faulty), more_possible=bool(open_))
        if not seen:
            return self.finding(dossier, Verdict.NOT_OBSERVED, f"{reason}，无可抽查的本级解读稿")
        unread = all(it.reason and it.reason != BY_SCRIPT for it in seen)
        verdict = Verdict.NOT_OBSERVED if unread else Verdict.NEEDS_REVIEW if open_ else Verdict.PASS
        return self.finding(dossier, verdict, reason, map(self._evidence, open_ or seen))

    def _evidence(self, seen: InterpretationSeen) -> Evidence:
        if not seen.certain:
            return Evidence(
                seen.url, seen.snapshot, f"{seen.title}：{_doubt(seen) or '未链接所解读的文件'}", seen.seen_at
            )
        back = "并链接回解读" if seen.linked_back else _doubt(seen) or "该文件未链接解读"
        text = f"{seen.title}：链接文件《{seen.document_title}》{seen.document}，{back}"
        return Evidence(seen.url, seen.document_snapshot or seen.snapshot, text, seen.seen_at)


def _doubt(seen: InterpretationSeen) -> str:
    if seen.document and not seen.certain:
        return f"所链接的是否为所解读的文件不能确定：{seen.document_title} {seen.document}"
    return told(seen.reason or seen.back_reason)

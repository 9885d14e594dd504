"""A7: policy documents without an interpretation."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import DocumentSeen
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.rules.interpretations import drawn
from govcrawl.rules.reasons import told
from govcrawl.rules.rule import PORTALS, Rule, RuleKind, not_visited


@dataclass(frozen=True)
class DocumentsUninterpreted(Rule):
    """Policy documents that people care about have no interpretation.

    What it checks:
        The first `sampled` documents of the draw (`scrapy crawl interpretations`): whether each links to an
        interpretation, or one of the site's columns of interpretations bears its title. Documents of others, of persons
        and of meetings are not drawn. Whether a document is one that people care about, and whether an interpretation
        stands under another name, is for a person: without one it is left to review and costs `points` there, and this
        rule alone charges nobody.

    Why it matters:
        A deduction: a document that nobody explains is followed by nobody.

    Not observed:
        The documents were not gone through, or none that could be drawn or opened was there. Where the job was not run
        for the city at all, the rule is not sampled (`separate_jobs` of the profile).

    Source:
        国办秘函〔2019〕19号，扣分项“解读比例”; fact sheet 1.4 A7.
    """

    code = "A7"
    title = "政策文件未解读"
    kind = RuleKind.DEDUCTION
    applies_to = PORTALS
    phrase = "社会关注度高的政策文件未解读"
    left_to_people: ClassVar[frozenset[Verdict]] = frozenset({Verdict.FAIL})
    job = "interpretations"

    sampled: int
    points: Decimal
    cap: Decimal

    def judge(self, dossier: Dossier) -> Finding:
        """Look for the interpretation of each document."""
        if reason := not_visited(dossier, self.job):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        documents = drawn(dossier.of(DocumentSeen), self.sampled)
        without = [it for it in documents if not it.interpretation and not it.reason]
        unread = [it for it in documents if it.reason]
        reason = f"抽查政策文件{len(documents)}个，{len(documents) - len(without) - len(unread)}个有解读"
        if without:
            words = "、".join(it.title for it in without)
            reason += f"；未发现解读，须人工核对是否社会关注度高、有无解读：{words}（经认定每个扣{self.points}分）"
            return self.finding(dossier, Verdict.NEEDS_REVIEW, reason, map(_evidence, [*without, *unread]))
        if unread or not documents:
            reason += "".join(f"；{it.title} {told(it.reason)}" for it in unread) or "，无可抽查的本级文件"
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason, map(_evidence, unread))
        return self.finding(dossier, Verdict.PASS, reason, map(_evidence, documents))


def _evidence(seen: DocumentSeen) -> Evidence:
    found = f"解读：{seen.interpretation_title or seen.interpretation} {seen.interpretation}"
    text = found if seen.interpretation else told(seen.reason) or "页面未链接解读，解读栏目中也未见同名解读"
    return Evidence(seen.url, seen.snapshot, f"《{seen.title}》{text}", seen.seen_at)

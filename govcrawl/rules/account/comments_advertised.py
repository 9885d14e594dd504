"""L1: advertisements in the comment area of an account."""

from dataclasses import dataclass

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import CommentSeen
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.rules.local_extra import LocalExtra

MOST_SHOWN = 20


@dataclass(frozen=True)
class CommentsAdvertised(LocalExtra):
    """Visitors advertise in the comment area (留言区存在商业广告).

    What it checks:
        Comments that a mirror shows below the newest posts, for `words` of commerce. The rule proposes, a person
        decides (reviews.csv): a question about a price is no advertisement.

    Why it matters:
        An office that leaves an advertisement below its notices lends it its name.

    Not observed:
        No source shows comments: then the item is not sampled.

    Source:
        榆林市2020年第三季度检测情况通报附件2第29—32行; fact sheet 7.5.
    """

    code = "L1"
    title = "留言区存在商业广告"
    phrase = "留言区存在商业广告"
    left_to_people = frozenset({Verdict.FAIL})

    words: tuple[str, ...]

    def judge(self, dossier: Dossier) -> Finding:
        """Look for words of commerce."""
        comments = sorted(set(dossier.of(CommentSeen)), key=lambda it: (it.url, it.text, it.snapshot))
        if not comments:
            return self.untold(dossier, "各来源未显示评论")
        found = [(it, word) for it in comments if (word := next((w for w in self.words if w in it.text), ""))]
        if not found:
            return self.finding(dossier, Verdict.PASS, f"已查看{len(comments)}条评论，未发现广告用词")
        proof = [Evidence(it.url, it.snapshot, f"评论含“{word}”：{it.text}", it.seen_at) for it, word in found]
        reason = f"{len(comments)}条评论中{len(found)}条疑似商业广告，须人工认定"
        return self.finding(dossier, Verdict.NEEDS_REVIEW, reason, proof[:MOST_SHOWN])

"""L4: posts that have nothing to do with government."""

from dataclasses import dataclass

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import PostSeen
from govcrawl.model.finding import Finding, Verdict
from govcrawl.rules.local_extra import LocalExtra, post_evidence

MOST_SHOWN = 20


@dataclass(frozen=True)
class PostsUnrelated(LocalExtra):
    """Posts of the account look unrelated to government (发布与政府职能无关信息).

    What it checks:
        The titles of the posts of the last 100 days for `words` of entertainment and commerce, unless one of
        `excepted_words` stands beside them (a warning of fraud names what it warns of). The rule proposes, a person
        decides.

    Why it matters:
        An account of an office that sells or entertains costs it the trust that its notices need.

    Not observed:
        No source shows posts: then the item is not sampled.

    Source:
        国务院办公厅政府信息公开办2023年初通知 (fact sheet 2.1: posts unrelated to government or to the department).
    """

    code = "L4"
    title = "发布内容与政府职能无关"
    phrase = "发布与政府职能无关的信息"
    left_to_people = frozenset({Verdict.FAIL})

    words: tuple[str, ...]
    excepted_words: tuple[str, ...]

    def judge(self, dossier: Dossier) -> Finding:
        """Look at every title."""
        posts = {
            it.title: it for it in sorted(set(dossier.of(PostSeen)), key=lambda it: (it.url, it.post_url, repr(it)))
        }
        if not posts:
            return self.untold(dossier, "各来源未显示发布内容")
        found = [it for it in posts.values() if self._unrelated(it.title)]
        if not found:
            return self.finding(dossier, Verdict.PASS, f"已查看{len(posts)}条标题，未发现无关用词")
        reason = f"{len(posts)}条标题中{len(found)}条疑似与政府职能无关，须人工认定"
        return self.finding(dossier, Verdict.NEEDS_REVIEW, reason, [post_evidence(it) for it in found[:MOST_SHOWN]])

    def _unrelated(self, title: str) -> bool:
        return any(word in title for word in self.words) and not any(word in title for word in self.excepted_words)

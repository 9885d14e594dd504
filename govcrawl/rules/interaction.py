"""What speaks against an account's interaction (N3): comments closed and no menu. It is put before a person."""

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import AccountSeen
from govcrawl.model.finding import Evidence, Finding, Verdict


def no_interaction(dossier: Dossier) -> Finding | None:
    """Return what a person is to look at where a source says that comments are closed and none tells of a menu.

    A source that tells neither proves nothing; one that shows a menu or open comments clears the account of doubt.
    """
    seen = sorted(set(dossier.of(AccountSeen)), key=lambda fact: (fact.url, fact.seen_at, repr(fact)))
    if any(fact.replies_open or fact.menu for fact in seen) or all(fact.replies_open is None for fact in seen):
        return None
    proof = tuple(
        Evidence(fact.url, fact.snapshot, f"评论未开放；菜单：{'未显示' if fact.menu is None else '无'}", fact.seen_at)
        for fact in seen
        if fact.replies_open is False
    )
    reason = "来源显示评论未开放且未见菜单，须人工认定有无有效互动功能"
    return Finding(dossier.target.id, "N3", Verdict.NEEDS_REVIEW, reason, dossier.as_of, evidence=proof)

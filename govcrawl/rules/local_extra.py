"""Local extras (地方要求): what a region asks of accounts beside the national vetoes; a veto only where it says so."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import FeedSeen, PostSeen
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.model.target import Target
from govcrawl.rules.rule import ACCOUNTS, NOT_SAMPLED, Rule, RuleKind
from govcrawl.rules.standing import latest


@dataclass(frozen=True)
class LocalExtra(Rule):
    """A local extra, judged where the region has it (`demanded`). `veto` makes the accounts it finds unqualified."""

    kind = RuleKind.ADVICE
    applies_to = ACCOUNTS

    demanded: bool
    veto: bool

    def concerns(self, target: Target) -> bool:
        """Judge accounts in operation where the region asks for it."""
        return self.demanded and super().concerns(target)

    @property
    def ends(self) -> bool:
        """Whether failing it alone makes a target unqualified."""
        return self.veto

    def untold(self, dossier: Dossier, why: str) -> Finding:
        """Return that nothing of the account tells: neither pass nor fail, and no doubt about the account either."""
        return replace(self.finding(dossier, Verdict.NOT_APPLICABLE, f"{NOT_SAMPLED}（{why}）"), sampled=False)


def posts_since(dossier: Dossier, first: date) -> Iterator[tuple[FeedSeen, list[PostSeen]]]:
    """Yield each source that shows the account's posts back to a day or further, with those from that day on.

    A pinned post tells nothing of how far a list reaches. A post after the moment of inspection is left out.
    """
    for feed in latest(dossier.of(FeedSeen)):
        if feed.oldest and feed.oldest <= first:
            own = {it for it in dossier.of(PostSeen) if it.url == feed.source and it.seen_at == feed.seen_at}
            posts = sorted(own, key=lambda it: (it.published, it.post_url, it.title), reverse=True)
            yield feed, [post for post in posts if first <= post.published <= dossier.as_of]


def post_evidence(post: PostSeen) -> Evidence:
    """Return where a post can be seen, with its title."""
    return Evidence(post.post_url or post.url, post.snapshot, f"{post.published} {post.title}".strip(), post.seen_at)

"""L2: an account that only forwards."""

from dataclasses import dataclass

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import PostSeen
from govcrawl.model.finding import Finding, Verdict
from govcrawl.model.period import months_before
from govcrawl.rules.local_extra import LocalExtra, post_evidence, posts_since
from govcrawl.rules.sources import agreeing, source_evidence


@dataclass(frozen=True)
class OriginalMissing(LocalExtra):
    """The account has posted nothing of its own for months (无原创信息).

    What it checks:
        The posts of the last `months` calendar months. One original post clears the account. It fails where
        `sources_needed` independent sources, each of which reaches back so far and tells of every post whether it is
        forwarded, show none.

    Why it matters:
        An account that only forwards says nothing of its own office.

    Not observed:
        No source tells original from forwarded posts, or none reaches back so far: then the item is not sampled. Too
        few sources that agree are left to a person.

    Source:
        陕政公开办〔2021〕7号; 渭南市2024年第1次通报 ("3个月内无原创信息"); fact sheet 2.2.
    """

    code = "L2"
    title = "长期无原创信息"
    phrase = "{months}个月内无原创信息"

    months: int
    sources_needed: int

    def judge(self, dossier: Dossier) -> Finding:
        """Look for one original post."""
        first = months_before(dossier.as_of, self.months)
        own = [it for it in dossier.of(PostSeen) if it.original and first <= it.published <= dossier.as_of]
        if own:
            newest = max(own, key=lambda it: (it.published, it.post_url, it.title))
            return self.finding(dossier, Verdict.PASS, f"最近原创：{newest.published}", [post_evidence(newest)])
        silent = [
            (feed, posts)
            for feed, posts in posts_since(dossier, first)
            if all(post.original is False for post in posts)
        ]
        if not silent:
            return self.untold(dossier, f"各来源未区分原创与转载，或未显示近{self.months}个月全部内容")
        reason = f"近{self.months}个月（{first}起）发布内容均为转载或无发布"
        proof = [
            piece for feed, posts in silent for piece in (source_evidence(feed, dossier), *map(post_evidence, posts))
        ]
        if agreeing(feed for feed, _ in silent) >= self.sources_needed:
            return self.finding(dossier, Verdict.FAIL, reason, proof)
        reason += f"；独立来源不足{self.sources_needed}个，须人工核对"
        return self.finding(dossier, Verdict.NEEDS_REVIEW, reason, proof)

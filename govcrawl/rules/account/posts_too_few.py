"""L3: an account that posts too seldom."""

from dataclasses import dataclass
from datetime import date, timedelta

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import PostSeen
from govcrawl.model.finding import Finding, Verdict
from govcrawl.rules.local_extra import LocalExtra, posts_since
from govcrawl.rules.sources import agreeing, source_evidence


@dataclass(frozen=True)
class PostsTooFew(LocalExtra):
    """The account posts fewer times a week than the region asks for.

    What it checks:
        The posts of each of the last `weeks` weeks of seven days, the last of which ends with the day of inspection.
        Each week needs `posts_per_week`. The source that shows most clears the account; it fails where
        `sources_needed` independent sources that reach back so far show too few in one week.

    Why it matters:
        Some regions ask for a steady rhythm, not for one post every fortnight.

    Not observed:
        No source reaches back so far: then the item is not sampled. Too few sources that agree are left to a person.

    Source:
        夏邑县2022年第一季度通报 (fewer than 3 posts a week are flagged); fact sheet 2.2.
    """

    code = "L3"
    title = "每周发布数量不足"
    phrase = "每周发布不足{posts_per_week}条"

    posts_per_week: int
    weeks: int
    sources_needed: int

    def judge(self, dossier: Dossier) -> Finding:
        """Count each week of each source."""
        ends = [dossier.as_of - timedelta(days=7 * number) for number in range(self.weeks)]
        counted = [
            (feed, min((_in_week(posts, end), end) for end in ends))
            for feed, posts in posts_since(dossier, ends[-1] - timedelta(days=6))
        ]
        if not counted:
            return self.untold(dossier, f"各来源未显示近{self.weeks}周全部内容")
        fewest, end = max(found for _, found in counted)
        reason = f"近{self.weeks}周中最少一周（至 {end}）发布{fewest}条（要求{self.posts_per_week}条）"
        proof = [source_evidence(feed, dossier) for feed, _ in counted]
        if fewest >= self.posts_per_week:
            return self.finding(dossier, Verdict.PASS, reason, proof)
        if agreeing(feed for feed, _ in counted) >= self.sources_needed:
            return self.finding(dossier, Verdict.FAIL, reason, proof)
        reason += f"；独立来源不足{self.sources_needed}个，须人工核对"
        return self.finding(dossier, Verdict.NEEDS_REVIEW, reason, proof)


def _in_week(posts: list[PostSeen], end: date) -> int:
    return sum(1 for post in posts if end - timedelta(days=7) < post.published <= end)

"""V5a: no channel of consultation was found."""

from dataclasses import dataclass

from govcrawl.model.dossier import Dossier
from govcrawl.model.fact import ColumnNamed
from govcrawl.model.finding import Evidence, Finding, Verdict
from govcrawl.model.observation import Observation
from govcrawl.model.target import SiteKind
from govcrawl.rules.boards import EXCLUDED, board_evidence, channels, none_found, others, unseen
from govcrawl.rules.rule import Rule, RuleKind, not_visited


@dataclass(frozen=True)
class NoConsultChannel(Rule):
    """Visitors find no online channel to ask or to propose something.

    What it checks:
        Whether the site has a column of the consultation kind that opened (`scrapy crawl messages`, which goes by the
        columns that `scrapy crawl site` found, and columns.csv). 网上信访, 纪检举报, 调查征集 and 在线访谈 are no such
        channel. Where the whole site was gone through and none was found, a person has to look, with the columns that
        come near as candidates: a machine proves neither that there is none nor that one can be used (that is C1).
        Sub-channels and disclosure sections share the channel of their portal.

    Why it matters:
        A veto: a site that nobody can ask anything is no service.

    Not observed:
        The site was not reached, or the only channels did not open. Where the job was not run for the city at all,
        the rule is not sampled (`separate_jobs` of the profile).

    Source:
        国办秘函〔2019〕19号，单项否决“互动回应差”第1项; fact sheet 1.2 V5a.
    """

    code = "V5a"
    title = "未提供有效的咨询建言渠道"
    kind = RuleKind.VETO
    applies_to = frozenset({SiteKind.PORTAL, SiteKind.DEPARTMENT_SITE})
    phrase = "未提供有效的咨询建言渠道"
    left_to_people = frozenset({Verdict.FAIL})
    job = "messages"

    def judge(self, dossier: Dossier) -> Finding:
        """Look for a channel."""
        if reason := not_visited(dossier, "messages"):
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason)
        found = channels(dossier)
        opened = [board for board in found if board.state is not Observation.NOT_OBSERVED]
        if opened:
            names = "、".join(f"{it.name}（{'有' if it.form else '未见'}提交入口）" for it in opened)
            proof = [board_evidence(it, "咨询建言类栏目") for it in opened]
            return self.finding(dossier, Verdict.PASS, f"有咨询建言类栏目：{names}；能否提交须人工试用", proof)
        if found:
            reason = "；".join(map(unseen, found))
            return self.finding(dossier, Verdict.NOT_OBSERVED, reason, [board_evidence(it, "未能打开") for it in found])
        none = none_found(dossier)
        if none is None:
            return self.finding(dossier, Verdict.NOT_OBSERVED, "未发现咨询建言类栏目，且网站未看完")
        outside = [it for it in dossier.of(ColumnNamed) if it.column_class == "consultation"]
        near = [f"{it.name}（{it.url}）" for it in outside]
        near += [f"{it.name}（{EXCLUDED[it.excluded]}，不计入）" for it in others(dossier)]
        told = f"；相近栏目：{'、'.join(sorted(set(near)))}" if near else ""
        proof = [board_evidence(it, "全站未发现咨询建言类栏目") for it in (none, *others(dossier))]
        proof += [Evidence(it.url, it.snapshot, f"{it.name}：未作为栏目采集", it.seen_at) for it in outside]
        return self.finding(dossier, Verdict.NEEDS_REVIEW, f"全站未发现咨询建言类栏目，须人工核对{told}", proof)

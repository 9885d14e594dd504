"""Rules of the register over a whole register: who is found, and that closed objects stay out of every count."""

from dataclasses import replace

from analysis.judge import judge_register
from analysis.sheets import sheets
from analysis.tables.provenance import provenance
from govcrawl.model.fact import DomainSeen, Reached, TargetVisited
from govcrawl.model.finding import Verdict
from govcrawl.model.target import AccountStatus
from govcrawl.rules.profile import load_profile
from tests.analysis.cities import judged_city, seeded
from tests.rules.cases import moment


def failed(judgement, code: str) -> set[str]:
    return {
        judgement.targets[it.target_id].name for it in judgement.findings if (it.code, it.verdict) == (code, "fail")
    }


def test_heyuan_finds_the_unregistered_account_by_itself():
    heyuan = seeded("heyuan", "2019Q2", set())
    assert not [review for review in heyuan.sources.register.reviews if review.code == "R1"]
    assert failed(heyuan, "R1") == {"河源市社会保险基金管理局"}
    (outcome,) = [it for it in heyuan.outcomes if "R1" in it.failed]
    assert outcome.verdict is Verdict.FAIL
    lenient = judged_city(replace(heyuan.sources, profile=load_profile("national")), heyuan.facts)
    assert failed(lenient, "R1") == failed(heyuan, "R1")
    assert not [it for it in lenient.outcomes if "R1" in it.failed]


def test_two_accounts_of_a_sponsor_are_found_where_that_is_forbidden_and_are_no_veto():
    heyuan = seeded("heyuan", "2019Q2", set())
    accounts = heyuan.sources.register.accounts
    doubled = {
        one.name
        for one in accounts
        for other in accounts
        if one.sponsor and one.id != other.id and (one.platform, one.sponsor) == (other.platform, other.sponsor)
    }
    assert failed(heyuan, "R3") == doubled == set()  # as the notice, which names none
    assert not [it for it in heyuan.outcomes if "R3" in it.failed]
    alone = replace(accounts[-1], name="又一个账号", account_id="another")
    register = replace(heyuan.sources.register, accounts=(*accounts, alone))
    findings, _, _ = judge_register(replace(heyuan.sources, register=register), heyuan.facts.items())
    again = {it.target_id for it in findings if (it.code, it.verdict) == ("R3", "fail")}
    assert {alone.id, accounts[-1].id} <= again
    closed = replace(alone, status=AccountStatus.CLOSED)
    register = replace(heyuan.sources.register, accounts=(*accounts, closed))
    findings, _, _ = judge_register(replace(heyuan.sources, register=register), heyuan.facts.items())
    assert closed.id not in {it.target_id for it in findings if it.code == "R3"}


def test_a_closed_site_that_still_resolves_is_found_and_counted_nowhere():
    lincang = seeded("lincang", "2021Q2", set())
    (closed,) = [site for site in lincang.sources.register.sites if not site.operating]
    at = moment(lincang.sources.as_of)
    seen = DomainSeen(closed.id, closed.url, "gyyq.lincang.test", at, Reached.YES, ("192.0.2.1",), snapshot="d1")
    visits = (seen, TargetVisited(closed.id, "domain", at, observed=True))
    found = judged_city(lincang.sources, {**lincang.facts, closed.id: visits})
    assert failed(found, "R4") == {closed.name}
    assert len(found.frame) == len(lincang.frame) == 9 + 38 + 193
    assert closed.id not in set(found.frame["target_id"])
    by_name = {table.name: table for table in sheets(found).values()}
    assert closed.name in {row[1] for row in by_name["问题证据"].rows}
    assert closed.name not in {row[1] for row in by_name["问题网站名单"].rows}


def test_provenance_warns_of_a_profile_that_was_not_in_force():
    lincang = seeded("lincang", "2021Q2", set())
    rows = dict(provenance(replace(lincang.sources, profile=load_profile("beijing2023")), {}, {}, 0).rows)
    assert rows["警告"] == "监测时间点 2021-06-30 早于方案起用日期 2023-01-01"
    assert rows["方案停用日期"] == "2023-12-31"
    assert "警告" not in dict(provenance(lincang.sources, {}, {}, 0).rows)
    assert "依据可信度：中" in rows["N2a 内容不更新"]

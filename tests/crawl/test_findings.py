"""The crawl finds what is planted, all of it and nothing else, under both profiles."""

import json
from collections import Counter

import pytest

from govcrawl.model.fact import ColumnSeen
from tests.crawl.conftest import in_cities
from tests.mockgov import NATIONAL, ZHANJIANG, Dialect, Fault, Form, plantings, unobserved
from tests.mockgov.examples import shows_its_newest

PROFILES = {"national": NATIONAL, "zhanjiang": ZHANJIANG}
CODES = {"V3", "V4a", "V4b", "V4c", "N2a"}
CMS_OF = {Dialect.JPAGE: "hanweb", Dialect.TABLE: "generic"}  # the others are called as their dialect


@pytest.mark.parametrize("profile", PROFILES)
@in_cities("zhanjiang", "yulin", "boundary")
def test_findings_equal_plantings(crawled, profile):
    findings = crawled.findings(profile)
    found = {
        (finding["target_id"], finding["code"])
        for finding in findings
        if finding["verdict"] == "fail" and finding["code"] in CODES
    }
    planted = {(planting.target, planting.code) for planting in plantings(crawled.city, PROFILES[profile])}
    assert found == planted


@in_cities("zhanjiang", "yulin", "boundary")
def test_only_what_cannot_be_read_is_not_observed(crawled):
    findings = crawled.findings()
    verdicts: dict[str, set[str]] = {}
    for finding in findings:
        if finding["code"] in CODES:
            verdicts.setdefault(finding["target_id"], set()).add(finding["verdict"])
    unread = {target for target, seen in verdicts.items() if seen == {"not_observed"}}
    assert unread == unobserved(crawled.city)


@in_cities("zhanjiang", "yulin", "boundary")
def test_every_failure_leads_to_its_evidence(crawled):
    for finding in crawled.findings():
        if finding["verdict"] == "fail" and finding["code"] in CODES:
            assert finding["evidence"], finding
            for evidence in finding["evidence"]:
                assert evidence["url"].startswith("http://")
                assert evidence["snapshot"]
                assert evidence["text"]


@in_cities("zhanjiang", "yulin", "boundary")
def test_dates_that_nobody_forged_raise_no_doubt(crawled):
    findings = crawled.findings()
    doubts = [(it["target_id"], it["reason"]) for it in findings if it["code"] == "L20" and it["verdict"] != "pass"]
    unread = unobserved(crawled.city)
    assert [doubt for doubt in doubts if doubt[0] not in unread] == []


@in_cities("boundary")
def test_each_site_is_known_by_its_cms_and_its_columns_come_out_as_declared(crawled):
    facts = crawled.facts()
    for site in crawled.city.sites:
        if site.target in unobserved(crawled.city) or site.fault is Fault.SOFT_404:
            continue
        seen = [fact for fact in facts[site.target] if isinstance(fact, ColumnSeen)]
        if not site.traps:  # the planted links are written in another dialect
            assert {fact.cms for fact in seen} == {CMS_OF.get(site.dialect, site.dialect)}, site.name
        lists = {fact.name: (fact.level, fact.newest) for fact in seen if fact.state in ("dated", "blank")}
        declared = {each.name: (each.level, each.newest) for each in site.columns if each.form is Form.LIST}
        letters = {each.name for each in site.columns if not shows_its_newest(site, each)}
        assert lists.keys() == declared.keys(), site.name
        assert {name: lists[name] for name in lists.keys() - letters} == {
            name: declared[name] for name in declared.keys() - letters
        }, site.name


@in_cities("zhanjiang", "yulin", "boundary")
def test_nobody_outside_the_register_is_asked(crawled):
    assert {asked.host for asked in crawled.web.asked()} <= set(crawled.web.hosts)
    assert all(asked.user_agent.startswith("govcrawl/") for asked in crawled.web.asked())


@in_cities("zhanjiang", "yulin")
def test_robots_is_asked_first_and_no_host_more_than_twice_at_once(crawled):
    for host in crawled.web.hosts:
        asked = crawled.web.asked(host)
        assert asked[0].path == "/robots.txt"
        assert crawled.web.most_at_once(host) <= 2


@in_cities("zhanjiang")
def test_a_job_asks_for_a_page_once_and_for_an_empty_list_once_more_in_the_browser(crawled):
    asked: Counter[tuple[str, int, str]] = Counter()
    for host in crawled.web.hosts:
        job = 0  # each begins with robots.txt
        for it in crawled.web.asked(host):
            job += it.path == "/robots.txt"
            asked[host, job, it.path] += not it.path.endswith((".js", ".css"))
        assert 1 <= job <= 2  # site and messages, or feed
    again = {page: times for page, times in asked.items() if times > 1}
    (site,) = [site for site in crawled.city.sites if any(column.blank for column in site.columns)]
    assert len(again) == sum(column.blank for column in site.columns)
    assert {(host, job) for host, job, _ in again} == {(site.host, 1)}
    assert set(again.values()) == {2}


@in_cities("boundary")
def test_the_programs_judge_and_print_what_the_commands_do_in_this_process(crawled):
    words = (str(crawled.folder), "--period", crawled.period, "--as-of", crawled.as_of, "--profile", "national")
    judged, printed = (crawled.program.run(f"analysis.{name}", *words) for name in ("judge", "findings"))
    assert judged.returncode == 1  # some were not observed
    assert "未能观测" in judged.stdout
    assert [json.loads(line) for line in printed.stdout.splitlines()] == crawled.findings() != []


@in_cities("boundary")
def test_exit_status_tells_that_something_was_not_observed(crawled):
    assert crawled.ended["site"].returncode == 1
    assert "not observed" in crawled.ended["site"].stderr

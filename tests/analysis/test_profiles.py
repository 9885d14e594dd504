"""The commands about profiles: what differs, who changes verdict, what is covered."""

import pytest

from analysis import backtest, coverage, profiles
from analysis.backtest import compare, told
from analysis.profiles import differences
from govcrawl.errors import GovcrawlError
from govcrawl.model.finding import Verdict
from govcrawl.rules.profile import known_profiles, load_profile
from tests.analysis.cities import fresh_facts, seeded


def diff(first: str, second: str) -> dict[str, str]:
    lines = differences(load_profile(first), load_profile(second))
    return {where: rest for where, _, rest in (line.partition(": ") for line in lines)}


def test_list_names_every_profile(capsys):
    assert profiles.main(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[0].split(" < ")[0] for line in lines] == known_profiles()
    assert lines[known_profiles().index("beijing2023")].split("\t")[1] == "2023-01-01..2023-12-31"


def test_diff_tells_what_who_and_how_sure(capsys):
    assert profiles.main(["diff", "national", "minhou"]) == 0
    assert capsys.readouterr().out == "rules.N2a.days: 14 -> 10 (闽侯县2024—2025年通报：10天, H)\n"


@pytest.mark.parametrize(
    ("first", "second", "where", "change"),
    [
        ("national", "zhanjiang", "rules.N2a.days", "14 -> 7"),
        ("guangdong", "zhanjiang", "rules.N2a.days", "14 -> 7"),
        ("national", "gansu", "rules.N2a.days", "14 -> 7"),
        ("national", "luan", "rules.N2a.days", "14 -> 7"),
        ("fujian", "minhou", "rules.N2a.days", "14 -> 10"),
        ("national", "zhanjiang", "rules.D5.workdays", "3 -> 1"),
        ("national", "heyuan", "rules.R1.veto", "false -> true"),
        ("national", "heyuan", "rules.R3.forbidden", "false -> true"),
        ("national", "heyuan", "rules.R5.forbidden", "false -> true"),
        ("national", "lincang", "rules.R2.veto", "false -> true"),
        ("national", "beijing2023", "score.site.bonus", "30 -> 10"),
        ("national", "xuancheng", "score.site.bonus", "30 -> 20"),
        ("national", "lianyungang", "score.account.base", "- -> 100"),
        ("national", "yulin", "score.decides", "true -> false"),
    ],
)
def test_the_overrides_of_the_fact_sheet(first, second, where, change):
    assert diff(first, second)[where].startswith(change)


def test_profiles_that_judge_alike():
    assert differences(load_profile("national"), load_profile("hunan")) == ["national and hunan judge alike"]


def test_every_override_has_a_mark_and_a_source():
    for name in known_profiles():
        profile = load_profile(name)
        assert set(profile.confidences.values()) <= {"H", "M", "L"}, name
        assert all(profile.sources.values()), name


@pytest.fixture(scope="module")
def eight_days():
    local = seeded("zhanjiang", "2021Q2", set())
    account = local.sources.register.accounts[-1]
    facts = {**local.facts, account.id: fresh_facts(account, local.sources.as_of, days=8)}
    return local.sources, account, facts


def test_backtest_lists_who_changes_verdict(eight_days):
    sources, account, facts = eight_days
    changed = [it for it in compare(sources, facts, "national", "zhanjiang") if it.before.verdict != it.after.verdict]
    (change,) = changed
    assert change.target == account
    assert (change.before.verdict, change.after.verdict) == (Verdict.PASS, Verdict.FAIL)
    assert change.codes == ("N2a pass -> fail",)
    lines = list(told(changed, ("national", "zhanjiang")))
    assert lines[0] == f"{account.id}\t{account.platform}/{account.name}\t合格 -> 不合格\tN2a pass -> fail"
    assert lines[-1] == "national -> zhanjiang: 1"


def test_backtest_of_a_profile_with_itself_changes_nothing(eight_days):
    sources, _, facts = eight_days
    compared = compare(sources, facts, "zhanjiang", "zhanjiang")
    assert len(compared) == len(sources.register.targets)
    assert not [it for it in compared if it.before != it.after or it.codes]


def test_backtest_needs_two_profiles():
    with pytest.raises(GovcrawlError, match="--profiles: is 'national'; give two names"):
        backtest.main(["seeds/zhanjiang", "--period", "2021Q2", "--profiles", "national"])


def test_every_item_has_a_path(capsys):
    assert coverage.main([]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(coverage.ITEMS) + 2 == 65
    rows = {line.split("\t")[0]: line.split("\t") for line in lines[:-1]}
    assert rows["V2"][2:] == ["crawl + import", "govcrawl/rules/site/unreachable.py", "tests/rules/V2.toml"]
    assert rows["P10"][2:] == ["person", "govcrawl/rules/people.py", "tests/rules/test_people.py"]


def test_an_item_without_a_path_or_without_cases_is_told():
    (lost,) = coverage.coverage(["E1"])
    assert lost.fault.startswith("E1: has no path; write a rule")
    untested = coverage.Coverage("D3", (coverage.Way.CRAWL,), ("a.py",), ())
    assert "1 rules and 0 files of cases" in untested.fault

"""Profiles: what is laid over what, and every wrong one refused with a line that says what to do."""

from datetime import date
from decimal import Decimal

import pytest

from govcrawl.columns import load_classes
from govcrawl.rules.class_columns import ClassColumnRule
from govcrawl.rules.profile import ProfileError, known_profiles, load_profile
from govcrawl.rules.rule import RuleKind
from govcrawl.rules.site.columns_long_stale import ColumnsLongStale
from govcrawl.rules.window import Window

HEAD = 'title = "某市"\nsource = "某文"\nvalid_from = 2021-01-01\n'
SCORE = f"{HEAD}[score]\ndecides = true\nunsampled_opens = true\n"
SCALE = f"{SCORE}[score.site]\napplies_to = ['portal']\nbonus = 30\npass_mark = 60\nbonus_gate = 80\n"


@pytest.fixture
def write(tmp_path):
    def _write(name: str, text: str):
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return _write


def test_a_child_changes_only_what_differs():
    national, zhanjiang = load_profile("national"), load_profile("zhanjiang")
    before = {rule.code: rule for rule in national.rules}
    after = {rule.code: rule for rule in zhanjiang.rules}
    assert [code for code in before if before[code] != after[code]] == ["V5b", "D5", "N2a"]
    assert after["N2a"].days == 7
    assert zhanjiang.chain == ("zhanjiang", "guangdong", "national")
    assert zhanjiang.valid_from == date(2021, 4, 1)
    assert "湛府办〔2021〕16号" in zhanjiang.sources["N2a"]
    assert zhanjiang.sources["V3"] == national.sources["V3"]
    assert "国办秘函〔2019〕19号" in zhanjiang.source


def test_cadences_agree_with_the_classes_of_columns():
    rule = next(rule for rule in load_profile("national").rules if isinstance(rule, ColumnsLongStale))
    expected = {it.id: (it.cadence.days, it.cadence.months) for it in load_classes().classes if it.cadence}
    assert {name: (window.days, window.months) for name, window in rule.cadence.items()} == expected
    assert all(window.source for window in rule.cadence.values())


def test_a_window_is_replaced_whole_and_its_neighbours_stay(write):
    write(
        "below",
        f"{HEAD}[rules.V4b]\nmin_columns = 3\nundated_counts_as_stale = true\n[rules.V4b.cadence]\n"
        "notice = {months = 6, source = '国'}\npolicy = {months = 6, source = '国'}\n",
    )
    folder = write("above", f'{HEAD}extends = "below"\n[rules.V4b.cadence]\nnotice = {{days = 30, source = "市"}}\n')
    (rule,) = load_profile("above", folder).rules
    assert dict(rule.cadence) == {
        "notice": Window(days=30, source="市"),
        "policy": Window(months=6, source="国"),
    }


def test_whoever_changes_a_number_is_its_source(write):
    write("below", f'{HEAD}[rules.N2a]\ndays = 14\nsources_needed = 1\nsource = "国"\n')
    folder = write("above", f'{HEAD}extends = "below"\n[rules.N2a]\ndays = 3\n')
    assert load_profile("above", folder).sources["N2a"] == "某文"


def test_an_unknown_profile_lists_the_known_ones():
    with pytest.raises(ProfileError, match=r"^profile: 'atlantis' is unknown; use one of: .*national, .*zhanjiang$"):
        load_profile("atlantis")


@pytest.mark.parametrize("name", ["../national", "profiles/national", "", "NATIONAL"])
def test_a_profile_is_a_name_and_no_path(name):
    with pytest.raises(ProfileError, match="is unknown"):
        load_profile(name)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (f"{HEAD}[rules.V9]\ndays = 1\n", r"x\.toml: rules\.V9: there is no such rule; use one of: V2, V3, "),
        (
            f"{HEAD}[rules.N2a]\nweeks = 1\n",
            r"x\.toml: rules\.N2a\.weeks: there is no such parameter; use one of: days",
        ),
        (f'{HEAD}[rules.N2a]\ndays = "7"\n', r"x\.toml: rules\.N2a\.days: is '7'; give a whole number above 0"),
        (f"{HEAD}[rules.N2a]\ndays = 0\n", r"rules\.N2a\.days: is 0; give a whole number above 0"),
        (f"{HEAD}[rules.N2a]\ndays = true\n", r"rules\.N2a\.days: is True; give"),
        (f"{HEAD}[rules.V3]\ndays = 14\n", r"x\.toml: rules\.V3\.undated_counts_as_stale: is missing; give it"),
        (f"{HEAD}[rules.V3]\nundated_counts_as_stale = 1\n", r"undated_counts_as_stale: is 1; give true or false"),
        (f"{HEAD}[rules]\nV3 = 14\n", r"rules\.V3: is no table; write \[rules\.V3\]"),
        (f"{HEAD}[rules.N2a]\nsource = 3\ndays = 7\n", r"rules\.N2a\.source: is 3; give text"),
        (f"{HEAD}[rules.V4b.cadence]\nnotice = 6\n", r"rules\.V4b\.cadence\.notice: is 6; write \{ days = N"),
        (f"{HEAD}[rules.V4b.cadence]\nnotice = {{days = 6, months = 1}}\n", r"cadence\.notice: is .*; write"),
        (f"{HEAD}[rules.V4b.cadence]\nnotice = {{days = 6}}\n", r"cadence\.notice: is .*; write .* source"),
        (f"{HEAD}[rules.V4b.cadence]\nnotice = {{weeks = 6}}\n", r"cadence\.notice: is .*; write"),
        (
            f"{HEAD}[rules.V4b]\nmin_columns = 1\nundated_counts_as_stale = true\n"
            "[rules.V4b.cadence]\nnews = {days = 6, source = '市'}\n",
            r"x\.toml: rules\.V4b\.cadence\.news: there is no such class of columns",
        ),
        ('title = "某市"\nvalid_from = 2021-01-01\n', r"x\.toml: source: is missing"),
        ('title = "某市"\nsource = "某文"\nvalid_from = "2021"\n', r"x\.toml: valid_from: is missing or no date"),
        (f"{HEAD}rounding = 1\n", r"x\.toml: rounding: is unknown; use one of:"),
        (f'{HEAD}extends = "y"\n', r"x\.toml: extends: 'y' is unknown; use one of: x"),
        (f'{HEAD}extends = "x"\n', r"x\.toml: extends: leads in a circle x > x; cut it"),
        (f"{HEAD}extends = 3\n", r"x\.toml: extends: is no text"),
        (f"{HEAD}[rules.D3]\nhome_points = 0\n", r"rules\.D3\.home_points: is 0; give a number above 0"),
        (f"{HEAD}[rules.D3]\ncap = '1'\n", r"rules\.D3\.cap: is '1'; give a number above 0"),
        (f"{HEAD}separate_jobs = 'probe'\n", r"x\.toml: separate_jobs: is no list of texts; write \['probe'"),
        (f"{HEAD}valid_to = 2020-12-31\n", r"x\.toml: valid_to: is 2020-12-31, before valid_from; give a later day"),
        (f"{HEAD}valid_to = '2020'\n", r"x\.toml: valid_to: is '2020'; write a day as 2023-12-31"),
        (f"{HEAD}confidence = 'high'\n", r"x\.toml: confidence: is 'high'; use one of: H, M, L"),
        (f"{HEAD}[rules.N2a]\ndays = 1\nconfidence = 'X'\n", r"x\.toml: rules\.N2a\.confidence: is 'X'; use one of"),
        (f"{HEAD}score = 3\n", r"x\.toml: score: is no table; write \[score\]"),
        (f"{HEAD}[score]\ndecides = 1\n", r"x\.toml: score\.decides: is 1; give true or false"),
        (f"{SCORE}points = 3\n", r"x\.toml: score\.points: is unknown; use one of: account, confidence, decides"),
        (f"{SCORE}site = 3\n", r"x\.toml: score\.site: is no table; write \[score\.site\]"),
        (f"{SCORE}[score.site]\ntop = 3\n", r"x\.toml: score\.site\.top: is unknown; use one of: applies_to, base"),
        (f"{SCORE}[score.site]\napplies_to = ['city']\n", r"score\.site\.applies_to: is \['city'\]; list some of: "),
        (f"{SCALE}base = 0\n[score.site.caps]\nD3 = 1\n", r"score\.site\.base: is 0; give the points"),
        (f"{SCALE}base = -1\n", r"score\.site\.base: is -1; give a number from 0 on"),
        (f"{SCALE}base = 100\n", r"score\.site\.caps: is None; write \[score\.site\.caps\]"),
        (f"{SCALE}base = 100\n[score.site.caps]\nD3 = 'x'\n", r"score\.site\.caps\.D3: is 'x'; give a number"),
        (f"{SCALE}base = 100\nbonus_group = 1\n", r"score\.site\.bonus_group: is 1; give the letter of a group"),
        (
            f"{SCALE}base = 100\n[score.site.caps]\nD3 = 2\n[rules.D3]\nhome_points = 1\nother_points = 1\ncap = 1\n",
            r"x\.toml: score caps D3 at 2, rules\.D3\.cap is 1; give one",
        ),
        ("title = \n", r"x\.toml: is not valid TOML"),
    ],
)
def test_a_wrong_profile_is_refused(write, text, error):
    with pytest.raises(ProfileError, match=error):
        load_profile("x", write("x", text))


def test_window_months_keep_to_the_calendar():
    assert Window(months=6).start(date(2021, 8, 31)) == date(2021, 2, 28)
    assert Window(days=14).start(date(2021, 7, 5)) == date(2021, 6, 21)


def test_points_are_exact_and_a_region_may_leave_further_jobs_out(write):
    folder = write("x", f"{HEAD}separate_jobs = ['probe']\n[rules.D3]\nhome_points = 0.2\nother_points = 1\ncap = 1\n")
    above = write("y", f'{HEAD}extends = "x"\nseparate_jobs = ["guides"]\n')
    assert folder == above
    (rule,) = load_profile("y", folder).rules
    assert (rule.home_points * 3, rule.other_points) == (Decimal("0.6"), Decimal(1))
    assert load_profile("y", folder).separate_jobs == {"probe", "guides"}
    national = load_profile("national").separate_jobs
    assert load_profile("zhanjiang").separate_jobs == national >= {"probe", "links", "domain", "guides", "messages"}


def test_a_scale_is_laid_over_another_number_by_number(write):
    write("below", f"{SCALE}base = 100\n[score.site.caps]\nD3 = 1\nD4 = 1\n")
    folder = write("above", f'{HEAD}extends = "below"\n[score]\ndecides = false\n[score.site.caps]\nD4 = 3\n')
    scoring = load_profile("above", folder).scoring
    (scale,) = scoring.scales
    assert (scoring.decides, scoring.unsampled_opens, scoring.source) == (False, True, "某文")
    assert (scale.base, dict(scale.caps)) == (100, {"D3": 1, "D4": 3})
    assert (scale, None) == (scoring.scale_of("portal"), scoring.scale_of("account"))
    assert load_profile("x", write("x", HEAD)).scoring is None


@pytest.mark.parametrize(
    ("day", "warning"),
    [
        (date(2022, 12, 31), "监测时间点 2022-12-31 早于方案起用日期 2023-01-01"),
        (date(2023, 1, 1), ""),
        (date(2023, 12, 31), ""),
        (date(2024, 1, 1), "监测时间点 2024-01-01 晚于方案停用日期 2023-12-31"),
    ],
)
def test_a_profile_out_of_force_warns(day, warning):
    assert load_profile("beijing2023").out_of_force(day) == warning
    assert load_profile("national").out_of_force(date(2026, 1, 1)) == ""


def test_a_mark_stands_with_the_number_it_is_of(write):
    write("below", f'{HEAD}confidence = "H"\n[rules.N2a]\ndays = 14\nsources_needed = 1\n')
    folder = write("above", f'{HEAD}extends = "below"\n[rules.N2a]\ndays = 3\nconfidence = "L"\n')
    assert load_profile("below", folder).confidences["N2a"] == "H"
    assert load_profile("above", folder).confidences["N2a"] == "L"


@pytest.mark.parametrize("name", known_profiles())
def test_other_columns_are_those_without_an_item_of_their_own(name):
    rules = load_profile(name).rules
    own = {rule.column_class for rule in rules if isinstance(rule, ClassColumnRule) and rule.kind is RuleKind.DEDUCTION}
    (residual,) = [rule for rule in rules if rule.code == "A9"]
    assert own <= set(residual.own_items)

"""L22 is asked where a region asks for it, and neither rule of outward links makes anybody unqualified."""

from dataclasses import replace

import pytest

from govcrawl.rules.profile import known_profiles, load_profile
from govcrawl.rules.site.leaving_unprompted import LeavingUnprompted
from tests.rules.cases import target_of


def test_the_prompt_is_judged_where_a_profile_asks_for_it():
    (rule,) = (rule for rule in load_profile("national").rules if isinstance(rule, LeavingUnprompted))
    site = target_of("portal")
    assert not rule.concerns(site)
    assert replace(rule, demanded=True).concerns(site)
    assert not replace(rule, demanded=True).concerns(target_of("account"))


@pytest.mark.parametrize("profile", known_profiles())
def test_outward_links_make_nobody_unqualified(profile):
    assert [rule.ends for rule in load_profile(profile).rules if rule.code in ("L21", "L22")] == [False, False]

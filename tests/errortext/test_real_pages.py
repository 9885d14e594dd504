"""What the bench promises of planted errors, collisions and real pages; its speeds are left to the bench."""

import pytest

from bench.errortext import REALPAGES, VERDICTS, collisions, faults, planted, real_pages

QUIET = {"speed": {"whole chain, ms": 0.0}, "hostile_seconds": {}}


@pytest.mark.slow
@pytest.mark.skipif(not REALPAGES.is_dir(), reason="the real pages are not there: ../shared/realpages")
def test_real_pages_hold_what_was_looked_at_and_planted_errors_are_found():
    results = {"planted": planted(), "collisions": collisions(), "real_pages": real_pages(REALPAGES), **QUIET}
    assert faults(results) == []
    assert results["real_pages"]["pages"] > 400
    assert set(results["real_pages"]["listed"]) == set(VERDICTS)


def test_a_missed_error_a_loud_collision_and_an_unseen_candidate_are_faults():
    listed = {"lexicon/52#0": {"verdict": ""}}
    results = {
        "planted": {"x": {"planted": 100, "found": 97, "others": 0}},
        "collisions": {"lines": 1, "not silent": 1},
        "real_pages": {"pages": 100, "candidates": {"serious": 2, "typo": 4}, "listed": listed},
        "speed": {"whole chain, ms": 2.1},
        "hostile_seconds": {"近": 1.1},
    }
    assert len(faults(results)) == 7

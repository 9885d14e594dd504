"""Reviews give rules their precision; below its floor a rule only hints."""

from datetime import date

import pytest

from analysis import precision
from govcrawl.model.finding import Verdict
from govcrawl.model.review import Review
from govcrawl.precision import LEAST_REVIEWED, Precision, demoted, measured
from tests.register.conftest import ACCOUNTS, CITY, SITES

DAY = date(2021, 7, 5)


def reviews(accepted: int, rejected: int, code: str = "V1a", rule: str = "lexicon/52") -> list[Review]:
    verdicts = [Verdict.FAIL] * accepted + [Verdict.PASS] * rejected
    return [
        Review("site/1", code, verdict, "人工认定", "张三", DAY, candidate=f"{rule}#{number:012}")
        for number, verdict in enumerate(verdicts)
    ]


@pytest.mark.parametrize(
    ("code", "accepted", "rejected", "down"),
    [
        ("V1a", 9, 1, False),  # 0.9 is the floor
        ("V1a", 89, 11, True),
        ("E13", 8, 2, False),  # 0.8 is the floor
        ("E13", 79, 21, True),
        ("V1a", 0, LEAST_REVIEWED - 1, False),
        ("V1a", 0, LEAST_REVIEWED, True),
    ],
)
def test_a_rule_below_its_floor_is_demoted(code, accepted, rejected, down):
    assert demoted(reviews(accepted, rejected, code)) == (frozenset({"lexicon/52"}) if down else frozenset())


def test_the_interval_is_wilsons():
    low, high = Precision("x", True, 90, 10).interval
    assert (round(low, 4), round(high, 4)) == (0.8256, 0.9448)
    assert [round(bound, 4) for bound in Precision("x", True, 0, 5).interval] == [0.0, 0.4345]


def test_the_last_word_on_a_candidate_counts_once_and_a_dispute_not_at_all():
    def said(verdict: Verdict, day: int, who: str = "张三", target: str = "site/1") -> Review:
        return Review(target, "E13", verdict, "", who, date(2021, 7, day), candidate="prose/1#a")

    changed = [said(Verdict.PASS, 1), said(Verdict.FAIL, 2), said(Verdict.FAIL, 2, "李四")]
    assert [(it.accepted, it.rejected) for it in measured(changed)] == [(1, 0)]
    assert measured([said(Verdict.PASS, 2), said(Verdict.FAIL, 2, "李四")]) == []
    assert [(it.accepted, it.rejected) for it in measured([*changed, said(Verdict.PASS, 2, target="site/2")])] == [
        (1, 1)
    ]
    assert measured([Review("site/1", "V1", Verdict.FAIL, "", "张三", DAY)]) == []


def test_the_command_prints_a_line_a_rule(tmp_path, capsys):
    rows = "target,code,verdict,reason,reviewer,date,candidate\n"
    rows += "".join(
        f"东区人民政府网,V1a,{'fail' if n < 3 else 'pass'},引文,张三,2021-07-05,lexicon/52#{n}\n" for n in range(6)
    )
    for name, text in (("city.toml", CITY), ("sites.csv", SITES), ("accounts.csv", ACCOUNTS), ("reviews.csv", rows)):
        (tmp_path / name).write_text(text, "utf-8")
    assert precision.main([str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "rule\tconfirmed\trejected\tprecision\tlow\thigh\tfloor\tstate",
        "lexicon/52\t3\t3\t0.500\t0.188\t0.812\t0.9\thint",
    ]

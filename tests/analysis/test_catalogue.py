"""The catalogue of rules is the one that the rules themselves make."""

from dataclasses import fields

from analysis.catalogue import README, catalogue, main
from analysis.titles import PARAMETERS
from govcrawl.rules.catalogue import rule_types


def test_the_catalogue_is_current():
    assert README.read_text(encoding="utf-8") == catalogue(), "run: python -m analysis.catalogue --write"


def test_every_rule_and_every_missing_veto_stands_in_it(capsys):
    assert main([]) == 0
    printed = capsys.readouterr().out
    for code, rule in rule_types().items():
        assert f"## {code} {rule.title}" in printed
    for code in ("V1", "V2", "N1", "N2b", "N3", "C1", "P10", *rule_types()):
        assert f"| {code} | " in printed


def test_every_parameter_is_told_in_chinese():
    parameters = {field.name for rule in rule_types().values() for field in fields(rule)}
    assert sorted(parameters - set(PARAMETERS)) == []

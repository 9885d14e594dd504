"""The audit fails for a vulnerability and for nothing else."""

import subprocess

import pytest

from tests import audit

SAFE = '{"dependencies": [{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "unknown"}]}'
BAD = '{"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "GHSA-1", "fix_versions": ["2"]}]}]}'
UNREACHED = '{"dependencies": [{"name": "a", "skip_reason": "Dependency not found on PyPI"}]}'


@pytest.mark.parametrize(
    ("said", "status", "line"),
    [
        (SAFE, 0, "audit: 1 packages, no known vulnerability"),
        (BAD, 1, "a 1: GHSA-1; raise it to 2"),
        (UNREACHED, 0, "audit: skipped, the advisory service (PyPI) cannot be reached"),
        ("Connection refused", 0, "audit: skipped, the advisory service (PyPI) cannot be reached"),
    ],
)
def test_only_a_known_vulnerability_fails(monkeypatch, capsys, said, status, line):
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, said, ""))
    assert audit.main() == status
    assert capsys.readouterr().out.strip() == line


def test_an_accepted_advisory_is_passed_over(monkeypatch, capsys):
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, BAD, ""))
    monkeypatch.setitem(audit.ACCEPTED, "GHSA-1", "we do not call it")
    assert audit.main() == 0


def test_an_audit_without_an_end_is_skipped(monkeypatch, capsys):
    def hang(*_, **__):
        raise subprocess.TimeoutExpired("pip-audit", 1)

    monkeypatch.setattr(subprocess, "run", hang)
    assert audit.main() == 0

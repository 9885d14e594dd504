"""`make audit`: every pinned package against the advisory service; a line and status 0 where that cannot be reached.

Status 1 where a package has a known vulnerability: raise its pin in requirements.txt, then `make lock`. A finding that
does not concern us is named in ACCEPTED with the reason.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SECONDS = 90  # an audit that takes longer has no service to talk to
ACCEPTED: dict[str, str] = {}  # advisory: why it does not concern us


def audited() -> dict[str, Any] | None:
    """Return what the service says of the locked packages, None where it says nothing."""
    command = [sys.executable, "-m", "pip_audit", "-r", "requirements.lock", "--disable-pip", "--require-hashes"]
    try:
        ended = subprocess.run(
            [*command, "--format", "json", "--progress-spinner", "off"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        report: dict[str, Any] = json.loads(ended.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return None
    return report if any("vulns" in package for package in report["dependencies"]) else None


def vulnerable(report: dict[str, Any]) -> list[str]:
    """Return a line for each vulnerability that is not accepted."""
    return [
        f"{package['name']} {package['version']}: {found['id']}; raise it to {', '.join(found['fix_versions']) or '?'}"
        for package in report["dependencies"]
        for found in package.get("vulns", ())
        if found["id"] not in ACCEPTED
    ]


def main() -> int:
    """Print what was found."""
    report = audited()
    if report is None:
        print("audit: skipped, the advisory service (PyPI) cannot be reached")
        return 0
    found = vulnerable(report)
    known = sum("vulns" in package for package in report["dependencies"])
    print("\n".join(found) or f"audit: {known} packages, no known vulnerability")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

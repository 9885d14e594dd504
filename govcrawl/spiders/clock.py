"""The machine's time. Only the jobs and the commands read it; everything below is told the time."""

from datetime import UTC, datetime


def clock() -> datetime:
    """Return the machine's time."""
    return datetime.now(UTC)

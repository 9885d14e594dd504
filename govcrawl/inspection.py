"""What one job is asked to inspect: a register, a period, a moment, and the targets among them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from govcrawl.errors import GovcrawlError
from govcrawl.model.period import CHINA_TIME, Period
from govcrawl.model.target import Target
from govcrawl.register import Register, read_register


@dataclass(frozen=True, slots=True)
class Inspection:
    """A register folder, a period of it, and the day that the job stands for."""

    folder: Path
    register: Register
    period: Period
    as_of: date
    targets: tuple[Target, ...]
    only: tuple[str, ...] = ()

    @property
    def city(self) -> str:
        """Name of the city in the store: the name of its register folder."""
        return self.folder.name

    def moment(self, now: datetime) -> datetime:
        """Return the moment that a page counts as seen at.

        That is `now` on the day of the inspection itself. For a day gone by (a demonstration, a replay) it
        is the end of that day, so that relative dates and the limit of the future are those of that day.
        """
        local = now.astimezone(CHINA_TIME)
        return local if local.date() == self.as_of else datetime.combine(self.as_of, time(23, 59, 59), CHINA_TIME)


def open_inspection(city: str, period: str, now: datetime, as_of: str = "", only: str = "") -> Inspection:
    """Read the register in the folder `city` and select what a job asks for.

    `as_of` (YYYY-MM-DD) is the day the job stands for; empty means today. `only` names targets by id, code or
    name, separated by commas; empty means all in operation. Raises GovcrawlError, RegisterError among them.
    """
    if not city:
        raise GovcrawlError("city: not given; add -a city=seeds/<city>")
    folder = Path(city).resolve()
    if not (folder / "city.toml").is_file():
        raise GovcrawlError(f"{city}: no city.toml in this folder; name a register folder such as seeds/zhanjiang")
    register = read_register(folder)
    periods = register.city.periods
    if period not in periods:
        known = ", ".join(periods) or "none"
        raise GovcrawlError(f"{city}/city.toml: period '{period}' is not defined; use one of: {known}")
    today = now.astimezone(CHINA_TIME).date()
    try:
        day = date.fromisoformat(as_of) if as_of else today
    except ValueError:
        raise GovcrawlError(f"as_of: '{as_of}' is not a date; write it as YYYY-MM-DD") from None
    if day > today:
        raise GovcrawlError(f"as_of: {day} lies in the future; nothing can be observed there yet, use {today}")
    names = tuple(name.strip() for name in only.split(",") if name.strip())
    targets = tuple(_find(register, name) for name in names) or tuple(
        target for target in register.targets if target.operating
    )
    return Inspection(folder, register, periods[period], day, targets, names)


def capture_moment(as_of: str, now: datetime) -> datetime:
    """Return the moment a saved file counts as captured at: the end of the day `as_of` in China, or `now` without one.

    Raises GovcrawlError where `as_of` is no day.
    """
    if not as_of:
        return now
    try:
        return datetime.combine(date.fromisoformat(as_of), time(23, 59, 59), CHINA_TIME)
    except ValueError:
        raise GovcrawlError(f"--as-of: '{as_of}' is no date; write it as 2021-07-05") from None


def _find(register: Register, name: str) -> Target:
    found = register.find(name)
    if found is None:
        raise GovcrawlError(f"only: no target '{name}' in the register; give a site code, a name or a target id")
    return found

"""What a city's office adds to the detectors: nothing by default."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the register folder of a city says about wording."""


NOTHING = Knowledge()

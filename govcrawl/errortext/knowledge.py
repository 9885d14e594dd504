"""What a city's office adds to the detectors: nothing by default."""

from dataclasses import dataclass

from govcrawl.errortext.lexicon import Entry


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the register folder of a city says about wording.

    `entries` are those of its own lexicon.
    """

    entries: tuple[Entry, ...] = ()


NOTHING = Knowledge()

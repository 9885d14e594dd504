"""What a page let us see: the one vocabulary of seen, blank, and not seen."""

from enum import StrEnum


class Observation(StrEnum):
    """How much of a column, a home page or a feed was observed."""

    DATED = "dated"  # rows with at least one date that was read for certain
    UNDATED = "undated"  # rows are shown, and no date of any of them could be read
    BLANK = "blank"  # the list frame is there and truly holds no row
    NOT_OBSERVABLE = "not_observable"  # rows are filled in by a script that was not run
    NOT_OBSERVED = "not_observed"  # never fetched: blocked, failed, refused by robots.txt ...

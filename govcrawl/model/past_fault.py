"""A fault that the notice of an earlier period named: what re-inspection (复查) begins with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PastFault:
    """A fault of an object that was unqualified in `period`. `reason` is what was printed.

    `target_id` is empty where the register has no such object any more; `source` is the notice, or how it was judged.
    """

    period: str
    target_id: str
    name: str
    code: str
    reason: str
    source: str = ""

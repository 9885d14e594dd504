"""What an audit says of a notice."""

from dataclasses import dataclass
from enum import Enum


class Mark(Enum):
    """How grave a remark is; the sign it is printed with."""

    FAULT = "✗"
    UNTESTED = "?"
    LOOK = "※"


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark, in Chinese, on a line of the notice (from 1)."""

    mark: Mark
    line: int
    text: str

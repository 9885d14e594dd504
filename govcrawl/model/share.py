"""The interval around a share that was counted: how far the true one may lie off."""

from math import sqrt
from statistics import NormalDist


def wilson(part: int, whole: int, confidence: float = 95.0) -> tuple[float, float]:
    """Return Wilson's interval of part / whole, 0 to 1; `confidence` in percent. Of nothing everything is possible."""
    if not whole:
        return 0.0, 1.0
    z, share = NormalDist().inv_cdf(0.5 + confidence / 200), part / whole
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z / (1 + z * z / whole) * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    return max(0.0, middle - half), min(1.0, middle + half)

"""Points of a sparkline over several days."""

from collections.abc import Sequence
from typing import Final

#: The picture's own units.
WIDTH: Final = 280
HEIGHT: Final = 56
_EDGE: Final = 4


def line(values: Sequence[int], highest: int) -> str:
    """The points of a polyline: days from left to right, none of anything at the foot."""
    step = (WIDTH - 2 * _EDGE) / max(1, len(values) - 1)
    rise = (HEIGHT - 2 * _EDGE) / max(1, highest)
    return " ".join(
        f"{_EDGE + place * step:.1f},{HEIGHT - _EDGE - value * rise:.1f}"
        for place, value in enumerate(values)
    )

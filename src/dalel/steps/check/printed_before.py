"""What is asked of an entry of a bulletin that was printed before it came in.

Whoever printed it has asked for comment or has not: this is told, and holds nothing back. How the
matter stands is asked about once, however many of its days are over.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from dalel.domain.concern import Concern, Weight

_BEFORE_PRINT: Final = "comment_not_sought"
#: How a matter stands, the plainest question first.
_STANDING: Final = ("status_old", "status_undated", "planned_past")


def as_printed(concerns: Iterable[Concern]) -> Iterator[Concern]:
    """The concerns about an entry as it was printed."""
    found = tuple(concerns)
    asked = next((one for rule in _STANDING for one in found if one.rule == rule), None)
    for one in found:
        is_told = one.rule == _BEFORE_PRINT or (one.rule in _STANDING and one is not asked)
        yield replace(one, weight=Weight.WARNING) if is_told else one

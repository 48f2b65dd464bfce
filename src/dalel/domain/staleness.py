"""Finds the language versions of a text that lag behind the others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby


@dataclass(frozen=True, kw_only=True, order=True)
class TextEvent:
    """A version of one language was written or, with ``confirms``, found to agree with others."""

    time: datetime
    language: str
    confirms: bool = False


def stale_languages(events: Iterable[TextEvent]) -> frozenset[str]:
    """The languages that somebody has to bring up to date or confirm.

    Editing one language makes the others stale, but not when it was stale itself: then it catches
    up with them. A first version is a translation and makes nothing stale; what was written in one
    act (an import) agrees.
    """
    known: set[str] = set()
    stale: set[str] = set()
    for _, act in groupby(sorted(events), key=lambda event: event.time):
        happened = list(act)
        written = {event.language for event in happened if not event.confirms}
        edited = (written & known) - stale
        stale -= {event.language for event in happened}
        if edited:
            stale |= known - written
        known |= written
    return frozenset(stale)

"""An article: one version of a page or post as readable text."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

#: So many letters of a text are read when it is judged. No news is longer; what is stands in the
#: article's version as a whole, but one endless page does not hold up all others.
MOST_READ: Final = 50_000


@dataclass(frozen=True, kw_only=True)
class Article:
    """One version of a page or post as its readable text.

    ``id`` is the canonical URL, or whatever names it in a file; no step leans on it or on order.
    ``day`` is the day of publication in the country's zone, None where it is not known; ``time`` is
    the moment, in the zone in which the page tells it, where the time of day is known too.
    ``source_kind`` is the pack's kind of the source, where the source is known.
    """

    id: str
    language: str
    title: str
    text: str
    day: date | None = None
    time: datetime | None = None
    source_kind: str | None = None

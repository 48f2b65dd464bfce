"""What do steps read of an article?"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Article:
    """One version of a page or post as its readable text.

    ``id`` is the canonical URL, or whatever names it in a file; no step leans on it or on order.
    ``day`` is the day of publication in the country's zone, None where it is not known.
    ``source_kind`` is the pack's kind of the source, where the source is known.
    """

    id: str
    language: str
    title: str
    text: str
    day: date | None = None
    source_kind: str | None = None

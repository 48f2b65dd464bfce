"""What does a captured page say, and how do we know?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class PageKind(StrEnum):
    """What a page is; only an article has a text of its own."""

    ARTICLE = "article"
    LISTING = "list"
    SEARCH = "search"
    ERROR = "error"
    EMPTY = "empty"


@dataclass(frozen=True, kw_only=True)
class Published:
    """When a page says it appeared: a day, and the time of day where it is given.

    ``time`` carries a zone; ``zone_assumed`` says that the page gave none and the outlet's was
    taken, ``year_assumed`` that the page left out the year.
    """

    day: date
    time: datetime | None = None
    zone_assumed: bool = False
    year_assumed: bool = False

    @property
    def iso(self) -> str:
        """As ISO 8601, as exactly as it is known."""
        return self.time.isoformat() if self.time else self.day.isoformat()


@dataclass(frozen=True, kw_only=True)
class Selectors:
    """CSS selectors of a source's pages; an empty one means: find it without.

    ``text`` may meet several elements, ``drop`` names what within them is no text.
    """

    title: str = ""
    text: str = ""
    published: str = ""
    author: str = ""
    image: str = ""
    drop: str = ""


@dataclass(frozen=True, kw_only=True)
class Extraction:
    """What was read from a page.

    ``text`` has its paragraphs parted by a blank line and does not repeat the title. ``reason``
    says why the page is no article. ``found_by`` names for each field what it was read from:
    ``{"published": "json-ld", "text": "selector", "encoding": "header utf-8"}``.
    """

    kind: PageKind
    title: str = ""
    text: str = ""
    published: Published | None = None
    author: str | None = None
    language: str | None = None
    image: str | None = None
    reason: str | None = None
    found_by: Mapping[str, str] = field(default_factory=dict)

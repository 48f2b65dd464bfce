"""What is extracted from a captured page: page kind, publication time, title and text."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

#: In characters; some hundred printed pages. What judges texts takes no longer ones.
LONGEST_TEXT: Final = 200_000
LONGEST_TITLE: Final = 1000


class PageKind(StrEnum):
    """What a page is; only an article has a text of its own."""

    ARTICLE = "article"
    LISTING = "list"
    SEARCH = "search"
    ERROR = "error"
    EMPTY = "empty"
    #: It took more time or memory than reading a page may.
    UNREADABLE = "unreadable"


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


def moment(iso: str) -> datetime | None:
    """The moment that :attr:`Published.iso` tells; None for a day alone, and what is none."""
    try:
        told = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return told if told.tzinfo else None


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
    ``{"published": "json-ld", "text": "selector", "encoding": "header utf-8"}``. ``cut`` counts the
    characters of title and text that were left out.
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
    cut: int = 0


def shortened(page: Extraction) -> Extraction:
    """The page with no more title and text than is judged."""
    title, text = page.title[:LONGEST_TITLE], page.text[:LONGEST_TEXT]
    cut = len(page.title) - len(title) + len(page.text) - len(text)
    return replace(page, title=title, text=text, cut=cut) if cut else page

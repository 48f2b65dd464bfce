"""The contents of a past bulletin's file, with line numbers."""

from dataclasses import dataclass
from typing import Final

from dalel.domain.incident import Link

#: So begin the names of the styles in which our own documents set what is no entry's text.
BESIDE: Final = "Dalel "


@dataclass(frozen=True, kw_only=True)
class PrintedLink:
    """A link of an entry: the address, its line in the file, and how it was set.

    ``beside`` is what else stands on that line, where the line is there for the link.
    """

    link: Link
    line: int
    bracketed: bool
    beside: str = ""


@dataclass(frozen=True, kw_only=True)
class PrintedParagraph:
    """A paragraph as printed; a broken one stands over several lines of the file.

    ``starts`` tells for each of its lines with which character of the text it begins.
    """

    text: str
    lines: tuple[int, ...]
    starts: tuple[int, ...] = (0,)


@dataclass(frozen=True, kw_only=True)
class BulletinEntry:
    """One entry: ``order`` counts from 1 within its section; lines count from 1."""

    section: int
    order: int
    title: str | None
    title_line: int | None
    paragraphs: tuple[PrintedParagraph, ...]
    links: tuple[PrintedLink, ...]

    @property
    def summary(self) -> str:
        """The paragraphs, a blank line between two."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, kw_only=True)
class Bulletin:
    """A past bulletin in one language: the opening text and the entries in order of print.

    ``sections`` gives for each section's number the line of its heading; ``passed_over`` names what
    a document of our own holds beside its entries.
    """

    language: str
    introduction: tuple[PrintedParagraph, ...]
    sections: dict[int, int]
    entries: tuple[BulletinEntry, ...]
    passed_over: tuple[str, ...] = ()

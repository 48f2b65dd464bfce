"""Evidence: its classes, captured HTTP exchanges, and spans of text."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EvidenceClass(StrEnum):
    """Who may see a piece of evidence."""

    PUBLIC = "public"
    NEWSROOM = "newsroom"
    SEALED = "sealed"


class OutsideArchive(StrEnum):
    """Who keeps copies of pages outside the newsroom."""

    WAYBACK = "wayback"
    TODAY = "archive.today"


@dataclass(frozen=True, kw_only=True)
class Capture:
    """One archived HTTP exchange, byte for byte. Written once, never edited.

    ``sha256`` is of the body as it was transferred (content coding on, chunk framing off).
    ``warc_offset`` and ``warc_length`` tell where the response's record lies in ``warc_file``.
    ``link`` is the capture's link in its hash chain, the ``number``-th, and names it for ever.
    A capture with ``body_of`` holds no body: it is that of the capture with this link. What was
    made of a page has a place in the chain, too: its ``url`` is no address, its ``status`` 200.
    """

    url: str
    time: datetime
    status: int
    sha256: str
    warc_file: str
    warc_offset: int
    warc_length: int
    record_id: str
    chain: str
    number: int
    link: str
    vantage: str
    body_of: str | None = None
    evidence_class: EvidenceClass = EvidenceClass.NEWSROOM


@dataclass(frozen=True, kw_only=True)
class MadeOfPage:
    """Something that we made of a captured page, such as its picture, kept beside the capture.

    ``url`` is the name under which it stands in the archive, of the kind ``urn:``; ``page`` is the
    capture that it was made of.
    """

    url: str
    time: datetime
    media_type: str
    content: bytes
    page: Capture


@dataclass(frozen=True, kw_only=True)
class TextSpan:
    """A stretch of a text: characters ``start`` up to, not including, ``end``."""

    start: int
    end: int

    def meets(self, other: "TextSpan") -> bool:
        """Whether the two have a character in common."""
        return self.start < other.end and other.start < self.end

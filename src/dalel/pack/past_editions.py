"""Records of past editions: their bulletin files, and what is known of each entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dalel.domain.dates import PartialDate
from dalel.domain.incident import Codes


@dataclass(frozen=True, kw_only=True)
class EntryText:
    """The text of one entry in a further language; a title that nobody wrote is None."""

    title: str | None
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PastEntry:
    """What is known of one entry; ``related`` names other entries as ``section.order``.

    ``source_language`` is the language of the page that the entry links to, where known.
    """

    codes: Codes
    texts: Mapping[str, EntryText]
    date: PartialDate | None = None
    related: tuple[str, ...] = ()
    source_language: str | None = None


@dataclass(frozen=True, kw_only=True)
class PastEdition:
    """A past edition: its bulletin's files by language, and what is known of its entries.

    ``files`` are names in the edition's own folder; ``introduction`` gives the opening text's
    paragraphs in further languages; ``entries`` is by ``section.order``.
    """

    number: int
    period_start: date
    period_end: date
    files: Mapping[str, str]
    introduction: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    entries: Mapping[str, PastEntry] = field(default_factory=dict)

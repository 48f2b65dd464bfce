"""Records that a bulletin import passes to the code that stores it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dalel.domain.concern import Concern
from dalel.domain.dates import PartialDate
from dalel.domain.incident import Codes, IncidentText, Link

#: What an entry is within its edition: its first canonical address, and which of the entries that
#: share this address it is (from 0, in the order of print).
EntryKey = tuple[str, int]


@dataclass(frozen=True, kw_only=True)
class IncomingEntry:
    """One entry; ``related`` names others as ``section.order``. What is None is not known here."""

    section: int
    order: int
    texts: Mapping[str, IncidentText]
    links: tuple[Link, ...]
    date: PartialDate | None = None
    codes: Codes | None = None
    related: tuple[str, ...] = ()
    concerns: tuple[Concern, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands: ``2.3``."""
        return f"{self.section}.{self.order}"


@dataclass(frozen=True, kw_only=True)
class IncomingFile:
    """A file that was read; its ``language`` is empty for the pack's notes on an edition."""

    name: str
    language: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class IncomingEdition:
    """A past issue as its files tell it; ``concerns`` are those about no single entry.

    ``rules`` are those that were looked for: what one of them no longer finds is resolved.
    ``number`` None means the next free one; ``number_prefix`` begins the incidents' numbers.
    """

    number: int | None
    number_prefix: str
    period_start: date
    period_end: date
    files: tuple[IncomingFile, ...]
    entries: tuple[IncomingEntry, ...]
    introduction: Mapping[str, str] = field(default_factory=dict)
    concerns: tuple[Concern, ...] = ()
    rules: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class ImportChanges:
    """What an import changed: incidents made, versions of texts added, entries left to a person.

    ``kept`` names the incidents of which a member wrote the newest version: an import never takes
    their place.
    """

    edition: int
    incidents: int
    versions: int
    kept: tuple[str, ...]


def entry_keys(addresses: list[str]) -> list[EntryKey]:
    """The keys of entries whose first canonical addresses these are, in the order of print."""
    seen: Counter[str] = Counter()
    keys: list[EntryKey] = []
    for address in addresses:
        keys.append((address, seen[address]))
        seen[address] += 1
    return keys

"""Registers: how the rows of a table or a JSON interface are read, and what changed in one."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class RowFormat(StrEnum):
    """In what form the rows of a register come."""

    JSON = "json"
    CSV = "csv"
    #: A CSV file within a zip archive.
    ZIPPED_CSV = "zipped_csv"
    HTML = "html"


@dataclass(frozen=True, kw_only=True)
class RowReading:
    """How the rows of an answer are read.

    ``rows`` is where they stand: in JSON the path of a list, names joined by dots; in HTML the CSS
    selector of a row; in a zip archive the name of the file. ``fields`` lead from a name to its
    place in a row: a JSON path, a column's heading, a CSS selector, the latter with ``@attribute``
    for an attribute in place of the text; an empty one is the row itself. ``key``, ``link`` and
    ``title`` are templates of those names, such as ``"{id}"``; ``time`` is the name of one.

    ``says`` are the fields that tell what a row says, each with its word; only their change is a
    change of the row. Of a number in ``steps`` it counts only which of these it has reached.
    ``only`` keeps the rows in which a field has one of some words, whatever their case.

    ``body`` is sent by POST, as JSON; ``{page}`` in it or in the address counts from
    ``first_page``. ``page_count`` is the JSON path of how many pages there are. ``is_whole``: all
    of the register is read, so that a missing row is gone; else its newest pages. ``takes_first``:
    what stands there at the very first look is news already, else only what comes later.
    """

    format: RowFormat
    key: str
    link: str
    title: str
    fields: Mapping[str, str]
    rows: str = ""
    time: str = ""
    says: Mapping[str, str] = field(default_factory=dict)
    steps: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    body: str = ""
    first_page: int = 1
    page_count: str = ""
    is_whole: bool = True
    takes_first: bool = False


@dataclass(frozen=True, kw_only=True)
class RegisterEntry:
    """A row of a register: its key, where it stands, and what it says by label, in order."""

    key: str
    url: str
    title: str
    says: tuple[tuple[str, str], ...] = ()
    published: datetime | None = None

    @property
    def digest(self) -> str:
        """Changes when, and only when, its title or what it says does; hex."""
        parts = (self.title, *(part for pair in self.says for part in pair))
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


class RowChange(StrEnum):
    """What became of a row since the last look."""

    #: It stood there at the very first look: nothing has happened.
    FIRST_SEEN = "first_seen"
    ADDED = "added"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, kw_only=True)
class RegisterChange:
    """A row of a register that differs from what we had, and the page that proves it.

    ``entry`` is as it stands now; of one that is gone, as it stood last. ``before`` is what we had.
    """

    kind: RowChange
    entry: RegisterEntry
    page: str
    before: RegisterEntry | None = None

    @property
    def text(self) -> str:
        """The row in lines, what it said before beside what it says now."""
        had = dict(self.before.says) if self.before and self.kind is RowChange.CHANGED else {}
        says = self.entry.says
        if self.kind is RowChange.GONE:
            lines = [f"{label}: {value} →" for label, value in says]
        else:
            lines = [
                f"{label}: {had[label]} → {value}"
                if had.get(label, value) != value
                else f"{label}: {value}"
                for label, value in says
            ]
        title = self.entry.title
        if self.before and had and self.before.title != title:
            title = f"{self.before.title} → {title}"
        return "\n".join([title, *lines])

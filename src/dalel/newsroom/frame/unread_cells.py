"""Cells of the database whose bytes are no UTF-8: read all the same, so that one is named."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection
from django.db.models import Model

_HALVES: Final = re.compile("[\ud800-\udfff]")


@contextmanager
def unread_cells() -> Iterator[None]:
    """Read a cell of SQLite whose bytes are no text with halves of pairs in their place.

    Whoever has the file can write such a cell; it differs from all that anybody wrote, and ends
    no reading. PostgreSQL takes none.
    """
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    inner = connection.connection
    before = inner.text_factory
    inner.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        inner.text_factory = before


def broken_cells(row: Model) -> list[str]:
    """The names of the columns of a row, read so, whose bytes are no text."""
    cells = ((one.attname, row.__dict__.get(one.attname)) for one in row._meta.concrete_fields)  # noqa: SLF001
    return [name for name, cell in cells if isinstance(cell, str) and _HALVES.search(cell)]

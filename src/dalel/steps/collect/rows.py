"""Reads the rows of a register or an interface: JSON, CSV, CSV in a zip archive, HTML tables."""

import csv
import io
import json
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, Final, cast
from urllib.parse import quote

import cssselect
from lxml import html

from dalel.domain.register import RegisterEntry, RowFormat, RowReading
from dalel.language.letters import decode
from dalel.steps.collect import pages
from dalel.steps.collect.look import absolute, one_line
from dalel.steps.collect.times import moment

#: No register that a newsroom reads whole is longer.
MOST_ROWS: Final = 20_000
_LARGEST: Final = 50 * 2**20
_LONGEST_VALUE: Final = 2000
_LONGEST_KEY: Final = 500
_MOST_PAGES: Final = 100_000
#: Of an unknown method, a password, a broken stream; zipfile has no error of its own for them.
_ZIP_ERRORS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
_DIGITS: Final = re.compile(r"\d+")
_NAMED: Final = re.compile(r"\{(\w+)\}")

_Row = Mapping[str, str]


class _NotRowsError(Exception):
    """The answer is not of the form that was expected."""


@dataclass(frozen=True, kw_only=True)
class RowsRead:
    """What an answer says when read as rows; ``problem`` when it is none.

    ``rows`` counts all that stand there, ``others`` those that are about something else,
    ``nameless`` those that have no key, ``page_count`` how many pages it says there are.
    """

    entries: tuple[RegisterEntry, ...] = ()
    rows: int = 0
    others: int = 0
    nameless: int = 0
    page_count: int | None = None
    problem: str | None = None


def read(
    content: bytes, base: str, reading: RowReading, zone: tzinfo, charset: str | None = None
) -> RowsRead:
    """The rows of an answer.

    ``base`` is its address, ``zone`` holds for times that name none, ``charset`` is what the HTTP
    header says.

    :raises UnreadableError: when only a part of a page can be read.
    """
    try:
        rows, page_count = _READERS[reading.format](content, reading, charset)
        kept = [row for row in rows if _is_wanted(row, reading)]
        entries = [entry for row in kept if (entry := _entry(row, base, reading, zone))]
    except (_NotRowsError, cssselect.SelectorError) as problem:
        return RowsRead(problem=str(problem)[:200])
    return RowsRead(
        entries=tuple({entry.key: entry for entry in entries}.values()),
        rows=len(rows),
        others=len(rows) - len(kept),
        nameless=len(kept) - len(entries),
        page_count=page_count,
    )


def _is_wanted(row: _Row, reading: RowReading) -> bool:
    return all(
        any(word.casefold() in row.get(name, "").casefold() for word in words)
        for name, words in reading.only.items()
    )


def _entry(row: _Row, base: str, reading: RowReading, zone: tzinfo) -> RegisterEntry | None:
    key = _filled(reading.key, row)
    url = absolute(_link(reading.link, row) or "", base)
    if not key or len(key) > _LONGEST_KEY or url is None:
        return None
    says = (
        (label, _stepped(name, row.get(name, ""), reading)) for name, label in reading.says.items()
    )
    return RegisterEntry(
        key=key,
        url=url,
        title=one_line(_filled(reading.title, row) or "")[:_LONGEST_VALUE] or key,
        says=tuple((label, value) for label, value in says if value),
        published=_time(row.get(reading.time, ""), zone),
    )


def _stepped(name: str, value: str, reading: RowReading) -> str:
    """A value; of a number that is counted in steps the highest that it has reached."""
    steps = reading.steps.get(name)
    if steps is None:
        return value
    number = int("".join(_DIGITS.findall(value))[:18] or "0")
    reached = [step for step in steps if number >= step]
    return f"≥ {max(reached)}" if reached else ""


def _filled(template: str, row: _Row) -> str | None:
    """A template with the values of a row; None when one of them is empty."""
    if not all(row.get(name) for name in _NAMED.findall(template)):
        return None
    return _NAMED.sub(lambda met: row[met[1]], template)


def _link(template: str, row: _Row) -> str | None:
    """Where a row stands; a value within an address is quoted."""
    if _NAMED.fullmatch(template):
        return _filled(template, row)
    return _filled(template, {name: quote(value, safe="/") for name, value in row.items()})


def _time(value: str, zone: tzinfo) -> datetime | None:
    if value.isascii() and value.isdigit() and len(value) in {10, 13}:
        # Seconds or, of scripts, milliseconds since 1970.
        return datetime.fromtimestamp(int(value[:10]), tz=zone)
    return moment(value, zone)


# JSON


def _json_rows(
    content: bytes, reading: RowReading, _charset: str | None
) -> tuple[list[_Row], int | None]:
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as problem:
        raise _NotRowsError(f"no JSON: {problem}") from None
    listed = _at(said, reading.rows)
    if not isinstance(listed, list):
        raise _NotRowsError(f"no list at {reading.rows or 'the top'}")
    counted = _at(said, reading.page_count) if reading.page_count else None
    is_count = isinstance(counted, int) and not isinstance(counted, bool)
    page_count = counted if is_count and 0 <= int(counted or 0) < _MOST_PAGES else None
    fields = reading.fields
    rows = [{name: _plain(_at(one, path)) for name, path in fields.items()} for one in listed]
    return cast("list[_Row]", rows[:MOST_ROWS]), page_count


def _at(value: Any, path: str) -> Any:
    """What stands at a path of names, and of numbers in lists."""
    for name in filter(None, path.split(".")):
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, list) and name.isdigit() and int(name) < len(value):
            value = value[int(name)]
        else:
            return None
    return value


def _plain(value: Any) -> str:
    """A value in words; a list of such joined; nothing of what is nested deeper."""
    if isinstance(value, str):
        return _short(value)
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value).lower()
    if isinstance(value, int):
        return str(value) if abs(value) < 10**18 else ""
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, list):
        return _short(", ".join(filter(None, map(_plain_leaf, value[:50]))))
    return ""


def _plain_leaf(value: Any) -> str:
    return "" if isinstance(value, list | dict) else _plain(value)


def _short(text: str) -> str:
    return one_line(text[: 4 * _LONGEST_VALUE])[:_LONGEST_VALUE]


# CSV


def _csv_rows(
    content: bytes, reading: RowReading, charset: str | None
) -> tuple[list[_Row], int | None]:
    text = decode(content, charset)[0].lstrip("\ufeff").replace("\0", "")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        missing = set(filter(None, reading.fields.values())) - set(table.fieldnames or ())
        if missing:
            raise _NotRowsError(f"no column {sorted(missing)[0]}")
        rows: list[_Row] = []
        for row in table:
            if len(rows) == MOST_ROWS:
                break
            rows.append({name: _plain(row.get(column)) for name, column in reading.fields.items()})
    except csv.Error as problem:
        raise _NotRowsError(f"no CSV: {problem}") from None
    return rows, None


def _zipped_rows(
    content: bytes, reading: RowReading, _charset: str | None
) -> tuple[list[_Row], int | None]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            name = _inside(archive, reading.rows)
            with archive.open(name) as file:
                unpacked = file.read(_LARGEST + 1)
    except _ZIP_ERRORS as problem:
        raise _NotRowsError(f"no zip archive: {problem}") from None
    if len(unpacked) > _LARGEST:
        raise _NotRowsError(f"more than {_LARGEST} bytes when unpacked")
    return _csv_rows(unpacked, reading, None)


def _inside(archive: zipfile.ZipFile, wanted: str) -> str:
    for name in archive.namelist():
        if name.endswith(wanted):
            return name
    raise _NotRowsError(f"no {wanted} in the archive")


# HTML


def _html_rows(
    content: bytes, reading: RowReading, charset: str | None
) -> tuple[list[_Row], int | None]:
    root = pages.parse(content, charset)
    if root is None:
        raise _NotRowsError("no page")
    find = _Finder()
    met = find.all(root, reading.rows or "tr")
    rows: list[_Row] = [
        {name: find.value(row, place) for name, place in reading.fields.items()}
        for row in met[:MOST_ROWS]
    ]
    return rows, None


class _Finder(pages.ElementFinder):
    """Finds the values of rows on one page."""

    def value(self, row: html.HtmlElement, place: str) -> str:
        """What stands at a place in a row: ``selector``, ``selector@attribute``, ``@attribute``."""
        selector, _, attribute = place.partition("@")
        found = self.all(row, selector.strip()) if selector.strip() else [row]
        if not found:
            return ""
        text = found[0].get(attribute) if attribute else pages.text_of(found[0])
        return _short(text or "")


_READERS: Final[
    Mapping[RowFormat, Callable[[bytes, RowReading, str | None], tuple[list[_Row], int | None]]]
] = {
    RowFormat.JSON: _json_rows,
    RowFormat.CSV: _csv_rows,
    RowFormat.ZIPPED_CSV: _zipped_rows,
    RowFormat.HTML: _html_rows,
}

"""Checks what a pack knows about past editions against the rest of it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from dalel.domain.dates import PartialDate, Precision
from dalel.domain.incident import CODED_LISTS, Codes
from dalel.pack.pack_records import Pack
from dalel.pack.past_editions import PastEdition, PastEntry

_DAY: Final = r"\d{4}-\d\d-\d\d"
_ANY: Final = rf"(?:{_DAY}|\d{{4}}-\d\d|\d{{4}})"
_ISO: Final = {
    Precision.DAY: _DAY,
    Precision.MONTH: r"\d{4}-\d\d",
    Precision.YEAR: r"\d{4}",
    Precision.INTERVAL: f"{_ANY}/{_ANY}",
}
#: The field of an incident's codes, and the variable of the codebook that it is coded by.
_VARIABLES: Final = {
    "event_type": "event_type",
    "secondary_event_types": "event_type",
    "direction": "direction",
    "case_status": "case_status",
    "verification": "verification",
    **CODED_LISTS,
}


def findings(pack: Pack, folder: Path, edition: PastEdition) -> Iterator[tuple[str, str]]:
    """What does not agree in one edition, as (key, problem)."""
    if [other.number for other in pack.bulletins.values()].count(edition.number) > 1:
        yield "number", f"another edition has number {edition.number}, too"
    if edition.period_end < edition.period_start:
        yield "period_end", "the period ends before it starts"
    for language, name in edition.files.items():
        if language not in pack.languages:
            yield "files", f"{language!r} is not known"
        if not (folder / name).is_file():
            yield f"files.{language}", f"there is no file {name!r}"
    for key, entry in edition.entries.items():
        for below, problem in _entry(pack, key, entry, set(edition.entries)):
            yield f"entries[{key!r}]{below}", problem


def _entry(pack: Pack, key: str, entry: PastEntry, others: set[str]) -> Iterator[tuple[str, str]]:
    match = re.fullmatch(r"([1-9]\d*)\.([1-9]\d*)", key)
    if match is None or int(match[1]) not in pack.codebook.section_by_number:
        yield "", "wanted section.order, with a section of the codebook"
    for related in entry.related:
        if related not in others or related == key:
            yield ".related", f"{related!r} is no other entry"
    for language in (*entry.texts, *filter(None, [entry.source_language])):
        if language not in pack.ui_languages:
            yield ".texts", f"{language!r} is not known"
    if entry.date and not _is_date(entry.date):
        yield ".date", f"{entry.date.iso!r} is no {entry.date.precision}"
    yield from _codes(pack, entry.codes)


def _is_date(found: PartialDate) -> bool:
    if not re.fullmatch(_ISO[found.precision], found.iso):
        return False
    try:
        return bool(found.first_day)
    except ValueError:
        return False


def _codes(pack: Pack, codes: Codes) -> Iterator[tuple[str, str]]:
    if codes.severity not in {level.level for level in pack.codebook.severity}:
        yield ".codes.severity", f"{codes.severity} is not known"
    known = {
        name: set(pack.codebook.term_by_code[variable]) for name, variable in _VARIABLES.items()
    }
    known["places"] = {place.code for place in pack.places}
    for name, vocabulary in known.items():
        value = getattr(codes, name)
        for code in value if isinstance(value, tuple) else (value,):
            if code not in vocabulary:
                yield f".codes.{name}", f"{code!r} is not known"

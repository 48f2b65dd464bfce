"""What a sheet that came back offers: changes of texts, comments, and what has no place.

Nothing is kept by it: the sheet says of which versions it was made, and the record has them all.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, TypeAlias

from dalel.domain.errors import BulletinError, UnreadableError
from dalel.domain.word_sheet import ReturnedComment, ReturnedRow, ReturnedSheet, RowCode, SheetText
from dalel.newsroom.evidence.queries.article_status import DiffPiece, difference
from dalel.newsroom.frame.sandbox.pool import pool
from dalel.newsroom.frame.typed_input import line
from dalel.newsroom.incidents.models import IncidentRow, RemarkRow, TextVersionRow
from dalel.newsroom.incidents.queries.bulletin_file import BulletinFile, FileRefusedError
from dalel.newsroom.incidents.queries.word_sheets import newest_sheet_texts, sheet_text, titles_of
from dalel.steps.bulletins.sheet_changes import CellBack, CellChange, sheet_changes
from dalel.steps.bulletins.sheet_reader import read_sheet

#: Where a text was not written yet.
_NOTHING: Final = SheetText(version=0, passages=())
_SHOWN: Final = 300
_Cells: TypeAlias = dict[tuple[str, str, int], list[tuple[CellBack, tuple[str, ...]]]]


class UnplacedReason(StrEnum):
    """Why something that came back is not offered."""

    NO_CODE = "no code"
    TORN = "merged cells"
    TWICE = "the row stands there twice"
    UNKNOWN = "no such entry"
    NO_VERSION = "no such version"
    LANGUAGE = "another language"
    GONE_ROW = "the row is not there any more"
    MOVED = "the passage is not there any more"
    NO_ROW = "a comment beside all rows"


@dataclass(frozen=True, kw_only=True)
class UnplacedPart:
    """What nobody can place: how its row is called, and what stands in it."""

    reason: UnplacedReason
    label: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class OfferedChange:
    """A passage that would change, told from all others by ``key``.

    ``pieces`` are the passage as it left beside the passage as it came back. The key holds the
    version that stands at the desk: a change is taken only of the text that was shown.
    """

    key: str
    language: str
    place: int
    change: CellChange
    authors: tuple[str, ...]
    pieces: tuple[DiffPiece, ...]
    desk: tuple[DiffPiece, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OfferedRemark:
    """A comment that would become a remark of the newsroom: ``text`` is all of it."""

    key: str
    author: str
    said: str
    quoted: str
    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class OfferedEntry:
    """All that a sheet offers for an entry.

    ``stands`` are its newest texts by language; ``moved`` the languages whose text has another
    version by now than the one that left.
    """

    number: str
    stands: Mapping[str, SheetText]
    moved: tuple[str, ...] = ()
    changes: tuple[OfferedChange, ...] = ()
    remarks: tuple[OfferedRemark, ...] = ()

    @property
    def titles(self) -> Mapping[str, str]:
        """The newest titles by language, those that somebody wrote."""
        return titles_of(self.stands)


@dataclass(frozen=True, kw_only=True)
class OfferedSheet:
    """What a sheet offers by entry, what has no place, and how many entries came back unchanged."""

    entries: tuple[OfferedEntry, ...]
    unplaced: tuple[UnplacedPart, ...]
    unchanged: int


@dataclass
class _Sorted:
    """The rows of a sheet, sorted: cells by entry, language and version, and which row is whose.

    ``cells`` has each text that is named anywhere, also where none of its cells can be used.
    """

    cells: _Cells = field(default_factory=dict)
    owners: dict[int, RowCode] = field(default_factory=dict)
    seen: set[tuple[str, int]] = field(default_factory=set)
    unplaced: list[UnplacedPart] = field(default_factory=list)


def open_sheet(file: BulletinFile) -> ReturnedSheet:
    """Read a Word file in a process of its own.

    :raises FileRefusedError: when it cannot be read, or is no sheet.
    """
    try:
        return pool().call(read_sheet, file.content, file.name)
    except (BulletinError, UnreadableError) as error:
        raise FileRefusedError(file.name, str(error)) from error


def offered(sheet: ReturnedSheet, languages: Sequence[str]) -> OfferedSheet:
    """What a sheet offers as the record stands now; what stands there already is not offered."""
    sorted_rows = _sort(sheet.rows, languages)
    named = dict.fromkeys(code.number for code in sorted_rows.owners.values())
    rows = _entries(named)
    unplaced = sorted_rows.unplaced
    unplaced += [
        UnplacedPart(reason=UnplacedReason.UNKNOWN, label=one) for one in named if one not in rows
    ]
    stands = newest_sheet_texts([row.pk for row in rows.values()])
    left = _versions(rows, sorted_rows.cells)
    found: dict[str, OfferedEntry] = {
        name: OfferedEntry(number=row.number, stands=stands.get(row.pk, {}))
        for name, row in rows.items()
    }
    for (name, language, version), cells in sorted_rows.cells.items():
        if name in rows:
            text = left.get((name, language, version))
            if text is None:
                label = f"{name} {language} {version}"
                unplaced.append(UnplacedPart(reason=UnplacedReason.NO_VERSION, label=label))
                continue
            unplaced += _missing(name, text, sorted_rows.seen, language)
            entry, lost = _with_changes(found[name], language, text, cells)
            found[name] = entry
            unplaced += lost
    said = _remarks(sheet, sorted_rows.owners, rows, languages, unplaced)
    entries = [replace(one, remarks=tuple(said.get(name, ()))) for name, one in found.items()]
    return OfferedSheet(
        entries=tuple(one for one in entries if one.changes or one.remarks),
        unplaced=tuple(dict.fromkeys(unplaced)),
        unchanged=sum(not one.changes and not one.remarks for one in entries),
    )


def _sort(rows: Iterable[ReturnedRow], languages: Sequence[str]) -> _Sorted:
    made = _Sorted()
    before: RowCode | None = None
    for at, row in enumerate(rows):
        problem, owner, is_new = _owner(row, before, made.seen)
        if owner is not None:
            made.owners[at] = before = owner
            made.seen.add((owner.number, owner.place))
            for language, version in owner.versions:
                if language in languages:
                    made.cells.setdefault((owner.number, language, version), [])
        if problem is not None:
            made.unplaced.append(_part(problem, row))
        elif owner is not None:
            _take_cells(made, row, owner, languages, is_new=is_new)
    return made


def _take_cells(
    made: _Sorted, row: ReturnedRow, owner: RowCode, languages: Sequence[str], *, is_new: bool
) -> None:
    for cell, (language, version) in zip(row.cells, owner.versions, strict=True):
        passages = () if row.is_struck else tuple(filter(None, map(line, cell.paragraphs)))
        if language not in languages:
            made.unplaced.append(_part(UnplacedReason.LANGUAGE, row))
        elif passages or not is_new:
            back = CellBack(place=owner.place, passages=passages, is_new=is_new)
            made.cells[owner.number, language, version].append((back, cell.authors))


def _owner(
    row: ReturnedRow, before: RowCode | None, seen: set[tuple[str, int]]
) -> tuple[UnplacedReason | None, RowCode | None, bool]:
    """Why a row has no place, of what it is, and whether it is a new one behind that."""
    code = row.code
    has_text = any(cell.paragraphs for cell in row.cells)
    if code is None:
        # A row that somebody put in has nothing in its first cell.
        is_new = bool(before and not row.label and not row.is_torn)
        if is_new and before and len(row.cells) == len(before.versions):
            return None, before, True
        return (UnplacedReason.NO_CODE if has_text or row.label else None), None, False
    if (code.number, code.place) in seen:
        return UnplacedReason.TWICE, code, False
    if row.is_torn or len(row.cells) != len(code.versions):
        return UnplacedReason.TORN, code, False
    return None, code, False


def _part(reason: UnplacedReason, row: ReturnedRow) -> UnplacedPart:
    text = " ".join(line(one) for cell in row.cells for one in cell.paragraphs)
    return UnplacedPart(reason=reason, label=line(row.label), text=text[:_SHOWN])


def _entries(names: Iterable[str]) -> dict[str, IncidentRow]:
    """The entries by the name that they had on the sheet."""
    wanted = list(names)
    rows = {row.number: row for row in IncidentRow.objects.filter(number__in=wanted)}
    named = IncidentRow.objects.filter(provisional__in=wanted).exclude(provisional="")
    rows = {row.provisional: row for row in named} | rows
    return {name: rows[name] for name in wanted if name in rows}


def _versions(
    rows: Mapping[str, IncidentRow], cells: _Cells
) -> dict[tuple[str, str, int], SheetText]:
    """The texts as they left, by what their rows say of them."""
    keys = {row.pk: name for name, row in rows.items()}
    versions = {version for _name, _language, version in cells}
    kept = TextVersionRow.objects.filter(incident__in=[*keys], number__in=versions)
    found = {(keys[row.incident_id], row.language, row.number): sheet_text(row) for row in kept}
    return found | {one: _NOTHING for one in cells if one[2] == 0}


def _missing(
    name: str, text: SheetText, seen: set[tuple[str, int]], language: str
) -> list[UnplacedPart]:
    """Passages whose rows are gone: they stay as they are."""
    return [
        UnplacedPart(
            reason=UnplacedReason.GONE_ROW,
            label=f"{name} {place} {language}",
            text=passage[:_SHOWN],
        )
        for place, passage in enumerate(text.passages)
        if passage and (name, place) not in seen
    ]


def _with_changes(
    entry: OfferedEntry,
    language: str,
    left: SheetText,
    cells: Sequence[tuple[CellBack, tuple[str, ...]]],
) -> tuple[OfferedEntry, list[UnplacedPart]]:
    stands = entry.stands.get(language, _NOTHING)
    changes = sheet_changes(left.passages, stands.passages, [back for back, _authors in cells])
    made: list[OfferedChange] = []
    lost: list[UnplacedPart] = []
    for one in changes:
        if one.at is None:
            label = f"{entry.number} {one.place} {language}"
            text = " ".join(one.wanted)[:_SHOWN]
            lost.append(UnplacedPart(reason=UnplacedReason.MOVED, label=label, text=text))
            continue
        was, wanted, there = ("\n\n".join(part) for part in (one.was, one.wanted, one.stands))
        told = (entry.number, language, stands.version, one.cell, one.place, one.wanted)
        made.append(
            OfferedChange(
                key=_key(*told),
                language=language,
                place=one.place,
                change=one,
                authors=cells[one.cell][1],
                pieces=difference(was, wanted),
                desk=difference(was, there) if one.is_conflict else (),
            )
        )
    moved = (language,) if made and stands.version != left.version else ()
    changed = replace(entry, changes=(*entry.changes, *made), moved=(*entry.moved, *moved))
    return changed, lost


def _remarks(
    sheet: ReturnedSheet,
    owners: Mapping[int, RowCode],
    rows: Mapping[str, IncidentRow],
    languages: Sequence[str],
    unplaced: list[UnplacedPart],
) -> dict[str, list[OfferedRemark]]:
    """By entry the comments that nobody brought in yet."""
    keys = [row.pk for row in rows.values()]
    known = set(RemarkRow.objects.filter(incident__in=keys).values_list("incident", "text"))
    said: dict[str, list[OfferedRemark]] = defaultdict(list)
    for comment in sheet.comments:
        owner = None if comment.row is None else owners.get(comment.row)
        if owner is None or owner.number not in rows:
            reason, label = UnplacedReason.NO_ROW, line(comment.author)
            text = line(comment.text)[:_SHOWN]
            unplaced.append(UnplacedPart(reason=reason, label=label, text=text))
            continue
        row = rows[owner.number]
        remark = _remark(comment, owner, row.number)
        if (row.pk, remark.text) not in known:
            known.add((row.pk, remark.text))
            said[owner.number].append(remark)
    return said


def _remark(comment: ReturnedComment, owner: RowCode, number: str) -> OfferedRemark:
    columns = [language for language, _version in owner.versions]
    column = columns[comment.column - 1] if 0 < comment.column <= len(columns) else ""
    label = " ".join(filter(None, (str(owner.place) if comment.column else "", column)))
    author, quoted = line(comment.author), line(comment.quoted)
    said = "\n".join(map(line, comment.text.split("\n"))).strip()
    head = " · ".join(filter(None, ("Word", author, label, f"«{quoted}»" if quoted else "")))
    text = f"{head}\n{said}"
    return OfferedRemark(
        key=_key(number, text), author=author, said=said, quoted=quoted, label=label, text=text
    )


def _key(*told: object) -> str:
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:20]

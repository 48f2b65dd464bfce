"""Entries of which a sheet can be taken as a Word file, and the sheet of some of them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db.models import QuerySet

from dalel.domain.states import GONE, VersionState
from dalel.domain.word_sheet import MOST_ENTRIES, SheetEntry, SheetText, WordSheet
from dalel.newsroom.incidents.filters import IncidentFilter
from dalel.newsroom.incidents.models import EditionEntryRow, IncidentRow, TextVersionRow
from dalel.newsroom.incidents.queries.withdrawn_words import stand_in, withdrawn_words


class StaysReason(StrEnum):
    """Why an entry does not leave the newsroom on a sheet."""

    GONE = "retracted or withdrawn"
    WORDS = "holds withdrawn words"
    NO_TEXT = "without a text"


@dataclass(frozen=True, kw_only=True)
class SheetLine:
    """An entry that may be chosen, its newest texts by language, and why it stays if it does."""

    number: str
    texts: Mapping[str, SheetText]
    stays: StaysReason | None

    @property
    def titles(self) -> Mapping[str, str]:
        """By language, those that somebody wrote."""
        return titles_of(self.texts)


#: In which order and of what the entries are that are offered.
_NEWEST: Final = "-number"


def entries_for_sheet(
    chosen: IncidentFilter, *, edition: int | None = None, numbers: Sequence[str] = ()
) -> tuple[SheetLine, ...]:
    """The entries of these numbers, else of an edition as printed, else of a list, newest first."""
    if numbers:
        return sheet_lines(_of_numbers(numbers))
    if edition is not None:
        places = EditionEntryRow.objects.filter(edition__number=edition)
        ordered = places.order_by("section", "order").select_related("incident")
        return sheet_lines([one.incident for one in ordered[:MOST_ENTRIES]])
    rows: QuerySet[IncidentRow] = IncidentRow.objects.order_by(_NEWEST)
    if chosen.section is not None:
        rows = rows.filter(section=chosen.section)
    if chosen.state is not None:
        rows = rows.filter(state=chosen.state)
    return sheet_lines(list(rows[:MOST_ENTRIES]))


def sheet_lines(rows: Sequence[IncidentRow]) -> tuple[SheetLine, ...]:
    """These entries with their newest texts, in two queries."""
    texts = newest_sheet_texts([row.pk for row in rows])
    words = withdrawn_words()
    return tuple(
        SheetLine(
            number=row.number,
            texts=(told := texts.get(row.pk, {})),
            stays=_stays(row, told, words),
        )
        for row in rows
    )


def word_sheet_of(
    numbers: Sequence[str],
    *,
    languages: tuple[str, ...],
    site: str,
    heading: Callable[[str], str],
    time: datetime,
) -> WordSheet:
    """The sheet of those among these entries that may leave, in this order."""
    return WordSheet(
        site=site,
        languages=languages,
        time=time,
        entries=tuple(
            SheetEntry(
                number=line.number,
                heading=heading(line.number),
                texts={one: text for one, text in line.texts.items() if one in languages},
            )
            for line in sheet_lines(_of_numbers(numbers[:MOST_ENTRIES]))
            if line.stays is None
        ),
    )


def titles_of(texts: Mapping[str, SheetText]) -> Mapping[str, str]:
    """The titles of texts by language; one that nobody wrote is left out."""
    return {one: text.passages[0] for one, text in texts.items() if text.passages[0]}


def newest_sheet_texts(keys: Collection[int]) -> Mapping[int, Mapping[str, SheetText]]:
    """By incident and language, the newest version of each text."""
    found: dict[int, dict[str, SheetText]] = {}
    rows = TextVersionRow.objects.filter(incident__in=keys)
    for row in rows.exclude(state=VersionState.SUPERSEDED).order_by("number"):
        found.setdefault(row.incident_id, {})[row.language] = sheet_text(row)
    return found


def sheet_text(row: TextVersionRow) -> SheetText:
    """A version as it stands on a sheet."""
    return SheetText(version=row.number, passages=(row.title or "", *row.paragraphs))


def _of_numbers(numbers: Sequence[str]) -> list[IncidentRow]:
    """The entries in the order in which they are named, each once; unknown names are left out."""
    wanted = list(dict.fromkeys(numbers))[:MOST_ENTRIES]
    rows = {row.number: row for row in IncidentRow.objects.filter(number__in=wanted)}
    # Some were taken before they had a number.
    named = IncidentRow.objects.filter(provisional__in=[one for one in wanted if one not in rows])
    rows |= {row.provisional: row for row in named if row.provisional}
    return [rows[one] for one in wanted if one in rows]


def _stays(
    row: IncidentRow, texts: Mapping[str, SheetText], words: Collection[str]
) -> StaysReason | None:
    if row.state in GONE:
        return StaysReason.GONE
    if not texts:
        return StaysReason.NO_TEXT
    told = {language: "\n".join(text.passages) for language, text in texts.items()}
    return StaysReason.WORDS if stand_in(told, words) else None

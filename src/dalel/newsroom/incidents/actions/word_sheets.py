"""Taking entries out as a Word file, and keeping what came back: as versions and remarks."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dalel.domain.errors import DalelError
from dalel.domain.incident import IncidentText
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame import long_works
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions import sealed_names, write
from dalel.newsroom.incidents.actions import texts as editing
from dalel.newsroom.incidents.actions.supersede import StaleEditError
from dalel.newsroom.incidents.models import RemarkRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.returned_sheets import (
    OfferedChange,
    OfferedEntry,
    OfferedSheet,
)
from dalel.newsroom.incidents.queries.word_sheets import word_sheet_of
from dalel.pack import Pack
from dalel.publish.documents.word_sheet import word_sheet
from dalel.publish.own_process import apart
from dalel.steps.bulletins.sheet_changes import applied

#: What a version says of where it comes from.
FROM_WORD: Final = "from a Word file"
#: Why texts are not saved; empty where they are.
Amiss = Callable[[Iterable[IncidentText]], str]


class NothingLeavesError(DalelError):
    """None of the entries that were chosen may leave, or none was chosen."""


@dataclass(frozen=True, kw_only=True)
class KeptSheet:
    """How many texts got a new version, how many comments were kept, and what was not.

    ``refused``: entries of which a text was not kept, with the reason; ``overtaken``: those whose
    text somebody changed since it was shown.
    """

    texts: int
    remarks: int
    overtaken: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


def take_sheet(
    numbers: Sequence[str], pack: Pack, *, site: str, heading: Callable[[str], str], act: Act
) -> bytes:
    """The sheet of these entries as a DOCX; that it was taken is written down for each.

    :raises NothingLeavesError: when none of them may leave.
    :raises NotMadeError: when the document could not be made.
    """
    sheet = word_sheet_of(
        numbers, languages=pack.languages, site=site, heading=heading, time=act.time
    )
    if not sheet.entries:
        raise NothingLeavesError
    made = apart(word_sheet, sheet)
    with writing():
        for entry in sheet.entries:
            versions = (f"{name} {text.version}" for name, text in sorted(entry.texts.items()))
            act.note("took out a Word file", entry.number, ", ".join(versions))
    return made


def keep_sheet(
    sheet: OfferedSheet, chosen: Collection[str], *, act: Act, pack: Pack, amiss: Amiss
) -> KeptSheet:
    """Keep what was chosen by its keys: a version of each text that changes, and remarks.

    Each entry is kept by itself, and checked as after any other version. ``amiss`` says why a text
    is longer than any.

    :raises SealedNameError: when a sealed source is named in what was chosen; nothing is kept then.
    :raises WorkCancelledError: when somebody cancelled it; the entries before are kept.
    """
    for entry in sheet.entries:
        _refuse_sealed(entry, chosen, act, amiss)
    texts, said = 0, 0
    overtaken: list[str] = []
    refused: list[tuple[str, str]] = []
    for place, entry in enumerate(sheet.entries):
        # What is kept already stays, so whoever cancels looks at the rest again.
        long_works.go_on("writing", place, len(sheet.entries))
        changes = [one for one in entry.changes if one.key in chosen]
        words = [one.text for one in entry.remarks if one.key in chosen]
        if not changes and not words:
            continue
        wanted, why = _texts(entry, changes, amiss)
        refused += [(entry.number, one) for one in why]
        try:
            with writing():
                saved = _saved(entry, wanted, act)
                noted = _noted(entry.number, words, act)
                if saved or noted:
                    act.note("brought back a Word file", incident_row(entry.number).number)
        except StaleEditError:
            overtaken.append(entry.number)
            continue
        texts, said = texts + saved, said + noted
        if saved:
            write.recheck(incident_row(entry.number).number, pack, now=act.time)
    return KeptSheet(texts=texts, remarks=said, overtaken=tuple(overtaken), refused=tuple(refused))


def _refuse_sealed(entry: OfferedEntry, chosen: Collection[str], act: Act, amiss: Amiss) -> None:
    wanted, _why = _texts(entry, [one for one in entry.changes if one.key in chosen], amiss)
    words = [one.text for one in entry.remarks if one.key in chosen]
    said = [said for text in wanted for said in sealed_names.words_of(text)]
    sealed_names.refuse(entry.number, [*said, *words], act)


def _texts(
    entry: OfferedEntry, changes: Sequence[OfferedChange], amiss: Amiss
) -> tuple[list[IncidentText], list[str]]:
    """The texts with the changes, and why some are not kept."""
    wanted: list[IncidentText] = []
    refused: list[str] = []
    for language in dict.fromkeys(one.language for one in changes):
        stands = entry.stands.get(language)
        title, *paragraphs = applied(
            stands.passages if stands else (),
            [one.change for one in changes if one.language == language],
        )
        text = IncidentText(language=language, title=title or None, paragraphs=tuple(paragraphs))
        if why := amiss([text]):
            refused.append(why)
        else:
            wanted.append(text)
    return wanted, refused


def _saved(entry: OfferedEntry, wanted: Iterable[IncidentText], act: Act) -> int:
    count = 0
    for text in wanted:
        stands = entry.stands.get(text.language)
        seen = stands.version if stands else 0
        row = editing.save_text(entry.number, text, seen=seen, act=act, note=FROM_WORD)
        count += row.number != seen
    return count


def _noted(number: str, words: Iterable[str], act: Act) -> int:
    """The comments that are not there yet, as remarks."""
    incident = incident_row(number)
    known = set(incident.remarks.values_list("text", flat=True))
    fresh = [one for one in dict.fromkeys(words) if one not in known]
    for text in fresh:
        RemarkRow.objects.create(incident=incident, member=act.member, time=act.time, text=text)
    return len(fresh)

"""What an editor needs beside a draft: left out, disputed, to ask, changed since the last entry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dalel.domain.incident import IncidentText
from dalel.domain.lexicon import Lexicon
from dalel.domain.states import GONE, VersionState
from dalel.language.claims.read_texts import ReadText, read_text
from dalel.newsroom.frame.pack_in_force import lexicon_at
from dalel.newsroom.incidents.models import CodesRow, IncidentRow, TextVersionRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.incident_sources import IncidentSource
from dalel.newsroom.incidents.queries.proof import evidence_of
from dalel.newsroom.incidents.queries.records import text_record
from dalel.pack import Pack
from dalel.steps.check.editor_notes import (
    CaseChange,
    Dispute,
    OmittedSentence,
    PartyToAsk,
    case_changes,
    disputed,
    omissions,
    questions,
)
from dalel.steps.check.facts.checking import LONGEST

#: What joins a title and the text, so that the title ends as a sentence.
_JOINT = ".\n\n"


@dataclass(frozen=True, kw_only=True)
class LastEntry:
    """The last approved entry of an incident's case: its number, a text, and the case's status."""

    number: str
    text: IncidentText
    case_status: str = ""


@dataclass(frozen=True, kw_only=True)
class EditorNotes:
    """The lists beside a draft; ``sources`` are the articles by version.

    ``status`` are the codes of the case's status in the last entry and now, where they differ.
    """

    left_out: tuple[OmittedSentence, ...] = ()
    disputed: tuple[Dispute, ...] = ()
    to_ask: tuple[PartyToAsk, ...] = ()
    last: LastEntry | None = None
    changed: tuple[CaseChange, ...] = ()
    status: tuple[str, str] | None = None
    sources: Mapping[str, IncidentSource] = field(default_factory=dict)
    #: Whether there was any text of an article to read.
    has_read: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.left_out or self.disputed or self.to_ask or self.last)


def editor_notes(
    number: str,
    texts: Iterable[IncidentText],
    sources: Sequence[IncidentSource],
    pack: Pack,
    *,
    day: date,
) -> EditorNotes:
    """What to look at beside these texts of an incident; without any nothing is left out.

    :raises NotFoundError: when there is no incident of this number.
    """
    lexicon = lexicon_at(pack.folder)
    evidence = evidence_of(sources, pack)
    read = [_read(text, lexicon, day) for text in texts if text.paragraphs]
    last = last_entry(number, pack.languages)
    changed: tuple[CaseChange, ...] = ()
    if last is not None:
        changed = case_changes(_read(last.text, lexicon, day), evidence, lexicon)
    return EditorNotes(
        left_out=omissions(read, evidence, lexicon) if read else (),
        disputed=disputed(read, evidence, lexicon),
        to_ask=questions(evidence, lexicon),
        last=last,
        changed=changed,
        status=_status(number, last),
        has_read=bool(evidence.articles),
        sources={str(one.version): one for one in sources if one.version is not None},
    )


def last_entry(number: str, languages: Sequence[str]) -> LastEntry | None:
    """The latest entry of an incident's cases that is approved, not later than the incident.

    :raises NotFoundError: when there is no incident of this number.
    """
    own = incident_row(number)
    others = IncidentRow.objects.filter(cases__in=own.cases.all()).exclude(pk=own.pk)
    rows = others.exclude(state__in=list(GONE)).filter(versions__state=VersionState.APPROVED)
    if own.date_iso:
        rows = rows.filter(date_iso__lte=own.date_iso)
    row = rows.order_by("-date_iso", "-number").first()
    if row is None:
        return None
    approved = {
        one.language: one
        for one in TextVersionRow.objects.filter(incident=row, state=VersionState.APPROVED)
    }
    language = next((one for one in languages if one in approved), min(approved))
    return LastEntry(
        number=row.number,
        text=text_record(approved[language]),
        case_status=_case_status(CodesRow.objects.filter(incident=row)),
    )


def _status(number: str, last: LastEntry | None) -> tuple[str, str] | None:
    if last is None or not last.case_status:
        return None
    now = _case_status(CodesRow.objects.filter(incident__number=number))
    return (last.case_status, now) if now and now != last.case_status else None


def _case_status(rows: Iterable[CodesRow]) -> str:
    """What the newest codes say that somebody wrote; of a machine's own there is none."""
    written = [row for row in rows if row.author_id is not None]
    return max(written, key=lambda row: row.number).case_status if written else ""


def _read(text: IncidentText, lexicon: Lexicon, day: date) -> ReadText:
    head = text.title + _JOINT if text.title else ""
    return read_text((head + text.summary)[:LONGEST], text.language, lexicon, day)

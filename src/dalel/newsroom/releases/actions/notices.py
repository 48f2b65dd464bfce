"""Stores public notices about an entry and enforces the rule of a second reader."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from dalel.domain.errors import DalelError, NotFoundError
from dalel.domain.notice import NoticeKind
from dalel.domain.states import SHOWN, IncidentState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.queries.persons import is_another
from dalel.newsroom.frame.pending_builds import owe
from dalel.newsroom.frame.state_moves import move_row
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions import sentence_memory
from dalel.newsroom.incidents.models import IncidentRow, NoticeRow
from dalel.newsroom.incidents.queries.incident_rows import incident_row


class LanguageMissingError(DalelError):
    """What is said in public is said in every language of publication."""

    def __init__(self, languages: Collection[str]) -> None:
        super().__init__(f"It is missing in {', '.join(languages)}.")
        self.languages = tuple(languages)


class NotPublicError(DalelError):
    """The entry is not public, so there is nothing to correct or to answer."""


class SecondReaderError(DalelError):
    """A notice is approved by somebody who did not write it."""


@dataclass(frozen=True, kw_only=True)
class NewNotice:
    """What is written; ``by`` names whose reply it is, in each language."""

    key: UUID
    kind: NoticeKind
    texts: Mapping[str, str]
    by: Mapping[str, str]


def propose(number: str, new: NewNotice, languages: Collection[str], act: Act) -> None:
    """Write a correction or a reply, which waits for a second person. Twice the same adds nothing.

    :raises LanguageMissingError: when a language is empty.
    :raises NotPublicError: when the entry is not public.
    """
    _look_for_gaps(new, languages)
    with writing():
        incident = incident_row(number)
        if NoticeRow.objects.filter(key=new.key).exists():
            return
        if incident.state not in SHOWN:
            raise NotPublicError
        _add(incident, new, act)
        act.note(f"wrote a {new.kind}", incident.number)


def approve(number: str, key: UUID, act: Act, *, alone: bool = False) -> None:
    """Stand behind a notice, which then is public; again changes nothing.

    :raises SecondReaderError: when it is who wrote it.
    :raises NotPublicError: when the entry is public no more.
    """
    with writing():
        row = _row(number, key)
        if row.approved_by_id is not None:
            return
        if not alone and not is_another(act.member, row.author):
            raise SecondReaderError
        incident = row.incident
        if incident.state not in SHOWN:
            raise NotPublicError
        row.approved, row.approved_by = act.time, act.member
        row.save(update_fields=["approved", "approved_by"])
        if row.kind == NoticeKind.CORRECTION:
            move_row(incident, IncidentState.CORRECTED)
        _touch(incident, act)
        owe(act.time)
        act.note(f"approved a {row.kind}", incident.number)


def drop(number: str, key: UUID, act: Act) -> None:
    """Take away a notice that nobody has approved.

    :raises NotFoundError: when there is none, or it is public.
    """
    with writing():
        row = _row(number, key)
        if row.approved_by_id is not None:
            raise NotFoundError(f"{number} has no such notice.")
        row.delete()
        act.note(f"dropped a {row.kind}", number)


def retract(number: str, new: NewNotice, reason: str, languages: Collection[str], act: Act) -> None:
    """Take an entry's text back and say in public why; ``reason`` is for the newsroom only.

    One publisher does it alone: what is wrong must not stand until a second one is found.

    :raises LanguageMissingError: when a language is empty.
    :raises ForbiddenMoveError: when its state does not allow it.
    """
    _look_for_gaps(new, languages)
    with writing():
        incident = incident_row(number)
        if NoticeRow.objects.filter(key=new.key).exists():
            return
        move_row(incident, IncidentState.RETRACTED)
        sentence_memory.forget_incident(incident, act.time)
        row = _add(incident, new, act)
        row.approved, row.approved_by = act.time, act.member
        row.save(update_fields=["approved", "approved_by"])
        _touch(incident, act)
        owe(act.time)
        act.note(str(IncidentState.RETRACTED), incident.number, reason)


def notices(number: str) -> tuple[NoticeRow, ...]:
    """All notices about an incident, the earliest first, in one query."""
    rows = NoticeRow.objects.filter(incident__number=number)
    return tuple(rows.select_related("author", "approved_by"))


def _look_for_gaps(new: NewNotice, languages: Collection[str]) -> None:
    wanted = [new.texts, new.by] if new.kind is NoticeKind.REPLY else [new.texts]
    missing = [one for one in languages if not all(said.get(one) for said in wanted)]
    if missing:
        raise LanguageMissingError(missing)


def _add(incident: IncidentRow, new: NewNotice, act: Act) -> NoticeRow:
    return NoticeRow.objects.create(
        incident=incident,
        key=new.key,
        kind=new.kind,
        texts=dict(new.texts),
        by=dict(new.by),
        author=act.member,
        written=act.time,
    )


def _row(number: str, key: UUID) -> NoticeRow:
    rows = NoticeRow.objects.select_related("incident")
    row = rows.filter(incident__number=number, key=key).first()
    if row is None:
        raise NotFoundError(f"{number} has no such notice.")
    return row


def _touch(incident: IncidentRow, act: Act) -> None:
    incident.updated = act.time
    incident.save(update_fields=["updated"])

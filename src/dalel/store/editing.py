"""How do people write an incident, send it to review and approve it?

Every function is one transaction. A version is only added; whoever saves names the version that
he or she saw, and is told when there is a newer one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar

from django.db.models import QuerySet

from dalel.domain.approval import Candidate, Refusal, refusals
from dalel.domain.concern import Weight
from dalel.domain.errors import DalelError
from dalel.domain.identity import is_provisional
from dalel.domain.incident import Codes, IncidentText, TextVersion
from dalel.domain.states import ConcernState, IncidentState, VersionState, move
from dalel.store.agreeing import stale_texts
from dalel.store.assembling import (
    LISTS,
    SINGLES,
    codes_record,
    text_record,
    version_record,
)
from dalel.store.models import (
    AuditRow,
    CodesRow,
    ConcernRow,
    IncidentRow,
    Member,
    TextVersionRow,
)
from dalel.store.models.columns import Version
from dalel.store.numbering import numbers, provisional
from dalel.store.reading import NotFoundError
from dalel.store.searching import index, text_of_incident
from dalel.store.transactions import writing

V = TypeVar("V", bound=Version)

_GIVES_WAY: Final = (VersionState.DRAFT, VersionState.IN_REVIEW)


class StaleEditError(DalelError):
    """Somebody else saved in the meantime; nothing was overwritten.

    ``theirs`` is the version that is newer than the one that was edited.
    """

    def __init__(self, theirs: Version) -> None:
        super().__init__()
        self.theirs = theirs


class ApprovalRefusedError(DalelError):
    """The version may not be approved; ``why`` says what stands against it."""

    def __init__(self, why: tuple[Refusal, ...]) -> None:
        super().__init__(", ".join(why))
        self.why = why


@dataclass(frozen=True, kw_only=True)
class Act:
    """Who acts, and when."""

    member: Member
    time: datetime

    def note(self, action: str, subject: str, detail: str = "") -> None:
        """Write the act down."""
        AuditRow.objects.create(
            time=self.time, member=self.member, action=action, subject=subject, detail=detail
        )


def open_incident(section: int, prefix: str, act: Act) -> IncidentRow:
    """A new incident without texts; it gets its number at the first approval."""
    with writing():
        name = provisional(prefix)
        row = IncidentRow.objects.create(
            number=name, provisional=name, section=section, updated=act.time
        )
        act.note("opened", name)
    return row


def incident_row(number: str) -> IncidentRow:
    """The incident of a number, or of the name that it had before.

    :raises NotFoundError: when there is none.
    """
    row = (
        IncidentRow.objects.filter(number=number).first()
        or IncidentRow.objects.filter(provisional=number).exclude(provisional="").first()
    )
    if row is None:
        raise NotFoundError(f"There is no incident {number}.")
    return row


def save_text(
    number: str, text: IncidentText, *, seen: int, act: Act, note: str = "", model: str = ""
) -> TextVersionRow:
    """Add a version of a text; the same text again adds nothing.

    ``seen`` is the number of the version that was edited, 0 where there was none. ``model`` names
    the machine that began the text.

    :raises StaleEditError: when there is a newer version than ``seen``.
    """
    with writing():
        incident = incident_row(number)
        newest = _newest(incident.versions.filter(language=text.language), seen)
        if newest is not None and text_record(newest) == text:
            return newest
        _overtake(newest)
        row = TextVersionRow.objects.create(
            incident=incident,
            language=text.language,
            title=text.title,
            paragraphs=list(text.paragraphs),
            model=model or (newest.model if newest else ""),
            **_columns(newest, act, note),
        )
        _touch(incident, act)
        index([text_of_incident(row)])
        act.note("wrote", incident.number, f"{text.language} {row.number}")
    return row


def save_codes(number: str, codes: Codes, *, seen: int, act: Act, note: str = "") -> CodesRow:
    """Add a version of the codes; the same codes again add nothing. Raises as ``save_text``."""
    with writing():
        incident = incident_row(number)
        newest = _newest(incident.codes.all(), seen)
        if newest is not None and codes_record(newest) == codes:
            return newest
        _overtake(newest)
        singles: Mapping[str, Any] = {name: getattr(codes, name) for name in SINGLES}
        lists = {name: list(getattr(codes, name)) for name in LISTS}
        row = CodesRow.objects.create(
            incident=incident, **singles, **lists, **_columns(newest, act, note)
        )
        _touch(incident, act)
        act.note("coded", incident.number, codes.event_type)
    return row


def send_to_review(number: str, act: Act) -> None:
    """Ask for approval of the newest texts and codes of an incident."""
    with writing():
        incident = incident_row(number)
        for row in (*incident.versions.all(), *incident.codes.all()):
            if row.state == VersionState.DRAFT:
                _set_state(row, VersionState.IN_REVIEW)
        act.note("sent to review", incident.number)


def call_back(number: str, act: Act, reason: str) -> None:
    """Send what waits for approval back to its writers, with a reason."""
    with writing():
        incident = incident_row(number)
        for row in (*incident.versions.all(), *incident.codes.all()):
            if row.state == VersionState.IN_REVIEW:
                _set_state(row, VersionState.DRAFT)
        act.note("sent back", incident.number, reason)


def approve(
    number: str, language: str, version: int, *, act: Act, prefix: str, alone: bool = False
) -> IncidentRow:
    """Approve exactly this version of a text, and with it the codes that were sent with it.

    At its first approval the incident gets its number, of the year of its date or else of today.

    :raises StaleEditError: when there is a newer version.
    :raises ApprovalRefusedError: when something stands against it.
    """
    with writing():
        incident = incident_row(number)
        row = _newest(incident.versions.filter(language=language), version)
        if row is None:
            raise NotFoundError(f"There is no version {version} in {language}.")
        reads = frozenset(act.member.reads)
        why = refusals(candidate(row), member=act.member.username, reads=reads, alone=alone)
        if why:
            raise ApprovalRefusedError(why)
        for before in incident.versions.filter(language=language, state=VersionState.APPROVED):
            _set_state(before, VersionState.SUPERSEDED)
        _set_state(row, VersionState.APPROVED)
        _approve_codes(incident)
        if is_provisional(incident.number):
            _give_number(incident, prefix, act)
        if incident.state in {IncidentState.PUBLISHED, IncidentState.CORRECTED}:
            _set_public(incident)
        _touch(incident, act)
        act.note("approved", incident.number, f"{language} {version}")
    return incident


def newest_texts(number: str) -> Mapping[str, IncidentText]:
    """The newest text in each language, in one query."""
    rows = TextVersionRow.objects.filter(incident__number=number).order_by("number")
    return {row.language: text_record(row) for row in rows}


def newest(number: str, language: str) -> TextVersion | None:
    """The newest version of a text, or None."""
    rows = TextVersionRow.objects.filter(incident=incident_row(number), language=language)
    row = rows.order_by("-number").first()
    return version_record(row) if row else None


def authors(number: str) -> Mapping[str, frozenset[str]]:
    """By language, who wrote since the version that was approved last, in one query."""
    rows = TextVersionRow.objects.filter(incident__number=number).order_by("number")
    found: dict[str, set[str]] = {}
    for language, state, username in rows.values_list("language", "state", "author__username"):
        names = found.setdefault(language, set())
        if state == VersionState.APPROVED:
            names.clear()
        elif username:
            names.add(username)
    return {language: frozenset(names) for language, names in found.items()}


def candidate(row: TextVersionRow) -> Candidate:
    """A version as the rules of approval see it."""
    incident = row.incident
    stale = stale_texts(IncidentRow.objects.filter(pk=incident.pk))
    holding = ConcernRow.objects.filter(
        incident=incident, state=ConcernState.OPEN, weight=Weight.ERROR
    )
    return Candidate(
        language=row.language,
        state=VersionState(row.state),
        authors=authors(incident.number).get(row.language, frozenset()),
        holding=holding.filter(language__in=["", row.language]).count(),
        is_stale=row.language in stale.get(incident.number, frozenset()),
    )


def _newest(rows: "QuerySet[V]", seen: int) -> V | None:
    """The newest version, when it is the one that was seen."""
    newest = rows.order_by("-number").first()
    if newest is not None and newest.number != seen:
        raise StaleEditError(newest)
    return newest


def _overtake(newest: Version | None) -> None:
    if newest is not None and newest.state in _GIVES_WAY:
        _set_state(newest, VersionState.SUPERSEDED)


def _columns(newest: Version | None, act: Act, note: str) -> Mapping[str, Any]:
    return {
        "number": newest.number + 1 if newest else 1,
        "author": act.member,
        "time": act.time,
        "note": note,
        "state": VersionState.DRAFT,
    }


def _set_state(row: Version, state: VersionState) -> None:
    row.state = move(VersionState(row.state), state)
    row.save(update_fields=["state"])


def _set_public(incident: IncidentRow) -> None:
    """What is approved anew after it was published is a correction, and is shown as one."""
    incident.state = move(IncidentState(incident.state), IncidentState.CORRECTED)
    incident.save(update_fields=["state"])


def _touch(incident: IncidentRow, act: Act) -> None:
    incident.updated = act.time
    incident.save(update_fields=["updated"])


def _approve_codes(incident: IncidentRow) -> None:
    waiting = incident.codes.filter(state=VersionState.IN_REVIEW).order_by("-number").first()
    if waiting is not None:
        for before in incident.codes.filter(state=VersionState.APPROVED):
            _set_state(before, VersionState.SUPERSEDED)
        _set_state(waiting, VersionState.APPROVED)


def _give_number(incident: IncidentRow, prefix: str, act: Act) -> None:
    year = incident.date.first_day.year if incident.date else act.time.year
    incident.number = next(numbers(prefix, year))
    incident.save(update_fields=["number"])
    act.note("numbered", incident.number, incident.provisional)

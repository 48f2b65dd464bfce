"""The register of demands: what came, until when, what was decided and answered?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Max, QuerySet

from dalel.domain.demand import Pressure, Verdict, pressure
from dalel.domain.errors import DalelError
from dalel.domain.incident import IncidentText
from dalel.domain.states import DemandState, move
from dalel.store.acting import Act, NotFoundError, incident_row
from dalel.store.assembling import text_record
from dalel.store.models import DemandRow

#: A demand's public reply has one key for ever, so that a press twice makes one.
_REPLIES: Final = UUID("5b0c2f0e-6d1f-4d52-9a4e-2f6f0e1d7a90")


class ReplyMissingError(DalelError):
    """A demand is answered in every language of publication."""


@dataclass(frozen=True, kw_only=True)
class NewDemand:
    """What is entered when a demand comes; ``version`` None challenges the entry as a whole."""

    key: str
    kind: str
    party: str
    claim: str
    received: date
    due: date
    incident: str
    language: str
    version: int | None


@dataclass(frozen=True, kw_only=True)
class Demand:
    """A demand as the newsroom sees it.

    ``challenged`` is the version's language and number, ``text`` what it says.
    """

    number: int
    kind: str
    party: str
    claim: str
    received: date
    due: date
    incident: str
    challenged: tuple[str, int] | None
    text: IncidentText | None
    state: DemandState
    verdict: Verdict | None
    reason: str
    decided_by: str
    decided: datetime | None
    replies: Mapping[str, str]
    answered: datetime | None
    print_texts: Mapping[str, str]
    print_by: Mapping[str, str]
    #: The key of the public reply that is made of it.
    notice: UUID
    is_held: bool
    registered_by: str
    pressure: Pressure


def register(new: NewDemand, act: Act) -> int:
    """Enter a demand; gives its number. The same form sent again enters nothing.

    :raises NotFoundError: when there is no such incident or version.
    """
    with transaction.atomic():
        there = DemandRow.objects.filter(key=new.key).first()
        if there is not None:
            return there.number
        incident = incident_row(new.incident)
        version = None
        if new.version is not None:
            texts = incident.versions.filter(language=new.language, number=new.version)
            version = texts.first()
            if version is None:
                raise NotFoundError(f"There is no version {new.version} in {new.language}.")
        last = DemandRow.objects.aggregate(last=Max("number"))["last"] or 0
        row = DemandRow.objects.create(
            number=last + 1,
            key=new.key,
            kind=new.kind,
            party=new.party,
            claim=new.claim,
            received=new.received,
            due=new.due,
            incident=incident,
            version=version,
            registered_by=act.member,
            registered=act.time,
        )
        _note(act, "registered a demand", row, f"{incident.number} {new.kind}")
    return row.number


def decide(number: int, verdict: Verdict, reason: str, act: Act) -> None:
    """Decide what came; the reason goes into the record.

    :raises ForbiddenMoveError: when it is not waiting for a decision.
    """
    with transaction.atomic():
        row = _row(number)
        row.state = move(DemandState(row.state), DemandState.DECIDED)
        row.verdict, row.reason = verdict, reason
        row.decided_by, row.decided = act.member, act.time
        row.save()
        _note(act, "decided a demand", row, verdict)


def reply(
    number: int, texts: Mapping[str, str], languages: tuple[str, ...], act: Act, *, sent: bool
) -> None:
    """Keep the reply's text; ``sent``: it has gone out, in every language.

    :raises ReplyMissingError: when it went out and a language is empty; the texts are kept.
    :raises ForbiddenMoveError: when it went out before anything was decided.
    """
    missing = [language for language in languages if not texts.get(language)]
    with transaction.atomic():
        row = _row(number)
        row.replies = dict(texts)
        if sent and not missing:
            row.state = move(DemandState(row.state), DemandState.ANSWERED)
            row.answered = act.time
        row.save()
        _note(act, "answered a demand", row, "sent" if sent and not missing else "draft")
    if sent and missing:
        raise ReplyMissingError(f"The reply is missing in {', '.join(missing)}.")


def keep_print(number: int, texts: Mapping[str, str], by: Mapping[str, str], act: Act) -> None:
    """Keep the answer that is to be printed, as far as it has come."""
    with transaction.atomic():
        row = _row(number)
        if (row.print_texts, row.print_by) != (dict(texts), dict(by)):
            row.print_texts, row.print_by = dict(texts), dict(by)
            row.save(update_fields=["print_texts", "print_by"])
            _note(act, "kept a reply for print", row, "")


def set_state(number: int, state: DemandState, act: Act) -> None:
    """Take a demand back on behalf of who made it, or open it again.

    :raises ForbiddenMoveError: when the state may not follow.
    """
    with transaction.atomic():
        row = _row(number)
        row.state = move(DemandState(row.state), state)
        row.save(update_fields=["state"])
        _note(act, f"made {state}", row, "")


def hold(number: int, act: Act, *, is_held: bool) -> None:
    """Stop everything about the incident from expiring, or let it expire again."""
    with transaction.atomic():
        row = _row(number)
        if row.is_held != is_held:
            row.is_held = is_held
            row.save(update_fields=["is_held"])
            _note(act, "held" if is_held else "let go", row, row.incident.number)


def demands(today: date) -> tuple[Demand, ...]:
    """All demands: those that press first, then by their day. In one query."""
    order = (Pressure.OVERDUE, Pressure.SOON, Pressure.NONE)
    found = [_demand(row, today) for row in _rows()]
    return tuple(sorted(found, key=lambda one: (order.index(one.pressure), _is_over(one), one.due)))


def demand(number: int, today: date) -> Demand:
    """One demand.

    :raises NotFoundError: when there is none of this number.
    """
    return _demand(_row(number), today)


def of_incident(incident: str, today: date) -> tuple[Demand, ...]:
    """The demands about an incident, the earliest first."""
    rows = _rows().filter(incident__number=incident).order_by("number")
    return tuple(_demand(row, today) for row in rows)


def held() -> frozenset[str]:
    """The numbers of the incidents about which nothing may expire."""
    found = DemandRow.objects.filter(is_held=True)
    return frozenset(found.values_list("incident__number", flat=True))


def _rows() -> QuerySet[DemandRow]:
    return DemandRow.objects.select_related("incident", "version", "decided_by", "registered_by")


def _row(number: int) -> DemandRow:
    row = _rows().filter(number=number).first()
    if row is None:
        raise NotFoundError(f"There is no demand {number}.")
    return row


def _is_over(one: Demand) -> bool:
    return one.state in {DemandState.ANSWERED, DemandState.WITHDRAWN}


def _note(act: Act, action: str, row: DemandRow, detail: str) -> None:
    """Write the act down; who made the demand does not go into the log."""
    act.note(action, f"demand {row.number}", detail)


def _demand(row: DemandRow, today: date) -> Demand:
    state = DemandState(row.state)
    return Demand(
        number=row.number,
        kind=row.kind,
        party=row.party,
        claim=row.claim,
        received=row.received,
        due=row.due,
        incident=row.incident.number,
        challenged=(row.version.language, row.version.number) if row.version else None,
        text=text_record(row.version) if row.version else None,
        state=state,
        verdict=Verdict(row.verdict) if row.verdict else None,
        reason=row.reason,
        decided_by=str(row.decided_by or ""),
        decided=row.decided,
        replies=row.replies,
        answered=row.answered,
        print_texts=row.print_texts,
        print_by=row.print_by,
        notice=uuid5(_REPLIES, row.key),
        is_held=row.is_held,
        registered_by=str(row.registered_by),
        pressure=pressure(state, row.due, today),
    )

"""Persons and outlets: keeping their names, and linking them with incidents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Value

from dalel.domain.conduct import Attribution, Basis, Comment, Person
from dalel.domain.errors import NotFoundError
from dalel.language.fold import fold
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.models import (
    AttributionRow,
    CommentRow,
    InquiryRow,
    NamingDecision,
    OutletRow,
    PersonRow,
)
from dalel.newsroom.incidents.queries.incident_rows import incident_row


@dataclass(frozen=True, kw_only=True)
class Party:
    """A person or an outlet: ``kind`` and ``key`` lead to it; ``count`` is of its incidents."""

    key: int
    kind: str
    names: Mapping[str, str]
    role: str = ""
    host: str = ""
    source: str = ""
    note: str = ""
    count: int = 0
    incidents: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NamingRecord:
    """A naming decision: the person as recorded, who decided, and why."""

    person: Person
    member: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class NamedParties:
    """All that is recorded about those whom an incident names."""

    persons: tuple[Party, ...]
    outlets: tuple[Party, ...]
    decided: tuple[NamingRecord, ...]
    attributions: tuple[Attribution, ...]
    comments: tuple[Comment, ...]


@dataclass(frozen=True, kw_only=True)
class Called:
    """Who bears a name."""

    persons: tuple[Party, ...]
    outlets: tuple[Party, ...]


def persons() -> tuple[Party, ...]:
    """All persons, by name."""
    rows = PersonRow.objects.annotate(total=Count("incidents"))
    return tuple(sorted((_person(row, row.total) for row in rows), key=_by_name))


def outlets() -> tuple[Party, ...]:
    """All outlets, by name."""
    rows = OutletRow.objects.annotate(total=Count("incidents"))
    return tuple(sorted((_outlet(row, row.total) for row in rows), key=_by_name))


def linked(number: str) -> tuple[Party, ...]:
    """The persons and outlets of an incident, in one query."""
    none = Value("")
    here = {"incidents__number": number}
    rows = (
        PersonRow.objects.filter(**here)
        .order_by()
        .values_list(Value(0), "pk", "names", "role", none, none, "note")
        .union(
            OutletRow.objects.filter(**here)
            .order_by()
            .values_list(Value(1), "pk", "names", none, "host", "source", none),
            all=True,
        )
    )
    return tuple(
        Party(
            key=key,
            kind=("person", "outlet")[kind],
            names=names,
            role=role,
            host=host,
            source=source,
            note=note,
        )
        for kind, key, names, role, host, source, note in sorted(rows, key=lambda row: row[:2])
    )


def person(key: int) -> Party:
    """A person.

    :raises NotFoundError: when there is none of this key.
    """
    row = PersonRow.objects.filter(pk=key).first()
    if row is None:
        raise NotFoundError(f"There is no person {key}.")
    return replace(_person(row, 0), incidents=_incidents(row))


def outlet(key: int) -> Party:
    """An outlet. Raises as ``person``."""
    row = OutletRow.objects.filter(pk=key).first()
    if row is None:
        raise NotFoundError(f"There is no outlet {key}.")
    return replace(_outlet(row, 0), incidents=_incidents(row))


def called(words: str) -> Called:
    """Persons and outlets of whose names each of these words begins a part, in whatever letters."""
    wanted = fold(words).split()
    if not wanted:
        return Called(persons=(), outlets=())
    return Called(
        persons=tuple(one for one in persons() if is_called(one.names, wanted)),
        outlets=tuple(one for one in outlets() if is_called(one.names, wanted)),
    )


def is_called(names: Mapping[str, str], wanted: Sequence[str]) -> bool:
    """Whether each folded word begins a part of one of the names."""
    parts = [part for name in names.values() for part in fold(name).split()]
    return all(any(part.startswith(word) for part in parts) for word in wanted)


def keep_person(
    names: Mapping[str, str], *, role: str, note: str, act: Act, key: int | None = None
) -> int:
    """A new person, or new names of one; gives the key.

    :raises NotFoundError: when there is none of this key.
    """
    with writing():
        row = PersonRow() if key is None else PersonRow.objects.filter(pk=key).first()
        if row is None:
            raise NotFoundError(f"There is no person {key}.")
        row.names, row.role, row.note = dict(names), role, note
        row.save()
        act.note("entered a person", str(row)[:200])
    return row.pk


def keep_outlet(
    names: Mapping[str, str], *, host: str, source: str, act: Act, key: int | None = None
) -> int:
    """A new outlet, or new names of one; gives the key. Raises as ``keep_person``."""
    with writing():
        row = OutletRow() if key is None else OutletRow.objects.filter(pk=key).first()
        if row is None:
            raise NotFoundError(f"There is no outlet {key}.")
        row.names, row.host, row.source = dict(names), host, source
        row.save()
        act.note("entered an outlet", str(row)[:200])
    return row.pk


def mention(
    number: str,
    act: Act,
    *,
    person: int | None = None,
    outlet: int | None = None,
    is_named: bool = True,
) -> None:
    """Link a person or an outlet with an incident, or part them.

    :raises NotFoundError: when there is no such incident, person or outlet.
    """
    with writing():
        incident = incident_row(number)
        party: PersonRow | OutletRow | None = (
            PersonRow.objects.filter(pk=person).first()
            if person is not None
            else OutletRow.objects.filter(pk=outlet or 0).first()
        )
        if party is None:
            raise NotFoundError("There is no such person or outlet.")
        if is_named:
            party.incidents.add(incident)
        else:
            party.incidents.remove(incident)
        act.note("linked" if is_named else "unlinked", incident.number, str(party))


def is_decided(names: Mapping[str, str], number: str = "") -> bool:
    """Whether there is a naming decision about who is called so: in an incident, or in any."""
    rows = (
        NamingDecision.objects.filter(incident__number=number)
        if number
        else NamingDecision.objects.all()
    )
    return any(one == dict(names) for one in rows.values_list("names", flat=True))


def conduct(number: str) -> NamedParties:
    """What is recorded about those whom an incident names; the newest naming decision counts."""
    incident = incident_row(number)
    decided: dict[tuple[tuple[str, str], ...], NamingRecord] = {}
    casts = NamingDecision.objects.filter(incident=incident).select_related("member")
    for row in casts.order_by("time", "pk"):
        decided[tuple(sorted(row.names.items()))] = NamingRecord(
            person=Person(
                names=row.names,
                role=row.role,
                stage=row.stage,
                public=row.public,
                consent=row.consent,
            ),
            member=str(row.member),
            reason=row.reason,
        )
    return NamedParties(
        persons=tuple(_person(row, 0) for row in incident.persons.order_by("pk")),
        outlets=tuple(_outlet(row, 0) for row in incident.outlets.order_by("pk")),
        decided=tuple(decided.values()),
        attributions=tuple(
            Attribution(actor=row.actor, basis=Basis(row.basis), by=row.by, on=row.on)
            for row in AttributionRow.objects.filter(incident=incident).order_by("time", "pk")
        ),
        comments=(
            *(
                Comment(whom=row.whom, asked=row.asked, answer=row.answer)
                for row in CommentRow.objects.filter(incident=incident).order_by("time", "pk")
            ),
            *(
                Comment(whom=row.whom, asked=row.sent, answer=row.answer)
                for row in InquiryRow.objects.filter(incident=incident)
            ),
        ),
    )


def _person(row: PersonRow, count: int) -> Party:
    return Party(
        key=row.pk, kind="person", names=row.names, role=row.role, note=row.note, count=count
    )


def _outlet(row: OutletRow, count: int) -> Party:
    return Party(
        key=row.pk, kind="outlet", names=row.names, host=row.host, source=row.source, count=count
    )


def _by_name(party: Party) -> tuple[str, ...]:
    return tuple(name.casefold() for name in party.names.values())


def _incidents(row: PersonRow | OutletRow) -> tuple[str, ...]:
    return tuple(row.incidents.order_by("date_iso", "number").values_list("number", flat=True))

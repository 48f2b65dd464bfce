"""What do the rows hold about an entry that a lawyer needs to know?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db.models import Q

from dalel.domain.dossier import Dossier, Exhibit, PastDemand, WrittenVersion, pseudonyms
from dalel.store import evidence
from dalel.store.demands import of_incident
from dalel.store.editing import incident_row
from dalel.store.models import AuditRow, EditionRow, IncidentRow, Member, TextVersionRow

#: What was imported has no writer among our members.
_NOBODY: Final = ""
_Approvals = Mapping[tuple[str, int], tuple[datetime, str]]


def dossier(number: str, zone: str, now: datetime) -> Dossier:
    """Gather an entry's dossier as it stands now.

    :raises NotFoundError: when there is no such incident.
    """
    incident = incident_row(number)
    deeds = list(_deeds(incident))
    rows = list(incident.versions.select_related("author").order_by("time", "number", "language"))
    names = pseudonyms(
        (member.username, member.role)
        for member in (*(row.author for row in rows), *(deed.member for deed in deeds))
        if member is not None
    )
    found = evidence.behind(incident.number)
    releases = _releases(incident)
    return Dossier(
        number=incident.number,
        state=incident.state,
        made=now,
        zone=zone,
        versions=_versions(rows, _approvals(deeds, names), names, releases),
        releases=releases,
        exhibits=tuple(
            Exhibit(capture=one.capture, title=one.title or "") for one in found.exhibits
        ),
        without=found.without,
        demands=_demands(incident, now),
        deeds=tuple(
            (deed.time, names[deed.member.username], deed.action, deed.detail) for deed in deeds
        ),
    )


def _deeds(incident: IncidentRow) -> list[AuditRow]:
    named = [incident.number, *filter(None, [incident.provisional])]
    return list(
        AuditRow.objects.filter(subject__in=named).select_related("member").order_by("time", "pk")
    )


def _approvals(deeds: list[AuditRow], names: Mapping[str, str]) -> _Approvals:
    """Who approved which version when; the last approval of a version counts."""
    found = {}
    for deed in deeds:
        language, _, number = deed.detail.partition(" ")
        if deed.action == "approved" and number.isdecimal():
            found[language, int(number)] = (deed.time, names[deed.member.username])
    return found


def _releases(incident: IncidentRow) -> dict[int, datetime]:
    released = EditionRow.objects.filter(
        Q(entries__incident=incident) & Q(released__isnull=False)
    ).order_by("released")
    return {row.number: row.released for row in released if row.released}


def _versions(
    rows: list[TextVersionRow],
    approvals: _Approvals,
    names: Mapping[str, str],
    releases: Mapping[int, datetime],
) -> tuple[WrittenVersion, ...]:
    first_release = min(releases.values(), default=None)
    versions = []
    for row in rows:
        approved, approver = approvals.get((row.language, row.number), (None, _NOBODY))
        versions.append(
            WrittenVersion(
                language=row.language,
                number=row.number,
                title=row.title or "",
                paragraphs=tuple(row.paragraphs),
                written=row.time,
                writer=_name(row.author, names),
                note=row.note,
                state=row.state,
                approved=approved,
                approver=approver,
                public=max(approved, first_release) if approved and first_release else None,
            )
        )
    return tuple(versions)


def _name(member: Member | None, names: Mapping[str, str]) -> str:
    return names[member.username] if member else _NOBODY


def _demands(incident: IncidentRow, now: datetime) -> tuple[PastDemand, ...]:
    return tuple(
        PastDemand(
            number=one.number,
            kind=one.kind,
            received=one.received,
            due=one.due,
            state=one.state,
            verdict=one.verdict or "",
            decided=one.decided,
            answered=one.answered,
        )
        for one in of_incident(incident.number, now.date())
    )

"""Gathers what the record holds about an entry for a lawyer's dossier."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from django.db.models import Q

from dalel.domain.legal_dossier import (
    Dossier,
    Exhibit,
    PastDemand,
    WrittenVersion,
    pseudonyms,
    spans,
)
from dalel.domain.states import IncidentState
from dalel.newsroom.accounts.models import AuditRow, Member
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.evidence.queries import exhibits
from dalel.newsroom.incidents.models import FlashRow, IncidentRow, TextVersionRow
from dalel.newsroom.incidents.queries.approved_versions import TOOK_BACK
from dalel.newsroom.incidents.queries.demand_register import demands_about
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.releases.queries.release_times import moments

#: What was imported has no writer among our members.
_NOBODY: Final = ""
_Approvals = Mapping[tuple[str, int], tuple[datetime, Member]]


def dossier(number: str, zone: str, now: datetime) -> Dossier:
    """Gather an entry's dossier as it stands now.

    :raises NotFoundError: when there is no such incident.
    """
    incident = incident_row(number)
    deeds = list(_deeds(incident))
    approvals = _approvals(incident, deeds)
    rows = list(incident.versions.select_related("author").order_by("time", "number", "language"))
    names = pseudonyms(
        (member.username, member.role)
        for member in (
            *(row.author for row in rows),
            *(deed.member for deed in deeds),
            *(approver for _time, approver in approvals.values()),
        )
        if member is not None
    )
    found = exhibits.behind(incident.number)
    releases = _releases(incident)
    public = _public_from(incident, releases)
    return Dossier(
        number=incident.number,
        state=incident.state,
        made=now,
        zone=zone,
        versions=_versions(rows, approvals, names, public, _gone(deeds, public)),
        releases=releases,
        exhibits=tuple(
            Exhibit(capture=one.capture, title=one.title or "") for one in found.exhibits
        ),
        without=found.without,
        demands=_demands(incident),
        deeds=tuple(
            (deed.time, names[deed.member.username], deed.action, deed.detail) for deed in deeds
        ),
    )


def _deeds(incident: IncidentRow) -> list[AuditRow]:
    named = [incident.number, *filter(None, [incident.provisional])]
    return list(
        AuditRow.objects.filter(subject__in=named).select_related("member").order_by("time", "pk")
    )


def _approvals(incident: IncidentRow, deeds: list[AuditRow]) -> _Approvals:
    """Who approved which version when; the last approval of a version counts."""
    flash = FlashRow.objects.filter(incident=incident).select_related("released_by").first()
    found: dict[tuple[str, int], tuple[datetime, Member]] = {}
    if flash is not None:
        # The wording of a flash was approved beforehand; whoever releases it stands for it.
        for row in incident.versions.filter(number=1):
            found[row.language, 1] = (flash.released, flash.released_by)
    for deed in deeds:
        language, _, number = deed.detail.partition(" ")
        if not number.isdecimal():
            continue
        if deed.action == "approved":
            found[language, int(number)] = (deed.time, deed.member)
        elif deed.action == TOOK_BACK:
            found.pop((language, int(number)), None)
    return found


def _releases(incident: IncidentRow) -> dict[int, datetime]:
    released = EditionRow.objects.filter(
        Q(entries__incident=incident) & Q(released__isnull=False)
    ).order_by("released")
    return {row.number: row.released for row in released if row.released}


def _public_from(incident: IncidentRow, releases: Mapping[int, datetime]) -> Sequence[datetime]:
    """The moments at which readers got this entry, or a newer state of it."""
    flashed = FlashRow.objects.filter(incident=incident).values_list("released", flat=True)
    first = min([*releases.values(), *flashed], default=None)
    return [moment for moment in moments() if first is not None and moment >= first]


def _gone(deeds: list[AuditRow], public: Sequence[datetime]) -> datetime | None:
    """When readers no longer had the entry, because it was withdrawn."""
    withdrawn = [deed.time for deed in deeds if deed.action == str(IncidentState.WITHDRAWN)]
    return next((moment for moment in public if withdrawn and moment >= withdrawn[0]), None)


def _versions(
    rows: list[TextVersionRow],
    approvals: _Approvals,
    names: Mapping[str, str],
    public: Sequence[datetime],
    gone: datetime | None,
) -> tuple[WrittenVersion, ...]:
    read: dict[int, tuple[datetime | None, datetime | None]] = {}
    for language in {row.language for row in rows}:
        ours = sorted((row for row in rows if row.language == language), key=_number)
        approved = [approvals.get((language, row.number), (None, None))[0] for row in ours]
        for row, span in zip(ours, spans(approved, public, gone), strict=True):
            read[row.pk] = span
    versions = []
    for row in rows:
        approved_at, approver = approvals.get((row.language, row.number), (None, None))
        since, until = read[row.pk]
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
                approved=approved_at,
                approver=_name(approver, names),
                public=since,
                until=until,
            )
        )
    return tuple(versions)


def _number(row: TextVersionRow) -> int:
    return row.number


def _name(member: Member | None, names: Mapping[str, str]) -> str:
    return names[member.username] if member else _NOBODY


def _demands(incident: IncidentRow) -> tuple[PastDemand, ...]:
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
        for one in demands_about(incident.number)
    )

"""What went out in a hurry, and who stands behind it?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dalel.domain.dates import PartialDate
from dalel.domain.errors import DalelError
from dalel.domain.flash import SECOND_WITHIN
from dalel.domain.incident import Codes, IncidentText, Link
from dalel.domain.states import FlashState, IncidentState, VersionState, move
from dalel.store.acting import Act, NotFoundError
from dalel.store.incidents import citing, editing
from dalel.store.models import FlashRow, IncidentRow, TextVersionRow
from dalel.store.numbering import numbers
from dalel.store.releases import owe


class SecondPersonError(DalelError):
    """A flash is approved by a second person, not by the one who released it."""


@dataclass(frozen=True, kw_only=True)
class Flash:
    """An incident that was released in a hurry."""

    number: str
    event_type: str
    titles: dict[str, str]
    state: FlashState
    released: datetime
    released_by: str
    due: datetime
    confirmed_by: str


def release(
    section: int,
    texts: Iterable[IncidentText],
    codes: Codes,
    link: Link,
    date: PartialDate,
    *,
    prefix: str,
    act: Act,
) -> str:
    """Make an incident of words approved beforehand, public at once; gives its number.

    What one duty editor may do here and nowhere else: its versions are approved by the wording
    itself, and a second person has until ``due`` to stand behind it.
    """
    with transaction.atomic():
        row = editing.open_incident(section, prefix, act)
        row.date = date
        row.save()
        for text in texts:
            editing.save_text(row.number, text, seen=0, act=act, note="flash")
        editing.save_codes(row.number, codes, seen=0, act=act, note="flash")
        citing.cite(row.number, link, act)
        for version in (*row.versions.all(), *row.codes.all(), *row.frames.all()):
            for state in (VersionState.IN_REVIEW, VersionState.APPROVED):
                version.state = move(VersionState(version.state), state)
            version.save(update_fields=["state"])
        row.refresh_from_db()
        row.number = next(numbers(prefix, date.first_day.year))
        row.state = move(IncidentState(row.state), IncidentState.PUBLISHED)
        row.save()
        FlashRow.objects.create(
            incident=row,
            event_type=codes.event_type,
            released=act.time,
            released_by=act.member,
            due=act.time + SECOND_WITHIN,
        )
        owe(act.time)
        act.note("released a flash", row.number, codes.event_type)
    return row.number


def confirm(number: str, act: Act, *, alone: bool = False) -> None:
    """A second person stands behind a flash; again changes nothing.

    :raises NotFoundError: when the incident is no flash.
    :raises SecondPersonError: when it is the one who released it.
    """
    with transaction.atomic():
        row = FlashRow.objects.filter(incident__number=number).first()
        if row is None:
            raise NotFoundError(f"{number} is no flash.")
        if row.state == FlashState.CONFIRMED:
            return
        if row.released_by_id == act.member.pk and not alone:
            raise SecondPersonError
        row.state = move(FlashState(row.state), FlashState.CONFIRMED)
        row.confirmed, row.confirmed_by = act.time, act.member
        row.save(update_fields=["state", "confirmed", "confirmed_by"])
        owe(act.time)
        act.note("confirmed a flash", number)


def mark_overdue(now: datetime) -> int:
    """Mark as unconfirmed what no second person stood behind in time; tells how many."""
    rows = FlashRow.objects.filter(state=FlashState.RELEASED, due__lte=now)
    with transaction.atomic():
        found = list(rows)
        for row in found:
            row.state = move(FlashState.RELEASED, FlashState.UNCONFIRMED)
            row.save(update_fields=["state"])
        if found:
            owe(now)
    return len(found)


def flashes() -> tuple[Flash, ...]:
    """All flashes, the latest first."""
    rows = FlashRow.objects.select_related("incident", "released_by", "confirmed_by")
    titles = _titles([row.incident for row in rows])
    return tuple(
        Flash(
            number=row.incident.number,
            event_type=row.event_type,
            titles=titles.get(row.incident.pk, {}),
            state=FlashState(row.state),
            released=row.released,
            released_by=str(row.released_by),
            due=row.due,
            confirmed_by=str(row.confirmed_by or ""),
        )
        for row in rows
    )


def _titles(incidents: Iterable[IncidentRow]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    rows = TextVersionRow.objects.filter(incident__in=list(incidents), state=VersionState.APPROVED)
    for row in rows:
        found.setdefault(row.incident_id, {})[row.language] = row.title or ""
    return found

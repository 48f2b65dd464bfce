"""The record of flashes: releasing, confirming by a second person, marking as overdue."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Prefetch

from dalel.domain.dates import PartialDate
from dalel.domain.errors import DalelError, NotFoundError
from dalel.domain.flash import SECOND_WITHIN
from dalel.domain.incident import Codes, IncidentText, Link
from dalel.domain.states import FlashState, IncidentState, VersionState, move
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.queries.persons import is_another
from dalel.newsroom.frame.pending_builds import owe
from dalel.newsroom.frame.state_moves import move_row
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions import cited_links
from dalel.newsroom.incidents.actions import texts as editing
from dalel.newsroom.incidents.actions.search_rules import index_published
from dalel.newsroom.incidents.models import FlashRow, TextVersionRow
from dalel.newsroom.incidents.queries.numbering import numbers


class SecondPersonError(DalelError):
    """A flash is approved by a second person, not by the one who released it."""


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
    with writing():
        row = editing.open_incident(section, prefix, act)
        row.date = date
        row.save()
        for text in texts:
            editing.save_text(row.number, text, seen=0, act=act, note="flash")
        editing.save_codes(row.number, codes, seen=0, act=act, note="flash")
        cited_links.cite(row.number, link, act)
        for version in (*row.versions.all(), *row.codes.all(), *row.frames.all()):
            for state in (VersionState.IN_REVIEW, VersionState.APPROVED):
                version.state = move(VersionState(version.state), state)
            version.save(update_fields=["state"])
        row.refresh_from_db()
        row.number = next(numbers(prefix, date.first_day.year))
        row.state = move(IncidentState(row.state), IncidentState.PUBLISHED)
        row.save()
        index_published(row)
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
    with writing():
        row = FlashRow.objects.filter(incident__number=number).first()
        if row is None:
            raise NotFoundError(f"{number} is no flash.")
        if row.state == FlashState.CONFIRMED:
            return
        if not alone and not is_another(act.member, row.released_by):
            raise SecondPersonError
        row.confirmed, row.confirmed_by = act.time, act.member
        move_row(row, FlashState.CONFIRMED, "confirmed", "confirmed_by")
        owe(act.time)
        act.note("confirmed a flash", number)


def mark_overdue(now: datetime) -> int:
    """Mark as unconfirmed what no second person stood behind in time; tells how many."""
    with writing():
        found = list(FlashRow.objects.filter(state=FlashState.RELEASED, due__lte=now))
        for row in found:
            move_row(row, FlashState.UNCONFIRMED)
        if found:
            owe(now)
    return len(found)


def flashes() -> tuple[FlashRow, ...]:
    """All flashes, the latest first."""
    rows = FlashRow.objects.select_related("incident", "released_by", "confirmed_by")
    texts = TextVersionRow.objects.filter(state=VersionState.APPROVED)
    return tuple(rows.prefetch_related(Prefetch("incident__versions", texts)))

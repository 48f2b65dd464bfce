"""Assembling an edition: opening, gathering entries, ordering, freezing, scheduling.

Only an open issue takes changes; the transition table says what may follow what.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Max, Q

from dalel.domain.approval import Candidate, refusals
from dalel.domain.errors import DalelError, NotFoundError
from dalel.domain.states import EditionState, VersionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.accounts.queries.persons import same_person
from dalel.newsroom.editions.models import EditionRow, IntroductionRow
from dalel.newsroom.frame.state_moves import move_row
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions.import_edition import EditionClosedError
from dalel.newsroom.incidents.actions.supersede import StaleEditError
from dalel.newsroom.incidents.actions.texts import ApprovalRefusedError
from dalel.newsroom.incidents.models import EditionEntryRow, IncidentRow, MarkKind
from dalel.newsroom.incidents.queries.edition_periods import GATHERED, of_period
from dalel.newsroom.incidents.queries.incident_rows import incident_row

#: An issue tells of a year at most, as an annual report does, and of nothing that is further off
#: than the next such year: a longer or later period is a typing error that all figures would show.
LONGEST_PERIOD: Final = timedelta(days=366)


class EmbargoError(DalelError):
    """No release comes before the embargo has ended."""


class PeriodError(DalelError):
    """A period ends after it begins."""


class LongPeriodError(PeriodError):
    """A period is a year at most."""


class FarPeriodError(PeriodError):
    """A period ends within a year from now."""


def check_period(start: date, end: date, act: Act) -> None:
    """Whether an issue can be of this period.

    :raises PeriodError: when it ends before it begins, is too long or too far off.
    """
    if end < start:
        raise PeriodError
    if end - start >= LONGEST_PERIOD:
        raise LongPeriodError
    if end - act.time.date() > LONGEST_PERIOD:
        raise FarPeriodError


def open_edition(start: date, end: date, act: Act) -> int:
    """A new issue of a period; gives its number. The same period again opens no second one.

    :raises PeriodError: when it ends before it begins, is too long or too far off.
    """
    check_period(start, end, act)
    with writing():
        there = EditionRow.objects.filter(
            period_start=start, period_end=end, state=EditionState.OPEN
        ).first()
        if there is not None:
            return there.number
        last = EditionRow.objects.aggregate(last=Max("number"))["last"] or 0
        row = EditionRow.objects.create(number=last + 1, period_start=start, period_end=end)
        act.note("opened an edition", str(row.number))
    return row.number


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """How many entries came into an issue; ``outside``: approved too, but not of its period.

    ``later`` are of its period and put off.
    """

    count: int
    outside: int
    later: int = 0


def gather(number: int, languages: Collection[str], act: Act) -> Gathered:
    """Bring in what is approved in every language, is of the period and stands in no issue yet.

    An incident without a date counts by its last change.
    """
    with writing():
        edition = _open(number)
        rows = IncidentRow.objects.filter(entries=None, state__in=GATHERED)
        for language in languages:
            rows = rows.filter(
                pk__in=IncidentRow.objects.filter(
                    versions__language=language, versions__state=VersionState.APPROVED
                )
            )
        put_off = Q(marks__kind=MarkKind.LATER)
        of_it = rows.filter(of_period(edition))
        found = list(of_it.exclude(put_off).order_by("section", "date_iso", "number"))
        later = of_it.filter(put_off).count()
        outside = rows.exclude(of_period(edition)).count()
        for incident in found:
            _append(edition, incident)
        act.note("gathered", f"edition {number}", str(len(found)))
    return Gathered(count=len(found), outside=outside, later=later)


def add(number: int, incident: str, act: Act) -> bool:
    """Bring one incident in, at the end of its section; it is told of once.

    Tells whether it is of the issue's period; it comes in from outside it, too.

    :raises NotFoundError: when there is no such issue or incident.
    """
    with writing():
        edition, row = _open(number), incident_row(incident)
        if not edition.entries.filter(incident=row).exists():
            _append(edition, row)
            act.note("added", f"edition {number}", row.number)
        return IncidentRow.objects.filter(of_period(edition), pk=row.pk).exists()


def drop(number: int, incident: str, act: Act) -> None:
    """Take an incident out of an issue; those after it move up."""
    with writing():
        edition = _open(number)
        for entry in edition.entries.filter(incident__number=incident):
            section = entry.section
            entry.delete()
            _renumber(edition, section)
            act.note("dropped", f"edition {number}", incident)


def shift(number: int, incident: str, by: int, act: Act) -> None:
    """Move an incident up (-1) or down (1) within its section; at the edge it stays."""
    with writing():
        edition = _open(number)
        entry = edition.entries.filter(incident__number=incident).first()
        if entry is None:
            raise NotFoundError(f"Edition {number} has no incident {incident}.")
        other = edition.entries.filter(section=entry.section, order=entry.order + by).first()
        if other is None:
            return
        mine, theirs = entry.order, other.order
        # One leaves before the other arrives: a place is taken once.
        entry.order = _end(edition, entry.section) + 1
        entry.save(update_fields=["order"])
        other.order = mine
        other.save(update_fields=["order"])
        entry.order = theirs
        entry.save(update_fields=["order"])
        act.note("moved", f"edition {number}", incident)


def move(number: int, incident: str, place: int, act: Act) -> None:
    """Put an incident at a place of its section, counted from 1; beyond the last it is the last.

    :raises NotFoundError: when the issue has no such incident.
    """
    with writing():
        edition = _open(number)
        entry = edition.entries.filter(incident__number=incident).first()
        if entry is None:
            raise NotFoundError(f"Edition {number} has no incident {incident}.")
        others = list(
            edition.entries.filter(section=entry.section).exclude(pk=entry.pk).order_by("order")
        )
        wanted = [*others[: max(place, 1) - 1], entry, *others[max(place, 1) - 1 :]]
        if [one.order for one in wanted] == [*range(1, len(wanted) + 1)]:
            return
        # All leave before the first arrives: a place is taken once.
        end = _end(edition, entry.section)
        for new, one in enumerate(wanted, start=end + 1):
            one.order = new
            one.save(update_fields=["order"])
        for new, one in enumerate(wanted, start=1):
            one.order = new
            one.save(update_fields=["order"])
        act.note("moved", f"edition {number}", incident)


def save_introduction(number: int, language: str, text: str, *, seen: int, act: Act) -> None:
    """Add a version of the opening text, which asks for approval at once.

    :raises StaleEditError: when there is a newer version than ``seen``.
    """
    with writing():
        edition = _open(number)
        newest = _newest(edition, language)
        if newest is not None and newest.number != seen:
            raise StaleEditError(newest)
        if newest is not None and newest.text == text:
            return
        if newest is not None and newest.state != VersionState.APPROVED:
            move_row(newest, VersionState.SUPERSEDED)
        IntroductionRow.objects.create(
            edition=edition,
            language=language,
            text=text,
            number=newest.number + 1 if newest else 1,
            author=act.member,
            time=act.time,
            state=VersionState.IN_REVIEW,
        )
        act.note("wrote an introduction", f"edition {number}", language)


def approve_introduction(
    number: int, language: str, version: int, *, act: Act, alone: bool = False
) -> None:
    """Approve exactly this version of the opening text.

    :raises StaleEditError: when there is a newer version.
    :raises ApprovalRefusedError: when something stands against it.
    """
    with writing():
        edition = _edition(number)
        row = _newest(edition, language)
        if row is None:
            raise NotFoundError(f"Edition {number} has no introduction in {language}.")
        if row.number != version:
            raise StaleEditError(row)
        if row.state == VersionState.DRAFT:
            # What was imported comes as a draft, and there is nobody to send it to review.
            move_row(row, VersionState.IN_REVIEW)
        why = refusals(
            Candidate(
                language=language,
                state=VersionState(row.state),
                authors=_authors(edition, language),
            ),
            member=act.member.username,
            reads=frozenset(act.member.reads),
            alone=alone,
        )
        if why:
            raise ApprovalRefusedError(why)
        for before in edition.introductions.filter(language=language, state=VersionState.APPROVED):
            move_row(before, VersionState.SUPERSEDED)
        move_row(row, VersionState.APPROVED)
        act.note("approved an introduction", f"edition {number}", f"{language} {version}")


def set_state(
    number: int, state: EditionState, act: Act, *, scheduled: datetime | None = None
) -> None:
    """Freeze an issue, open it again, schedule it, or call the schedule off.

    :raises ForbiddenMoveError: when the state may not follow.
    :raises EmbargoError: when it is scheduled before the embargo ends.
    """
    with writing():
        edition = _edition(number)
        if scheduled is not None and edition.embargo is not None and scheduled < edition.embargo:
            raise EmbargoError
        edition.scheduled = scheduled
        edition.scheduled_by = act.member if scheduled else None
        move_row(edition, state, "scheduled", "scheduled_by")
        act.note(f"made {state}", f"edition {number}", scheduled.isoformat() if scheduled else "")


def set_embargo(number: int, until: datetime | None, act: Act) -> None:
    """Say until when those who got the issue beforehand keep it to themselves.

    :raises EditionClosedError: when the issue is released.
    :raises EmbargoError: when it is scheduled for an earlier moment.
    """
    with writing():
        edition = _edition(number)
        if edition.state == EditionState.RELEASED:
            raise EditionClosedError(f"Edition {number} is released.")
        if until is not None and edition.scheduled is not None and edition.scheduled < until:
            raise EmbargoError
        edition.embargo = until
        edition.save(update_fields=["embargo"])
        act.note("set the embargo", f"edition {number}", until.isoformat() if until else "")


def due(now: datetime) -> tuple[tuple[int, Member], ...]:
    """The issues whose scheduled moment has come, with who scheduled each."""
    rows = EditionRow.objects.filter(state=EditionState.SCHEDULED, scheduled__lte=now)
    return tuple(
        (row.number, row.scheduled_by)
        for row in rows.select_related("scheduled_by").order_by("scheduled")
        if row.scheduled_by is not None
    )


def _edition(number: int) -> EditionRow:
    row = EditionRow.objects.filter(number=number).first()
    if row is None:
        raise NotFoundError(f"There is no edition {number}.")
    return row


def _open(number: int) -> EditionRow:
    row = _edition(number)
    if row.state != EditionState.OPEN:
        raise EditionClosedError(f"Edition {number} is {row.state}: open it again to change it.")
    return row


def _append(edition: EditionRow, incident: IncidentRow) -> None:
    EditionEntryRow.objects.create(
        edition=edition,
        incident=incident,
        section=incident.section,
        order=_end(edition, incident.section) + 1,
    )


def _end(edition: EditionRow, section: int) -> int:
    found: dict[str, Any] = edition.entries.filter(section=section).aggregate(last=Max("order"))
    return found["last"] or 0


def _renumber(edition: EditionRow, section: int) -> None:
    for order, entry in enumerate(edition.entries.filter(section=section).order_by("order"), 1):
        if entry.order != order:
            entry.order = order
            entry.save(update_fields=["order"])


def _newest(edition: EditionRow, language: str) -> IntroductionRow | None:
    return edition.introductions.filter(language=language).order_by("-number").first()


def _authors(edition: EditionRow, language: str) -> frozenset[str]:
    texts = edition.introductions.filter(language=language)
    last = texts.filter(state=VersionState.APPROVED).order_by("-number").first()
    since = texts.filter(number__gt=last.number if last else 0, author__isnull=False)
    return same_person(set(since.values_list("author__username", flat=True)))

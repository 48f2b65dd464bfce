"""How is an account closed at once, and how do two persons open it again?

Every function is one transaction. What the closed account could still set in motion stops with it.
"""

from dataclasses import dataclass
from typing import Final

from django.db import transaction

from dalel.domain.membership import bars_asking, bars_closing, bars_opening, refuse
from dalel.domain.states import EditionState, IncidentState, VersionState, move
from dalel.store.editing import Act
from dalel.store.invitations import withdraw_links
from dalel.store.members import holders, member_row
from dalel.store.models import (
    AuditRow,
    EditionRow,
    Member,
    Role,
    SuspensionRow,
    TextVersionRow,
)
from dalel.store.sessions import drop_factors, end_sessions

#: Readers of these have them already; a text of another state is only the newsroom's.
_PUBLIC: Final = (IncidentState.PUBLISHED, IncidentState.CORRECTED, IncidentState.RETRACTED)


@dataclass(frozen=True, kw_only=True)
class Closed:
    """What stopped with an account: sessions, second factors, texts and releases on their way."""

    sessions: int
    factors: int
    texts: int
    releases: int


def suspend(username: str, reason: str, act: Act) -> Closed:
    """Close an account at once.

    Its sessions, passkeys and password end. Texts that it wrote and sent to review are drafts
    again, approvals that it gave and nobody outside has seen are taken back, and issues that it
    scheduled are frozen.

    :raises NotFoundError: when there is no such member.
    :raises AccountBarredError: when it is closed already, or the last publisher's.
    """
    with transaction.atomic():
        member = member_row(username)
        refuse(
            bars_closing(username, is_active=member.is_active, publishers=holders(Role.PUBLISHER))
        )
        member.is_active = False
        member.set_unusable_password()
        member.save(update_fields=["is_active", "password"])
        SuspensionRow.objects.create(member=member, by=act.member, time=act.time, reason=reason)
        withdraw_links(member, act)
        closed = Closed(
            sessions=end_sessions([member]),
            factors=drop_factors(member),
            texts=_freeze(member),
            releases=_stop_releases(member),
        )
        act.note("suspended", username, reason)
    return closed


def ask_restoring(username: str, act: Act) -> None:
    """Ask that a closed account be opened again; somebody else has to confirm.

    :raises NotFoundError: when there is no such member.
    :raises AccountBarredError: when the account is not closed, or one's own.
    """
    with transaction.atomic():
        member = member_row(username)
        row = open_suspension(member)
        refuse(bars_asking(username, act.member.username, is_closed=row is not None))
        if row is not None and row.asked_by is None:
            row.asked_by, row.asked = act.member, act.time
            row.save(update_fields=["asked_by", "asked"])
            act.note("asked to restore", username)


def confirm_restoring(username: str, act: Act) -> None:
    """Open a closed account again; its owner needs a link to choose a new password.

    :raises NotFoundError: when there is no such member.
    :raises AccountBarredError: when nobody asked, or the same person, or it is one's own account.
    """
    with transaction.atomic():
        member = member_row(username)
        row = open_suspension(member)
        asked_by = row.asked_by.username if row and row.asked_by else None
        refuse(
            bars_opening(
                username, act.member.username, is_closed=row is not None, asked_by=asked_by
            )
        )
        if row is not None:
            row.confirmed_by, row.ended = act.member, act.time
            row.save(update_fields=["confirmed_by", "ended"])
            member.is_active = True
            member.save(update_fields=["is_active"])
            act.note("restored", username, f"asked by {asked_by}")


def open_suspension(member: Member) -> SuspensionRow | None:
    """The time of being closed that has not ended, if there is one."""
    found = SuspensionRow.objects.filter(member=member, ended=None)
    return found.select_related("by", "asked_by").first()


def _freeze(member: Member) -> int:
    """Stop what the member's word has set on its way to the public; tells how many texts."""
    waiting = TextVersionRow.objects.filter(author=member, state=VersionState.IN_REVIEW)
    written = [_moved(row, VersionState.DRAFT) for row in waiting]
    approved = [_moved(row, VersionState.IN_REVIEW) for row in _approved_by(member)]
    return len(written) + len(approved)


def _approved_by(member: Member) -> list[TextVersionRow]:
    """The versions that this member approved, that still stand so, and that are not public."""
    given = AuditRow.objects.filter(member=member, action="approved")
    said = {tuple(pair) for pair in given.values_list("subject", "detail")}
    rows = TextVersionRow.objects.filter(
        state=VersionState.APPROVED, incident__number__in=[number for number, _ in said]
    ).exclude(incident__state__in=_PUBLIC)
    return [
        row
        for row in rows.select_related("incident")
        if (row.incident.number, f"{row.language} {row.number}") in said
    ]


def _stop_releases(member: Member) -> int:
    """Freeze the issues that this member scheduled; tells how many."""
    stopped = 0
    for edition in EditionRow.objects.filter(state=EditionState.SCHEDULED, scheduled_by=member):
        edition.state = move(EditionState.SCHEDULED, EditionState.FROZEN)
        edition.scheduled = edition.scheduled_by = None
        edition.save(update_fields=["state", "scheduled", "scheduled_by"])
        stopped += 1
    return stopped


def _moved(row: TextVersionRow, state: VersionState) -> TextVersionRow:
    row.state = move(VersionState(row.state), state)
    row.save(update_fields=["state"])
    return row

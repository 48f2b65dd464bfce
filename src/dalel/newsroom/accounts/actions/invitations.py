"""Invitations: links that work once, for new accounts and for new passwords.

The secret is in the link alone; the row keeps its digest.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from dalel.domain.errors import DalelError
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions.members import member_row
from dalel.newsroom.accounts.actions.new_account import has_accounts
from dalel.newsroom.accounts.actions.sessions import drop_factors, end_sessions
from dalel.newsroom.accounts.actions.telegram_ties import end_outside_ways
from dalel.newsroom.accounts.models import InvitationRow, Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.frame.secret_digest import secret_digest
from dalel.newsroom.frame.transactions import writing

VALID: Final = timedelta(hours=72)


class LinkDeadError(DalelError):
    """The link was used, withdrawn or is too old."""


def invite(
    note: str, role: Role, reads: Iterable[str], act: Act, *, is_confirmed: bool = False
) -> str:
    """Make a link to a new account; gives its secret, which is told only now.

    ``is_confirmed``: a second person stands behind it, or the keeper of the machine makes it.
    """
    with writing():
        act.note("invited", note or "somebody", str(role))
        return _link(act, note=note, role=role, reads=list(reads), is_confirmed=is_confirmed)


def link_for(username: str, act: Act) -> str:
    """Make a link by which a member chooses a new password; earlier ones die.

    :raises NotFoundError: when there is no such member.
    """
    with writing():
        member = member_row(username)
        withdraw_links(member, act)
        act.note("made a link", username)
        return _link(act, note=str(member), role=member.role, reads=member.reads, member=member)


def first_link(reads: Iterable[str], now: datetime) -> str | None:
    """Make the link to the newsroom's first account, an administrator's; earlier ones die.

    Whoever opens it chooses the name, so that there is none that a stranger could guess. None:
    there are accounts.
    """
    with writing():
        if has_accounts():
            return None
        InvitationRow.objects.filter(by=None, member=None, used=None).update(used=now)
        return _kept_link(now, role=Role.ADMINISTRATOR, reads=list(reads))


def link_by_keeper(username: str, now: datetime) -> str:
    """Let an owner in anew who lost everything: a link to a new password, and no second factor.

    Only whoever keeps the machine can ask for it, and could read all that lies there anyway.

    :raises NotFoundError: when there is no such member.
    """
    with writing():
        member = member_row(username)
        act = Act(member=member, time=now)
        withdraw_links(member, act)
        drop_factors(member)
        end_sessions([member])
        end_outside_ways(member, now)
        act.witness("let in by the machine's keeper", username)
        return _kept_link(now, role=member.role, reads=member.reads, member=member)


def open_invitations(now: datetime) -> tuple[InvitationRow, ...]:
    """The links that still work."""
    rows = InvitationRow.objects.filter(used=None, expires__gt=now)
    return tuple(rows.select_related("member", "by"))


def invitation(secret: str, now: datetime) -> InvitationRow:
    """What a link offers.

    :raises LinkDeadError: when it does not work, or no longer.
    """
    found = InvitationRow.objects.filter(digest=secret_digest(secret), used=None, expires__gt=now)
    row = found.select_related("member", "by").first()
    if row is None or (row.member and not row.member.is_active):
        raise LinkDeadError
    if row.is_first and has_accounts():
        raise LinkDeadError
    return row


def withdraw(key: int, act: Act) -> None:
    """Let a link die; one that is dead stays so."""
    with writing():
        if InvitationRow.objects.filter(pk=key, used=None).update(used=act.time):
            act.note("withdrew an invitation", str(key))


def withdraw_links(member: Member, act: Act, *, made_too: bool = False) -> None:
    """Let all links to a member's account die; ``made_too``: also those that the member made."""
    dead = Q(member=member) | Q(by=member) if made_too else Q(member=member)
    InvitationRow.objects.filter(dead, used=None).update(used=act.time)


def accept(
    secret: str, *, username: str, name: str, password: str, now: datetime, language: str = ""
) -> Member:
    """Come in by a link: a new account, or the old one with a new password.

    ``language`` is that of the screens; empty: as the newsroom's.

    :raises LinkDeadError: when it does not work, or no longer.
    :raises ValidationError: when the name is taken or not valid; the link then still works.
    """
    with writing():
        row = invitation(secret, now)
        member = (
            _reopened(row, password, now)
            if row.member
            else _made(row, username, name, password, language)
        )
        if not InvitationRow.objects.filter(pk=row.pk, used=None).update(used=now):
            raise LinkDeadError
        Act(member=member, time=now).note("came in by a link", member.username, str(row.by or ""))
    return member


def _made(row: InvitationRow, username: str, name: str, password: str, language: str) -> Member:
    return Member.objects.create_user(
        username,
        password,
        name=name,
        language=language,
        role=row.role,
        reads=row.reads,
        brought_by=row.by,
        is_confirmed=row.is_confirmed,
    )


def _reopened(row: InvitationRow, password: str, now: datetime) -> Member:
    member = row.member
    if member is None:
        raise LinkDeadError
    # Who needs a new password may not be the only one who knew the old one.
    end_outside_ways(member, now)
    member.set_password(password)
    member.password_temporary = False
    member.save(update_fields=["password", "password_temporary"])
    return member


def _link(act: Act, **columns: object) -> str:
    return _kept_link(act.time, by=act.member, **columns)


def _kept_link(now: datetime, **columns: object) -> str:
    secret = secrets.token_urlsafe(32)
    InvitationRow.objects.create(
        digest=secret_digest(secret), time=now, expires=now + VALID, **columns
    )
    return secret

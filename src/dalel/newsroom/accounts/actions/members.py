"""The members of the newsroom: listing them, and changing their details, roles and factors."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from dalel.domain.errors import NotFoundError
from dalel.domain.membership import bars_new_role, refuse
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions.sessions import drop_factors, end_sessions, with_factor
from dalel.newsroom.accounts.actions.telegram_ties import end_outside_ways
from dalel.newsroom.accounts.models import Member, SuspensionRow
from dalel.newsroom.frame.permissions import Action, may
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.frame.transactions import writing


@dataclass(frozen=True, kw_only=True)
class Suspension:
    """A time in which an account was closed; ``ended`` None: it still is."""

    by: str
    time: datetime
    reason: str
    asked_by: str
    asked: datetime | None
    confirmed_by: str
    ended: datetime | None


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """A member as the others see them; ``suspension`` is the one that has not ended."""

    username: str
    name: str
    role: Role
    reads: tuple[str, ...]
    is_active: bool
    has_factor: bool
    joined: datetime
    last_seen: datetime | None
    suspension: Suspension | None
    brought_by: str = ""
    is_confirmed: bool = False
    may_advise: bool = False


def colleagues() -> tuple[Colleague, ...]:
    """All members, those at work first, in three queries."""
    closed = {row.member_id: row for row in _suspensions().filter(ended=None)}
    protected = with_factor()
    rows = Member.objects.filter(is_guest=False).select_related("brought_by")
    return tuple(
        _colleague(row, closed.get(row.pk), has_factor=row.pk in protected)
        for row in rows.order_by("-is_active", "username")
    )


def colleague(username: str) -> Colleague:
    """One member.

    :raises NotFoundError: when there is no such member.
    """
    row = member_row(username)
    closed = _suspensions().filter(member=row, ended=None).first()
    return _colleague(row, closed, has_factor=row.pk in with_factor())


def past_suspensions(username: str) -> tuple[Suspension, ...]:
    """The times in which an account was closed, the latest first."""
    return tuple(_suspension(row) for row in _suspensions().filter(member__username=username))


def member_row(username: str) -> Member:
    """The member of this name; a guest is none.

    :raises NotFoundError: when there is none.
    """
    row = Member.objects.filter(username=username, is_guest=False).first()
    if row is None:
        raise NotFoundError(f"There is no member {username}.")
    return row


def holders(role: Role) -> frozenset[str]:
    """The usernames of the active members who have this role."""
    found = Member.objects.filter(role=role, is_active=True)
    return frozenset(found.values_list("username", flat=True))


def change(username: str, *, name: str, role: Role, reads: Iterable[str], act: Act) -> None:
    """Change what a member is called, does and reads.

    :raises NotFoundError: when there is no such member.
    :raises AccountBarredError: when nobody else has the role that the member would leave.
    """
    with writing():
        member = member_row(username)
        if role != member.role and member.is_active:
            refuse(
                bars_new_role(
                    username,
                    publishers=holders(Role.PUBLISHER),
                    administrators=holders(Role.ADMINISTRATOR),
                )
            )
        told = f"{member.role} {' '.join(member.reads)} -> {role} {' '.join(reads)}"
        # The new role may ask for a second factor: that is seen at the next sign-in.
        if role != member.role:
            end_sessions([member])
        member.name, member.role, member.reads = name, role, list(reads)
        member.full_clean(exclude=["password"])
        member.save(update_fields=["name", "role", "reads"])
        if not may(member, Action.WRITE):
            end_outside_ways(member, act.time)
        act.note("changed a member", username, told)


def let_advise(username: str, act: Act, *, may_advise: bool) -> None:
    """Give a member the duty of answering as the lawyer, or take it away; again changes nothing.

    :raises NotFoundError: when there is no such member.
    """
    with writing():
        member = member_row(username)
        if member.may_advise is may_advise:
            return
        member.may_advise = may_advise
        member.save(update_fields=["may_advise"])
        deed = "let a member advise" if may_advise else "lets a member advise no longer"
        act.note(deed, username)


def set_role(username: str, role: Role, act: Act, *, is_confirmed: bool) -> None:
    """Give a member another role; ``is_confirmed``: a second person stands behind the account.

    :raises NotFoundError: when there is no such member.
    :raises AccountBarredError: when nobody else has the role that the member would leave.
    """
    with writing():
        member = member_row(username)
        change(username, name=member.name, role=role, reads=member.reads, act=act)
        if is_confirmed:
            Member.objects.filter(pk=member.pk).update(is_confirmed=True)


def confirm_person(username: str, act: Act) -> None:
    """An account counts as that of a person of its own; see ``newsroom.accounts.queries.persons``.

    :raises NotFoundError: when there is no such member.
    """
    with writing():
        member = member_row(username)
        member.is_confirmed = True
        member.save(update_fields=["is_confirmed"])
        act.note("vouched for an account", username)


def reset_factors(username: str, act: Act) -> int:
    """Take a member's second factors away, and sign them out; tells how many factors.

    :raises NotFoundError: when there is no such member.
    """
    with writing():
        member = member_row(username)
        count = drop_factors(member)
        end_sessions([member])
        end_outside_ways(member, act.time)
        act.note("reset second factor", username, str(count))
    return count


def _suspensions() -> QuerySet[SuspensionRow]:
    return SuspensionRow.objects.select_related("by", "asked_by", "confirmed_by")


def _suspension(row: SuspensionRow) -> Suspension:
    return Suspension(
        by=row.by.username,
        time=row.time,
        reason=row.reason,
        asked_by=row.asked_by.username if row.asked_by else "",
        asked=row.asked,
        confirmed_by=row.confirmed_by.username if row.confirmed_by else "",
        ended=row.ended,
    )


def _colleague(row: Member, closed: SuspensionRow | None, *, has_factor: bool) -> Colleague:
    return Colleague(
        username=row.username,
        name=row.name,
        role=Role(row.role),
        reads=tuple(row.reads),
        is_active=row.is_active,
        has_factor=has_factor,
        joined=row.joined,
        last_seen=row.last_login,
        suspension=_suspension(closed) if closed else None,
        brought_by=str(row.brought_by or ""),
        is_confirmed=row.is_confirmed,
        may_advise=row.may_advise,
    )

"""Acts on accounts that give power: asked for by one member, and confirmed by a second one.

Whoever approves, releases or runs accounts can change what the public reads. So nobody alone gives
such a role, invites somebody into it, or opens such an account with a new password or without its
second factor. In a team of three or fewer it takes effect after a day's notice to all, unless
somebody stops it; the paper code that is kept outside stands for a second member.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from dalel.domain.errors import NotFoundError
from dalel.domain.membership import (
    NOTICE,
    SMALL_TEAM,
    AccountBarredError,
    AccountDeed,
    MembershipBar,
    bars_carrying_out,
    bars_confirming,
    bars_new_role,
    refuse,
)
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions import invitations, recovery_code
from dalel.newsroom.accounts.actions.members import (
    confirm_person,
    holders,
    member_row,
    reset_factors,
    set_role,
)
from dalel.newsroom.accounts.models import AccountRequestRow, Member
from dalel.newsroom.accounts.queries.persons import is_another
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.frame.transactions import writing

#: Who approves, releases or runs accounts.
POWERFUL: Final = frozenset({Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR})
#: So long the owner of an account is told what was done to it.
_TOLD: Final = timedelta(days=7)
#: What opens an account anew: of a closed one it would open nothing.
_OPENS: Final = frozenset({AccountDeed.LINK, AccountDeed.RESET})


def ask_role(username: str, role: Role, act: Act) -> bool:
    """Give a member a role, at once where it gives no power; tells whether it was done.

    :raises NotFoundError: when there is no such member.
    :raises AccountBarredError: when nobody else has the role that the member would leave.
    """
    with writing():
        member = member_row(username)
        if member.is_active:
            refuse(
                bars_new_role(
                    username,
                    publishers=holders(Role.PUBLISHER),
                    administrators=holders(Role.ADMINISTRATOR),
                )
            )
        return _ask(AccountDeed.ROLE, act, member=member, role=role)[1] is not None


def ask_reset(username: str, act: Act) -> bool:
    """Take a member's second factors away, at once where the role gives no power.

    :raises NotFoundError: when there is no such member.
    """
    with writing():
        member = member_row(username)
        return _ask(AccountDeed.RESET, act, member=member, role=Role(member.role))[1] is not None


def ask_link(username: str, act: Act) -> str | None:
    """A link by which a member chooses a new password, at once where the role gives no power.

    :raises NotFoundError: when there is no such member.
    :raises AccountBarredError: when the account is closed.
    """
    with writing():
        member = member_row(username)
        if not member.is_active:
            raise AccountBarredError(MembershipBar.ALREADY_CLOSED)
        return _ask(AccountDeed.LINK, act, member=member, role=Role(member.role))[1]


def ask_invitation(
    note: str, role: Role, reads: list[str], act: Act, *, is_own: bool = False
) -> str | None:
    """A link to a new account, at once where the role gives no power.

    ``is_own``: whoever asks wants a second account; whoever confirms it vouches for nobody new.
    """
    with writing():
        return _ask(AccountDeed.INVITE, act, note=note, role=role, reads=reads, is_own=is_own)[1]


def confirm(key: int, act: Act) -> None:
    """Stand behind what another member asked for.

    :raises AccountBarredError: when it is over, one's own, or would raise oneself.
    """
    with writing():
        row = _row(key)
        refuse(
            bars_confirming(
                is_over=row.ended is not None,
                is_another=is_another(act.member, row.by),
                raises_oneself=row.deed == AccountDeed.ROLE and row.member_id == act.member.pk,
            )
        )
        row.confirmed_by = act.member
        row.save(update_fields=["confirmed_by"])
        act.note("confirmed an account request", _subject(row), row.deed)


def carry_out_with_code(key: int, code: str, act: Act) -> str:
    """Carry out what nobody has confirmed: the paper code stands for a second member, once.

    What may be carried out without it leaves the code as it is, and so does whatever fails or
    would be good for nothing, such as a link to an account that was closed since. Gives the secret
    of a link, where one is made.

    :raises AccountBarredError: when it is over, or somebody else's, or the account was closed, or
        the code is wrong.
    """
    with writing():
        row = _row(key)
        if not row.is_ready(act.time):
            # What would be refused with the code is refused before it is looked at.
            _refuse_carrying_out(row, act, is_ready=True)
            if not recovery_code.use(code):
                raise AccountBarredError(MembershipBar.WRONG_CODE)
            row.has_code = True
            row.save(update_fields=["has_code"])
            act.note("gave the paper code", _subject(row), row.deed)
        return carry_out(key, act)


def stop(key: int, act: Act) -> None:
    """Stop what was asked for and is not done yet: any member may. Raises as ``confirm``."""
    with writing():
        row = _row(key)
        if row.ended is not None:
            raise AccountBarredError(MembershipBar.OVER)
        row.stopped_by, row.ended = act.member, act.time
        row.save(update_fields=["stopped_by", "ended"])
        act.note("stopped an account request", _subject(row), row.deed)


def carry_out(key: int, act: Act) -> str:
    """Do what was asked for and confirmed; gives the secret of a link, where one is made.

    :raises AccountBarredError: when it is over, too early, or somebody else's.
    """
    with writing():
        row = _row(key)
        _refuse_carrying_out(row, act, is_ready=row.is_ready(act.time))
        return _do(row, act)


def vouch(username: str, act: Act) -> None:
    """Stand behind an account that its inviter alone made: it is of a person of its own.

    :raises NotFoundError: when there is no such member.
    :raises AccountBarredError: when it may be the same person who says so.
    """
    with writing():
        member = member_row(username)
        inviter = member.brought_by
        if member.is_confirmed or inviter is None:
            raise AccountBarredError(MembershipBar.OVER)
        if not is_another(act.member, inviter) or not is_another(act.member, member):
            raise AccountBarredError(MembershipBar.SAME_PERSON)
        confirm_person(username, act)


def forget(member: Member, act: Act) -> None:
    """What a closed account asked for is stopped, and what it confirmed waits again."""
    rows = AccountRequestRow.objects.filter(ended=None)
    rows.filter(by=member).update(stopped_by=act.member, ended=act.time)
    rows.filter(confirmed_by=member).update(confirmed_by=None)


def waiting() -> tuple[AccountRequestRow, ...]:
    """What is asked for and neither done nor stopped, the oldest first."""
    return tuple(_rows().filter(ended=None))


def done_to(member: Member, now: datetime) -> tuple[AccountRequestRow, ...]:
    """What others did to a member's account lately, the latest first."""
    return news(member, now)[1]


def news(
    member: Member, now: datetime
) -> tuple[tuple[AccountRequestRow, ...], tuple[AccountRequestRow, ...]]:
    """What waits, and what was done to a member's account lately, with one question."""
    mine = Q(member=member, stopped_by=None, ended__gte=now - _TOLD) & ~Q(by=member)
    rows = _rows().filter(Q(ended=None) | mine)
    done = [row for row in rows if row.ended is not None]
    waits = tuple(row for row in rows if row.ended is None)
    return waits, tuple(sorted(done, key=lambda row: (row.ended or now, row.pk), reverse=True))


def _ask(
    deed: AccountDeed,
    act: Act,
    *,
    role: Role,
    member: Member | None = None,
    note: str = "",
    reads: list[str] | None = None,
    is_own: bool = False,
) -> tuple[int, str | None]:
    """Keep a request, or do it at once where it gives no power; the secret, or None: it waits."""
    open_ones = AccountRequestRow.objects.filter(deed=deed, ended=None)
    if member is not None:
        open_ones.filter(member=member).update(stopped_by=act.member, ended=act.time)
    is_small = Member.objects.team(act.time).count() <= SMALL_TEAM
    row = AccountRequestRow.objects.create(
        deed=deed,
        member=member,
        note=note,
        role=role,
        reads=reads or [],
        is_own=is_own,
        by=act.member,
        time=act.time,
        alone_from=act.time + NOTICE if is_small else None,
    )
    if role not in POWERFUL:
        return row.pk, _do(row, act)
    act.note("asked about an account", _subject(row), deed)
    return row.pk, None


def _refuse_carrying_out(row: AccountRequestRow, act: Act, *, is_ready: bool) -> None:
    refuse(
        bars_carrying_out(
            is_over=row.ended is not None,
            is_ready=is_ready,
            is_own=row.by_id == act.member.pk,
        )
    )
    if row.member and not row.member.is_active and row.deed in _OPENS:
        raise AccountBarredError(MembershipBar.ALREADY_CLOSED)


def _do(row: AccountRequestRow, act: Act) -> str:
    row.ended = act.time
    row.save(update_fields=["ended"])
    is_confirmed = row.confirmed_by_id is not None or row.has_code
    if row.member is None:
        # A second account of one person stays that person's, whoever agreed to it.
        is_another_person = is_confirmed and not row.is_own
        return invitations.invite(
            row.note, Role(row.role), row.reads, act, is_confirmed=is_another_person
        )
    if row.deed == AccountDeed.LINK:
        return invitations.link_for(row.member.username, act)
    if row.deed == AccountDeed.RESET:
        reset_factors(row.member.username, act)
    else:
        set_role(row.member.username, Role(row.role), act, is_confirmed=is_confirmed)
    return ""


def _rows() -> "QuerySet[AccountRequestRow]":
    return AccountRequestRow.objects.select_related("member", "by", "confirmed_by")


def _row(key: int) -> AccountRequestRow:
    row = _rows().filter(pk=key).first()
    if row is None:
        raise NotFoundError(f"There is no request {key} about an account.")
    return row


def _subject(row: AccountRequestRow) -> str:
    return row.username or row.note or "somebody"

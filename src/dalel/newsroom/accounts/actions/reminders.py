"""What a member wants to be told of: changing it, confirming the address, ending it.

No address is written into the audit log: it is nobody's business but the member's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from dalel.domain.errors import DalelError
from dalel.domain.reminder import ReminderKind, ReminderTimes, ReminderWay
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions.invitations import LinkDeadError
from dalel.newsroom.accounts.models import Member, ReminderRow
from dalel.newsroom.frame.secret_digest import secret_digest
from dalel.newsroom.frame.transactions import writing

#: Between two links that one member has sent lies at least so long: the address may be another's.
PAUSE: Final = timedelta(minutes=10)


class AddressSettledError(DalelError):
    """There is no address, or it is confirmed."""


@dataclass(frozen=True, kw_only=True)
class ReminderWish:
    """What a member wants."""

    is_on: bool
    way: ReminderWay
    address: str
    kinds: Iterable[ReminderKind]
    times: ReminderTimes


def reminder_of(member: Member) -> ReminderRow:
    """What a member wants; a row that is not kept where they never said."""
    return ReminderRow.objects.filter(member=member).first() or ReminderRow(member=member)


def change_reminders(wish: ReminderWish, act: Act) -> ReminderRow:
    """Keep what a member wants; a new address has to be confirmed before it is used."""
    with writing():
        row = reminder_of(act.member)
        if wish.address != row.address:
            row.address, row.confirmed, row.told_of = wish.address, None, []
            row.failures, row.retry_at, row.error = 0, None, ""
            _ask(row, act.time)
        if wish.way is not row.way:
            # Another place has not been told of anything.
            row.told_of, row.failures, row.retry_at, row.error = [], 0, None, ""
        row.is_on, row.way = wish.is_on, wish.way
        row.kinds = sorted(str(kind) for kind in wish.kinds)
        row.pace, row.at = wish.times.pace, wish.times.at
        row.quiet_from, row.quiet_to = wish.times.quiet_from, wish.times.quiet_to
        row.days = sorted(wish.times.days)
        row.save()
        act.note("changed reminders", act.member.username, "on" if row.is_on else "off")
    return row


def ask_link_again(act: Act) -> None:
    """Have the link that confirms the address sent once more; the former one dies then.

    :raises AddressSettledError: when there is no address, or it is confirmed.
    """
    with writing():
        row = reminder_of(act.member)
        if not row.address or row.confirmed:
            raise AddressSettledError
        _ask(row, act.time)
        row.failures, row.retry_at, row.error = 0, None, ""
        row.save()


def _ask(row: ReminderRow, now: datetime) -> None:
    row.digest, row.expires = "", None
    row.asked = max(now, row.linked + PAUSE if row.linked else now) if row.address else None


def offered_address(secret: str, act: Act) -> str:
    """The address that this link confirms.

    :raises LinkDeadError: when it is of another member, used, replaced or too old.
    """
    return _offered(secret, act).address


def confirm_address(secret: str, act: Act) -> None:
    """Confirm the own address by the link that came there.

    :raises LinkDeadError: as ``offered_address``.
    """
    with writing():
        row = _offered(secret, act)
        row.confirmed, row.digest, row.expires, row.asked = act.time, "", None, None
        row.save()
        act.note("confirmed an address", act.member.username)


def _offered(secret: str, act: Act) -> ReminderRow:
    found = ReminderRow.objects.filter(member=act.member, expires__gt=act.time)
    row = found.filter(digest=secret_digest(secret)).first()
    if row is None:
        raise LinkDeadError
    return row


def end_reminders(member: Member) -> int:
    """Forget what a member wanted to be told, the address and the link; tells how many rows."""
    return ReminderRow.objects.filter(member=member).delete()[0]


def forget_dead_links(now: datetime) -> int:
    """Drop the digests of links that are too old; tells how many."""
    return ReminderRow.objects.filter(expires__lte=now).update(digest="", expires=None)

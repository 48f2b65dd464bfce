"""Counts wrong tries at each account, of which its member and administrators are told.

Only tries that were let through count: refused ones write nothing (decision 0183). A right one is
taken back. Nobody at the door learns anything of it.
"""

from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest

from dalel.domain.try_limits import SLIPS, SLIPS_FORGOTTEN, TOLD_FOR
from dalel.newsroom.accounts.models import Member, WrongTriesRow
from dalel.newsroom.frame.transactions import writing


def count_wrong(member: Member, now: datetime) -> None:
    """One more try, wrong until it is taken back; part of a transaction of the caller's."""
    WrongTriesRow.objects.filter(_over(now), member=member).delete()
    row, is_new = WrongTriesRow.objects.get_or_create(
        member=member, defaults={"count": 1, "since": now}
    )
    if not is_new:
        WrongTriesRow.objects.filter(pk=row.pk).update(count=F("count") + 1)


def take_back(member: Member) -> None:
    """The last try was right; part of a transaction of the caller's."""
    rows = WrongTriesRow.objects.filter(member=member)
    rows.update(count=Greatest(F("count") - 1, 0))
    rows.filter(count=0).delete()


def told_at_sign_in(member: Member, now: datetime) -> WrongTriesRow | None:
    """What is to be told to a member who has come in; None: there were no more than slips."""
    with writing():
        rows = tried().filter(member=member).exclude(_over(now))
        rows.filter(told=None).update(told=now)
        return rows.first()


def tried() -> QuerySet[WrongTriesRow]:
    """Accounts at which somebody tries passwords or codes, with their members."""
    return WrongTriesRow.objects.filter(count__gt=SLIPS).select_related("member")


def forget_wrong(now: datetime) -> int:
    """Drop what was told, and what is too little and too long ago; tells how many rows."""
    gone, _ = WrongTriesRow.objects.filter(_over(now)).delete()
    return int(gone)


def _over(now: datetime) -> Q:
    are_slips = Q(count__lte=SLIPS, since__lt=now - SLIPS_FORGOTTEN)
    return are_slips | Q(told__lt=now - TOLD_FOR)

"""When an administrator of a small newsroom stops doing everything, because it has grown."""

from datetime import datetime, timedelta
from typing import Final

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role

#: So long an administrator is told that the newsroom has grown.
_TOLD: Final = timedelta(days=30)


def outgrown(member: Member, now: datetime) -> datetime | None:
    """The moment, to come or past, from which an administrator writes and releases no more.

    None: there is none, or it is long past, or the member is no administrator.
    """
    if member.role != Role.ADMINISTRATOR:
        return None
    moment = Member.objects.outgrown(now)
    return moment if moment is not None and now < moment + _TOLD else None

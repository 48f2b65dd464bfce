"""Keys with which a device of a member adds links: making, ending and finding out whose one is."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from dalel.domain.errors import DalelError, NotFoundError
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import LinkKeyRow, Member
from dalel.newsroom.frame.permissions import Action, may
from dalel.newsroom.frame.secret_digest import secret_digest
from dalel.newsroom.frame.transactions import writing

#: For how many days a key may work; the first is what a member gets who says nothing.
DAYS: Final = (30, 7, 90)
#: So many keys a member has at a time.
MOST: Final = 10
#: What a key begins with, so that it is known for one wherever it was left lying.
MARK: Final = "dalel-links-"
#: An ended key is listed for so long, to tell why a device is refused.
_LISTED: Final = timedelta(days=30)


class TooManyKeysError(DalelError):
    """A member has as many keys as one may have: withdraw one first."""


def make(name: str, days: int, act: Act) -> str:
    """A new key, of which nobody is told a second time.

    :raises TooManyKeysError: when the member has enough of them.
    """
    with writing():
        if alive(act.time).filter(member=act.member).count() >= MOST:
            raise TooManyKeysError
        secret = f"{MARK}{secrets.token_urlsafe(32)}"
        LinkKeyRow.objects.create(
            digest=secret_digest(secret),
            member=act.member,
            name=name,
            time=act.time,
            expires=act.time + timedelta(days=days),
        )
        act.note("made a key for links", act.member.username, name)
    return secret


def withdraw(key: int, act: Act) -> str:
    """End one of the member's own keys; gives its name.

    :raises NotFoundError: when the member has no such key.
    """
    with writing():
        row = LinkKeyRow.objects.filter(pk=key, member=act.member).first()
        if row is None:
            raise NotFoundError(f"There is no key {key}.")
        if row.ended is None:
            row.ended = act.time
            row.save(update_fields=["ended"])
            act.note("withdrew a key for links", act.member.username, row.name)
    return row.name


def withdraw_all(member: Member, now: datetime) -> int:
    """End all keys of a member; tells how many worked until now."""
    with writing():
        return alive(now).filter(member=member).update(ended=now)


def owner(secret: str, now: datetime) -> LinkKeyRow | None:
    """The key, if it works and its owner may add links; None does not tell why it does not."""
    row = alive(now).filter(digest=secret_digest(secret)).select_related("member").first()
    return row if row is not None and may(row.member, Action.WRITE) else None


def used(row: LinkKeyRow, now: datetime) -> None:
    """Remember when a key was used last."""
    with writing():
        LinkKeyRow.objects.filter(pk=row.pk).update(last_used=now)


def listed(member: Member, now: datetime) -> tuple[LinkKeyRow, ...]:
    """The member's keys that work, and those that ended lately."""
    ended = Q(ended__gt=now - _LISTED) | Q(ended=None, expires__gt=now - _LISTED)
    return tuple(LinkKeyRow.objects.filter(ended, member=member))


def forget_ended(now: datetime) -> int:
    """Forget keys that ended long ago; tells how many."""
    old = Q(ended__lt=now - _LISTED) | Q(expires__lt=now - _LISTED)
    return LinkKeyRow.objects.filter(old).delete()[0]


def alive(now: datetime) -> "QuerySet[LinkKeyRow]":
    """The keys that work, of members who still have an account."""
    return LinkKeyRow.objects.filter(ended=None, expires__gt=now, member__is_active=True)

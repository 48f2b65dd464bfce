"""Open sessions and second factors of members: listing and ending them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from dalel.newsroom.accounts.models import Member


@dataclass(frozen=True, kw_only=True)
class OpenSession:
    """A browser in which a member is signed in."""

    key: int
    browser: str
    ip: str
    since: datetime
    is_current: bool


#: What counts as a second factor; recovery codes alone are none.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def sessions(member: Member, current: str) -> tuple[OpenSession, ...]:
    """Where a member is signed in, the present browser (its session key is given) among them."""
    live = Session.objects.values("session_key")
    rows = UserSession.objects.filter(user_id=member.pk, session_key__in=live)
    return tuple(
        OpenSession(
            key=row.pk,
            browser=row.user_agent,
            ip=row.ip,
            since=row.created_at,
            is_current=row.session_key == current,
        )
        for row in rows.order_by("-created_at")
    )


def end_sessions(members: Iterable[Member]) -> int:
    """Sign these members out everywhere; tells how many sessions ended.

    The rows of all sessions are read, since a session does not name its member in a column; they
    are few, because they are short.
    """
    keys = {str(member.pk) for member in members}
    ended = [row.pk for row in Session.objects.all() if row.get_decoded().get(SESSION_KEY) in keys]
    Session.objects.filter(pk__in=ended).delete()
    UserSession.objects.filter(user_id__in=[int(key) for key in keys]).delete()
    return len(ended)


def end_all_sessions() -> int:
    """Sign everybody out, as after a restore: who has a copy of the home has the keys of sessions.

    Tells how many sessions ended.
    """
    ended, _ = Session.objects.all().delete()
    UserSession.objects.all().delete()
    return ended


def end_session(member: Member, key: int) -> bool:
    """Sign a member out of one browser; False when it was over already."""
    found = UserSession.objects.filter(user_id=member.pk, pk=key).first()
    if found is None:
        return False
    Session.objects.filter(pk=found.session_key).delete()
    found.delete()
    return True


def end_other_sessions(member: Member, current: str) -> int:
    """Sign a member out of every browser but the one with this session key."""
    others = UserSession.objects.filter(user_id=member.pk).exclude(session_key=current)
    keys = list(others.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    others.delete()
    return len(keys)


def drop_factors(member: Member) -> int:
    """Take a member's second factors and recovery codes away; tells how many factors.

    Who had one needs a new one before anything public; see ``session_limits``.
    """
    factors = Authenticator.objects.filter(user_id=member.pk)
    count: int = factors.filter(type__in=FACTORS).count()
    factors.delete()
    if count:
        Member.objects.filter(pk=member.pk).update(factor_lost=True)
    return count


def note_factor(member: Member) -> None:
    """The member has set a second factor up, perhaps in place of one that was taken away."""
    Member.objects.filter(pk=member.pk, factor_lost=True).update(factor_lost=False)


def has_factor(member: Member) -> bool:
    """Whether the member has set a second factor up."""
    return bool(Authenticator.objects.filter(user_id=member.pk, type__in=FACTORS).exists())


def has_lost_factor(member: Member) -> bool:
    """Whether the member's second factor was taken away and no new one is there."""
    return member.factor_lost and not has_factor(member)


def with_factor() -> frozenset[int]:
    """The keys of all members who have a second factor."""
    found = Authenticator.objects.filter(type__in=FACTORS).values_list("user_id", flat=True)
    return frozenset(found)


def forget_ended(now: datetime) -> int:
    """Drop sessions that are over, and what was kept of their browsers."""
    Session.objects.filter(expire_date__lt=now).delete()
    live = Session.objects.values("session_key")
    forgotten, _ = UserSession.objects.exclude(session_key__in=live).delete()
    return int(forgotten)

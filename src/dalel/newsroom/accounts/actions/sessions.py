"""Open sessions and second factors of members: listing and ending them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models.functions import Length
from django.http import HttpRequest

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.accounts.session_store import row_key


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


def note_session(member: Member, request: HttpRequest) -> None:
    """Write down from which browser a member has come in, by the digest of the session's key."""
    if not request.session.session_key:
        request.session.save()
    agent = request.headers.get("User-Agent", "")
    UserSession.objects.update_or_create(
        session_key=row_key(request.session.session_key or ""),
        defaults={
            "user_id": member.pk,
            "ip": get_adapter().get_client_ip(request),
            "user_agent": agent[: UserSession._meta.get_field("user_agent").max_length],  # noqa: SLF001 - documented by Django.
        },
    )


def sessions(member: Member, current: str) -> tuple[OpenSession, ...]:
    """Where a member is signed in, the present browser (its session's key is given) among them."""
    here = row_key(current)
    live = Session.objects.values("session_key")
    rows = UserSession.objects.filter(user_id=member.pk, session_key__in=live)
    return tuple(
        OpenSession(
            key=row.pk,
            browser=row.user_agent,
            ip=row.ip,
            since=row.created_at,
            is_current=row.session_key == here,
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
    """Sign everybody out, as after a restore: a session that was ended since is in it again.

    Tells how many sessions ended.
    """
    ended, _ = Session.objects.all().delete()
    UserSession.objects.all().delete()
    return ended


def end_open_keys() -> int:
    """End the sessions of before, whose keys lie in the rows as cookies hold them."""
    long = len(row_key(""))
    open_keys = Session.objects.annotate(long=Length("session_key")).exclude(long=long)
    ended, _ = open_keys.delete()
    UserSession.objects.annotate(long=Length("session_key")).exclude(long=long).delete()
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
    others = UserSession.objects.filter(user_id=member.pk).exclude(session_key=row_key(current))
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

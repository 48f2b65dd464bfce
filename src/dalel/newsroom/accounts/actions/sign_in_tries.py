"""Counting of wrong tries at the door: by name and address, and never so that spite shuts it.

A browser that has signed in to the account before is counted by itself alone. All others share
three bounds, those of ``dalel.domain.try_limits``. An address of this machine stands for whoever
comes by an onion service or a proxy that names nobody: of it only the name is counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from typing import Final

from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.crypto import salted_hmac

from dalel.domain.try_limits import (
    ADDRESS,
    CODE,
    CODE_KNOWN,
    CODE_PAIR,
    FORGOTTEN,
    KNOWN,
    NAME,
    PAIR,
    TryBound,
)
from dalel.newsroom.accounts.actions.wrong_tries import count_wrong, take_back
from dalel.newsroom.accounts.models import Member, SignInLevelRow
from dalel.newsroom.frame.transactions import writing

#: So many rows of strangers are kept; the oldest go first.
MOST_ROWS: Final = 20_000


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Who tries: from which address, at which name, and whether the browser is known there.

    ``member`` is whom the name belongs to, if anybody; ``word`` is empty in an unknown browser.
    """

    address: str
    username: str
    member: Member | None
    word: str = ""


@dataclass(frozen=True, kw_only=True)
class _Count:
    digest: str
    bound: TryBound
    member: Member | None = None


@dataclass(frozen=True)
class Spent:
    """A try that was let through; it is given back when it was right."""

    digests: tuple[str, ...] = ()
    #: Whose account was tried, if anybody's.
    member: Member | None = None


def spend_password(caller: Caller, now: datetime) -> Spent | None:
    """Let a password be tried; None: too many were, and nothing is counted."""
    return _spend_either(caller, _known("password", caller, KNOWN), _strange(caller), now)


def spend_code(caller: Caller, now: datetime) -> Spent | None:
    """Let a code of a second factor be tried; None: too many were."""
    strange = [_count("code", caller.username, CODE, caller.member)]
    if not _says_nothing(caller.address):
        strange.append(_count("code pair", f"{caller.username} {caller.address}", CODE_PAIR))
    return _spend_either(caller, _known("code", caller, CODE_KNOWN), strange, now)


def give_back(spent: Spent) -> None:
    """A try was right: it does not count."""
    with writing():
        SignInLevelRow.objects.filter(digest__in=spent.digests).update(
            level=Greatest(F("level") - 1.0, 0.0)
        )
        if spent.member:
            take_back(spent.member)


def forget_tries(now: datetime) -> int:
    """Drop what counts no longer; tells how many rows."""
    gone, _ = SignInLevelRow.objects.filter(time__lt=now - FORGOTTEN).delete()
    return int(gone)


def _known(what: str, caller: Caller, bound: TryBound) -> list[_Count]:
    if not caller.word or caller.member is None:
        return []
    return [_count(f"known {what}", f"{caller.username} {caller.word}", bound, caller.member)]


def _strange(caller: Caller) -> list[_Count]:
    counted = [_count("name", caller.username, NAME, caller.member)]
    if not _says_nothing(caller.address):
        pair = f"{caller.username} {caller.address}"
        counted += [_count("pair", pair, PAIR), _count("address", caller.address, ADDRESS)]
    return counted


def _count(kind: str, what: str, bound: TryBound, member: Member | None = None) -> _Count:
    digest = salted_hmac("dalel.sign-in-tries", f"{kind} {what}", algorithm="sha256").hexdigest()
    return _Count(digest=digest, bound=bound, member=member)


def _says_nothing(address: str) -> bool:
    """Whether strangers share this address: it is of this machine, or none."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return True


def _spend_either(
    caller: Caller, known: Sequence[_Count], strange: Sequence[_Count], now: datetime
) -> Spent | None:
    """Count by the browser that is known; where that is full, as of any other one."""
    with writing():
        digests = (known and _spend(known, now)) or _spend(strange, now)
        if not digests:
            return None
        if caller.member:
            count_wrong(caller.member, now)
        return Spent(digests=digests, member=caller.member)


def _spend(counts: Sequence[_Count], now: datetime) -> tuple[str, ...]:
    """Raise all levels by one and give what was raised; nothing where one of them has no room."""
    digests = [one.digest for one in counts]
    rows = {row.digest: row for row in SignInLevelRow.objects.filter(digest__in=digests)}
    levels = {}
    for one in counts:
        row = rows.get(one.digest)
        level = one.bound.level(row.level, row.time, now) if row else 0.0
        if not one.bound.has_room(level):
            return ()
        levels[one.digest] = level + 1
    for one in counts:
        SignInLevelRow.objects.update_or_create(
            digest=one.digest,
            defaults={"level": levels[one.digest], "time": now, "member": one.member},
        )
    _drop_oldest()
    return tuple(digests)


def _drop_oldest() -> None:
    """A flood of addresses fills no disk, and drops no row that guards an account."""
    strangers = SignInLevelRow.objects.filter(member=None)
    if strangers.count() > MOST_ROWS:
        oldest = strangers.order_by("time").values_list("pk", flat=True)[: MOST_ROWS // 10]
        SignInLevelRow.objects.filter(pk__in=list(oldest)).delete()

"""Tying the Telegram account of a member by a code, finding whose one is, and untying it."""

import re
import secrets
from datetime import datetime, timedelta
from typing import Final

from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions import link_keys
from dalel.newsroom.accounts.models import Member, MembersBotRow, TelegramTieRow
from dalel.newsroom.frame.permissions import Action, may
from dalel.newsroom.frame.secret_digest import secret_digest
from dalel.newsroom.frame.transactions import writing

#: A code works for so long, once.
CODE: Final = timedelta(minutes=15)
#: Without letters that look alike; ten of these are 49 bits.
_ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"
_FORM: Final = re.compile(rf"[{_ALPHABET}]{{10}}")


def make_code(act: Act) -> str:
    """A code by which this member's Telegram account is tied; the one before dies."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(10))
    with writing():
        TelegramTieRow.objects.update_or_create(
            member=act.member,
            defaults={"digest": secret_digest(code), "expires": act.time + CODE},
        )
        act.note("asked to connect Telegram", act.member.username)
    return code


def tie(account: int, code: str, now: datetime) -> Member | None:
    """Tie a Telegram account to whoever made the code; None: the code does not work."""
    if not _FORM.fullmatch(code):
        return None
    with writing():
        row = (
            TelegramTieRow.objects.filter(digest=secret_digest(code), expires__gt=now)
            .select_related("member")
            .first()
        )
        if row is None or not may(row.member, Action.WRITE):
            return None
        if TelegramTieRow.objects.filter(account=account).exclude(pk=row.pk).exists():
            return None
        row.account, row.time, row.digest, row.expires = account, now, "", None
        row.save()
        Act(member=row.member, time=now).note("connected Telegram", row.member.username)
    return row.member


def owner(account: int) -> Member | None:
    """The member whose Telegram account it is, if he or she may add links."""
    row = TelegramTieRow.objects.filter(account=account).select_related("member").first()
    return row.member if row is not None and may(row.member, Action.WRITE) else None


def tied(member: Member) -> TelegramTieRow | None:
    """The tie of a member, where an account is tied."""
    return TelegramTieRow.objects.filter(member=member, account__isnull=False).first()


def untie(act: Act) -> None:
    """Forget the member's Telegram account and code."""
    with writing():
        if TelegramTieRow.objects.filter(member=act.member).delete()[0]:
            act.note("disconnected Telegram", act.member.username)


def end_outside_ways(member: Member, now: datetime) -> None:
    """End whatever adds links in a member's name without a sign-in: keys and Telegram."""
    with writing():
        link_keys.withdraw_all(member, now)
        TelegramTieRow.objects.filter(member=member).delete()


def bot_name() -> str:
    """The name under which the bot is found; empty: no worker has asked yet."""
    return MembersBotRow.objects.values_list("name", flat=True).first() or ""


def forget_codes(now: datetime) -> int:
    """Forget codes that nobody used in time; tells how many."""
    old = TelegramTieRow.objects.filter(expires__lte=now)
    gone = old.filter(account=None).delete()[0]
    return gone + old.update(digest="", expires=None)

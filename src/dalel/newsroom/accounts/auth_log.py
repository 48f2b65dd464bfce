"""Audit log of sign-ins, sign-outs, lock-outs, and changes of passwords and second factors."""

import logging
from datetime import UTC, datetime
from typing import Any, Final

from allauth.account.signals import password_changed, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions.sessions import FACTORS, note_factor
from dalel.newsroom.accounts.actions.telegram_ties import end_outside_ways
from dalel.newsroom.accounts.actions.wrong_tries import told_at_sign_in
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import say
from dalel.newsroom.frame.locale import speak

_LOG: Final = logging.getLogger(__name__)


def connect() -> None:
    """Listen at the door from now on."""
    user_logged_in.connect(_signed_in)
    user_logged_out.connect(_signed_out)
    user_login_failed.connect(_failed)
    password_changed.connect(_changed_password)
    authenticator_added.connect(_added)
    authenticator_removed.connect(_removed)
    authenticator_reset.connect(_reset)
    authenticator_used.connect(_used)


def note_locked(member: Member) -> None:
    """Somebody tried the account of a member too often."""
    _note(member, "locked out")


def _signed_in(request: HttpRequest, user: object, **_signal: Any) -> None:
    _note(user, "signed in")
    if isinstance(user, Member):
        _tell_of_tries(request, user)


def _tell_of_tries(request: HttpRequest, member: Member) -> None:
    """Its owner learns that somebody keeps trying the account; nobody at the door does."""
    row = told_at_sign_in(member, datetime.now(UTC))
    if row is not None:
        told = ngettext(
            "%(count)s wrong try to get into your account since %(when)s.",
            "%(count)s wrong tries to get into your account since %(when)s.",
            row.count,
        ) % {"count": row.count, "when": speak().moment_day(row.since, pack().zone)}
        say(request, told, _("If they were not yours: tell an administrator, add a passkey."))


def _signed_out(user: object, **_signal: Any) -> None:
    _note(user, "signed out")


def _failed(**_signal: Any) -> None:
    # Neither name nor address: people type their password into the wrong box, and whoever seizes
    # the log learns nothing of who works from where.
    _LOG.warning("A sign-in failed: no such name, or a wrong password.")


def _changed_password(user: object, **_signal: Any) -> None:
    if isinstance(user, Member):
        end_outside_ways(user, datetime.now(UTC))
    _note(user, "changed the password")


def _added(user: object, authenticator: Authenticator, **_signal: Any) -> None:
    if isinstance(user, Member) and authenticator.type in FACTORS:
        note_factor(user)
    _note(user, "added a second factor", authenticator.type)


def _removed(user: object, authenticator: Authenticator, **_signal: Any) -> None:
    _note(user, "removed a second factor", authenticator.type)


def _reset(user: object, authenticator: Authenticator, **_signal: Any) -> None:
    _note(user, "made new codes", authenticator.type)


def _used(request: HttpRequest, user: object, authenticator: Authenticator, **_signal: Any) -> None:
    """A recovery code opened the door: its owner is told how many are left."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        return
    # What the library hands over was read before the code was crossed out.
    left = len(Authenticator.objects.get(pk=authenticator.pk).wrap().get_unused_codes())
    _note(user, "used a recovery code", str(left))
    if left:
        told = ngettext(
            "You came in by a recovery code. %(left)s code is left.",
            "You came in by a recovery code. %(left)s codes are left.",
            left,
        ) % {"left": left}
    else:
        told = _("You came in by a recovery code. It was the last one.")
    say(request, told, _("Make new ones under “Your account”, “Second factor”."))


def _note(member: object, action: str, detail: str = "") -> None:
    if isinstance(member, Member):
        Act(member=member, time=datetime.now(UTC)).witness(action, member.username, detail)

"""Adapters for django-allauth: our wording, login locks, and rules on second factors."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.userkit import get_user_by_username
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dalel.newsroom.accounts.actions.sessions import FACTORS
from dalel.newsroom.accounts.actions.sign_in_tries import Caller, give_back, spend_password
from dalel.newsroom.accounts.auth_log import note_locked
from dalel.newsroom.accounts.known_browsers import known_word
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.accounts.queries.newsroom_settings import second_factor_roles
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.frame.sealing import is_sealed, seal, unsealed

#: The lock of a name is written down once in this time, however often it is rattled.
_NOTED_EVERY: Final = 15 * 60


def caller_of(request: HttpRequest, *, username: str = "", member: Member | None = None) -> Caller:
    """Who tries, as far as it can be told; names are looked up as the library does."""
    found = member or (get_user_by_username(username) if username else None)
    return Caller(
        address=get_ip(request),
        username=f"#{found.pk}" if found else username.casefold(),
        member=found,
        word=known_word(request, found) if found else "",
    )


def note_once(caller: Caller) -> None:
    """Write down that an account was tried too often; of other names nothing is kept."""
    if caller.member and cache.add(f"locked:{caller.username}", 1, _NOTED_EVERY):
        note_locked(caller.member)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Names and passwords: our words, no mail, and the lock is written down."""

    error_messages: ClassVar[Mapping[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "The username or the password is wrong. Capital and small letters differ."
        ),
        "too_many_login_attempts": _(
            "Too many wrong attempts. A passkey still opens the door, and so does your own address "
            "of the sign-in page, if you kept it. Otherwise wait 15 minutes, or have a colleague "
            "make you a link."
        ),
        "incorrect_code": _("This code is wrong or too old."),
        "incorrect_password": _("This password is wrong."),
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt; the first one that is one too many is written down.

        :raises ValidationError: when it is one too many from here.
        """
        caller = caller_of(request, username=str(credentials.get("username", "")))
        spent = spend_password(caller, datetime.now(UTC))
        if spent is None:
            note_once(caller)
            raise self.validation_error("too_many_login_attempts")
        self._spent = spent

    def _rollback_login_failed_rl_usage(self) -> None:
        """The password was right: the library calls this in place of its own count."""
        give_back(self._spent)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Where a member goes on after a new password."""
        return reverse("account")


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: our words, and the last one stays where the newsroom asks for one."""

    error_messages: ClassVar[Mapping[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "too_many_codes": _(
            "Too many wrong codes. A passkey still opens the door; otherwise wait half an hour. "
            "Where it was not you who tried, somebody knows your password: choose a new one."
        ),
        "cannot_delete_authenticator": _(
            "Your role needs a second factor: add another one before you remove this one."
        ),
    }

    def encrypt(self, text: str) -> str:
        """The secret of an app, or the seed of recovery codes, as a row keeps it."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """What ``encrypt`` was given; what stands in a row since before is read as it is."""
        return unsealed(encrypted_text) if is_sealed(encrypted_text) else encrypted_text

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether the newsroom still gets the second factor that it asks for."""
        member = authenticator.user
        if not isinstance(member, Member) or Role(member.role) not in second_factor_roles():
            return True
        others = Authenticator.objects.filter(user_id=member.pk, type__in=FACTORS)
        return bool(others.exclude(pk=authenticator.pk).exists())

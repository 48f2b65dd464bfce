"""Creation of accounts, with a random first password."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from dalel.domain.errors import DalelError
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.roles import Role


class AccountRefusedError(DalelError):
    """An account cannot be made so."""


@dataclass(frozen=True, kw_only=True)
class NewAccount:
    """An account that was just made; nobody sees the password a second time."""

    username: str
    password: str


def add_account(
    username: str, *, name: str = "", role: Role = Role.REPORTER, reads: Iterable[str] = ()
) -> NewAccount:
    """Make an account with a random password that its owner is asked to change.

    :raises AccountRefusedError: when the name is taken or not valid.
    """
    password = secrets.token_urlsafe(12)
    try:
        Member.objects.create_user(
            username,
            password,
            name=name,
            role=role,
            reads=list(reads),
            password_temporary=True,
        )
    except ValidationError as error:
        raise AccountRefusedError(f"{username}: {' '.join(error.messages)}") from error
    return NewAccount(username=username, password=password)


def has_accounts() -> bool:
    """Whether anybody can sign in; a guest cannot."""
    return Member.objects.filter(is_guest=False).exists()

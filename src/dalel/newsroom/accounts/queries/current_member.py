"""The member and the actor behind a request."""

from datetime import UTC, datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import Member


def member_of(request: HttpRequest) -> Member:
    """The member who asks; a view behind ``allowed`` has one."""
    if not isinstance(request.user, Member):
        raise PermissionDenied
    return request.user


def act(request: HttpRequest) -> Act:
    """Who does something now.

    :raises PermissionDenied: when it is nobody of the newsroom.
    """
    if not isinstance(request.user, Member):
        raise PermissionDenied
    return Act(member=request.user, time=datetime.now(UTC))

"""Who is at this desk?"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from dalel.store.models import Member


def member_of(request: HttpRequest) -> Member:
    """The member who asks; a view behind ``allowed`` has one."""
    if not isinstance(request.user, Member):
        raise PermissionDenied
    return request.user

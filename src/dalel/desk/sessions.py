"""How long does a session live, and what does it owe before it may go on?"""

from collections.abc import Callable
from datetime import timedelta
from time import time
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from dalel.store.models import Member
from dalel.store.people.newsroom import lacks_factor

#: A click renews the session, but not more often than this: each renewal is a write.
RENEWED: Final = timedelta(minutes=10)
_CLICKED: Final = "clicked"
_OWES_NOTHING: Final = "owes nothing"


def keep_sessions_short(
    respond: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a session lives from click to click; it first sets up what the role needs."""

    def answer(request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, Member) and _is_page(request):
            _renew(request)
            if _owes_factor(request, request.user):
                return HttpResponseRedirect(reverse("mfa_index"))
        return respond(request)

    return answer


def _is_page(request: HttpRequest) -> bool:
    return not request.path.startswith("/static/")


def _renew(request: HttpRequest) -> None:
    if time() - request.session.get(_CLICKED, 0) > RENEWED.total_seconds():
        request.session[_CLICKED] = int(time())


def _owes_factor(request: HttpRequest, member: Member) -> bool:
    """Whether the member has to set a second factor up first; asked until it is there.

    A role that gets stricter signs its members out, so that a session never owes anything later.
    """
    if request.session.get(_OWES_NOTHING):
        return False
    if not lacks_factor(member):
        request.session[_OWES_NOTHING] = True
        return False
    open_to_all = (reverse("account"), reverse("account_logout"), reverse("language"))
    return not request.path.startswith(open_to_all)

"""Middleware that limits the life of sessions and enforces the set-up of a second factor."""

from collections.abc import Callable
from datetime import timedelta
from time import time
from typing import Final

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from dalel.newsroom.accounts.actions.newsroom import lacks_factor
from dalel.newsroom.accounts.actions.sessions import has_lost_factor
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.feedback import say
from dalel.newsroom.frame.public_acts import GUARDED, is_one_of

#: A click renews the session, but not more often than this: each renewal is a write.
RENEWED: Final = timedelta(minutes=10)
#: However often there is a click, so long after the first a member signs in again.
LONGEST: Final = timedelta(days=7)
_CLICKED: Final = "clicked"
_BEGUN: Final = "begun"
_OWES_NOTHING: Final = "owes nothing"
_LED: Final = "led to the second factor"


def keep_sessions_short(
    respond: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a session lives from click to click; it first sets up what the role needs."""

    def answer(request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, Member) and _is_page(request):
            _renew(request)
            if time() - request.session[_BEGUN] > LONGEST.total_seconds():
                logout(request)
                return redirect_to_login(request.get_full_path())
            if _owes_factor(request, request.user) or _lost_factor(request, request.user):
                return HttpResponseRedirect(reverse("mfa_index"))
        return respond(request)

    return answer


def _is_page(request: HttpRequest) -> bool:
    return not request.path.startswith("/static/")


def _renew(request: HttpRequest) -> None:
    if (
        _BEGUN not in request.session
        or time() - request.session.get(_CLICKED, 0) > RENEWED.total_seconds()
    ):
        request.session[_CLICKED] = int(time())
        request.session.setdefault(_BEGUN, request.session[_CLICKED])


def _owes_factor(request: HttpRequest, member: Member) -> bool:
    """Whether the member has to set a second factor up first; asked until it is there.

    A role that gets stricter signs its members out, so that a session never owes anything later.
    """
    if request.session.get(_OWES_NOTHING):
        return False
    if not lacks_factor(member):
        request.session[_OWES_NOTHING] = True
        return False
    return not _is_open_to_all(request)


def _lost_factor(request: HttpRequest, member: Member) -> bool:
    """Whether the member is led to a new second factor in place of the one taken away.

    That is the first page of a session, and whatever a second factor guards; reading goes on.
    """
    if _is_open_to_all(request) or not has_lost_factor(member):
        return False
    if request.method == "POST":
        if not is_one_of(request.path, GUARDED):
            return False
        say(request, _("Nothing was done: first set up a second factor."))
        return True
    is_led = not request.session.get(_LED)
    request.session[_LED] = True
    return is_led


def _is_open_to_all(request: HttpRequest) -> bool:
    """The own account, the way out and the language."""
    return request.path.startswith(
        (reverse("account"), reverse("account_logout"), reverse("language"))
    )

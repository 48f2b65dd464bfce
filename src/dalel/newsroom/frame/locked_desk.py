"""Middleware of a desk that is locked: until somebody enters the passphrase it shows one page."""

from collections.abc import Callable
from threading import Lock
from typing import Final, TypeVar

from allauth.account.adapter import get_adapter
from django import forms
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from dalel.newsroom.frame.newsroom_key import enter, is_open

#: So many wrong passphrases from one address, and from all, in so many seconds; then none is tried.
_TRIES: Final = 10
_TRIES_OF_ALL: Final = 60
_PERIOD: Final = 15 * 60
#: Longer than any passphrase.
_LONGEST: Final = 1_000
#: What tells that a view answers while the desk is locked.
_MARK: Final = "answers_while_locked"
_View = TypeVar("_View", bound=Callable[..., HttpResponse])
#: One is tried at a time: each takes much memory, by its very purpose.
_turn: Final = Lock()


class UnlockForm(forms.Form):
    """The passphrase of a locked newsroom."""

    passphrase = forms.CharField(max_length=_LONGEST)


def ask_for_the_passphrase(
    respond: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: nothing of the desk answers before the newsroom's key is open.

    Only a view that is marked by ``answers_while_locked`` does.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if is_open() or _answers_anyway(request):
            return respond(request)
        form = UnlockForm(request.POST)
        if request.method != "POST" or not form.is_valid():
            return _page(request)
        return _try(request, form.cleaned_data["passphrase"])

    return answer


def answers_while_locked(view: _View) -> _View:
    """Mark a view that shows nothing sealed, and says itself what it says while the desk is locked.

    It stands above all other decorators of the view.
    """
    setattr(view, _MARK, True)
    return view


def _answers_anyway(request: HttpRequest) -> bool:
    try:
        return hasattr(resolve(request.path_info).func, _MARK)
    except Resolver404:
        return False


def _try(request: HttpRequest, passphrase: str) -> HttpResponse:
    counters = (
        (f"unlock:{get_adapter().get_client_ip(request)}", _TRIES),
        ("unlock", _TRIES_OF_ALL),
    )
    if any(cache.get(name, 0) >= most for name, most in counters):
        return _page(request, _("Too many wrong passphrases. Try again in 15 minutes."), 429)
    for name, _most in counters:
        cache.add(name, 0, _PERIOD)
        cache.incr(name)
    with _turn:
        is_right = enter(passphrase)
    if not is_right:
        return _page(request, _("This passphrase is wrong."), 403)
    cache.delete_many([name for name, _most in counters])
    return HttpResponseRedirect(request.get_full_path())


def _page(request: HttpRequest, problem: str = "", status: int = 423) -> HttpResponse:
    return render(request, "frame/locked.html", {"problem": problem}, status=status)

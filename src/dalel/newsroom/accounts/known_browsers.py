"""Browsers that have signed in before, known by a signed cookie: spite never shuts them out.

"Device cookies" as OWASP describes them
(https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies). Such a
cookie opens nothing: whoever has it may try the password of one account though others try it too.
"""

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from dalel.newsroom.accounts.models import Member

COOKIE: Final = ("__Host-" if settings.SESSION_COOKIE_SECURE else "") + "dalel_known"
_AGE: Final = timedelta(days=400)
#: So many members may share a browser.
_MOST: Final = 8
_BETWEEN: Final = "~"
#: What a member's own address says in place of a browser's random word.
_OWN: Final = "own"
_SIGNER: Final = Signer(salt="dalel.known-browser")


def know_browsers(
    respond: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: who is signed in leaves a mark in the browser by which it is known again."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        member = getattr(request, "user", None)
        if isinstance(member, Member) and not known_word(request, member):
            mark(request, response, _token(member.pk, secrets.token_urlsafe(12)))
        return response

    return answer


def known_word(request: HttpRequest, member: Member) -> str:
    """The word by which this browser is known to have signed in to an account; empty: never."""
    for token in request.COOKIES.get(COOKIE, "").split(_BETWEEN)[:_MOST]:
        key, word = _read(token)
        if word and key == str(member.pk):
            return word
    return ""


def own_token(member: Member) -> str:
    """What makes any browser a known one for this member: part of an address to keep."""
    return _token(member.pk, _OWN)


def is_token(token: str) -> bool:
    """Whether we have signed it."""
    return bool(_read(token)[1])


def mark(request: HttpRequest, response: HttpResponse, token: str) -> None:
    """Let the browser keep a token beside those that it has, the newest first."""
    earlier = [one for one in request.COOKIES.get(COOKIE, "").split(_BETWEEN) if is_token(one)]
    kept = list(dict.fromkeys([token, *earlier]))[:_MOST]
    response.set_cookie(
        COOKIE,
        _BETWEEN.join(kept),
        max_age=_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _token(key: int, word: str) -> str:
    return _SIGNER.sign(f"{key}.{word}")


def _read(token: str) -> tuple[str, str]:
    try:
        key, _, word = _SIGNER.unsign(token).partition(".")
    except BadSignature:
        return "", ""
    return key, word

"""The language and time zone of a request, with the middleware that sets them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation.trans_real import parse_accept_lang_header

from dalel.newsroom.frame.context import pack
from dalel.publish.views.dates import DateWording, wording


def speak_the_members_language(
    respond: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: what the member chose, else what was chosen or is preferred in this browser.

    Where none of these is a language of the desk, the pack's first one.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        language = request.LANGUAGE_CODE = _language(request)
        with translation.override(language), timezone.override(ZoneInfo(pack().profile.zone)):
            response = respond(request)
        response["Content-Language"] = language
        return response

    return answer


def spoken() -> dict[str, str]:
    """The languages of the desk that the pack's labels speak too, with their own names."""
    return {code: name for code, name in settings.LANGUAGES if code in pack().ui_languages}


def _language(request: HttpRequest) -> str:
    of_member = getattr(request.user, "language", "")
    # An address may say it too, while the desk is locked and nothing can be kept.
    typed = "" if of_member else request.GET.get("language", "")
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    known = spoken()
    asked = (of_member, typed, chosen, *_preferred(request), *pack().languages, *known)
    return next(language for language in asked if language in known)


def _preferred(request: HttpRequest) -> list[str]:
    """The languages that the browser asks for, the dearest first, without their countries."""
    header = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    return [tag.partition("-")[0] for tag, _weight in header]


def tongue() -> str:
    """The language of this screen."""
    return translation.get_language() or settings.LANGUAGE_CODE


@dataclass(frozen=True, kw_only=True)
class ScreenWording(DateWording):
    """How dates and numbers are written on the desk's screens: ``28.01.2026``, as one types it."""

    def day(self, day: date) -> str:
        """``17.11.2025``."""
        return f"{day.day:02}.{day.month:02}.{day.year}"


def speak() -> ScreenWording:
    """How dates and numbers are written in the language of this screen."""
    return _on_screens(tongue())


@cache
def _on_screens(language: str) -> ScreenWording:
    return ScreenWording(**vars(wording(language)))

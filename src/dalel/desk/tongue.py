"""In which language and zone does this person see the desk?"""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from dalel.desk.ground import pack


def speak_the_members_language(
    respond: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the member's own choice, else this browser's, else the newsroom's language."""

    def answer(request: HttpRequest) -> HttpResponse:
        language = _language(request)
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
    of_browser = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    known = spoken()
    asked = (of_member, of_browser, settings.LANGUAGE_CODE, *known)
    return next(language for language in asked if language in known)

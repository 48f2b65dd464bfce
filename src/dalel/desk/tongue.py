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


def is_spoken(language: str) -> bool:
    """Whether the desk has screens in this language."""
    return language in dict(settings.LANGUAGES)


def _language(request: HttpRequest) -> str:
    of_member = getattr(request.user, "language", "")
    of_browser = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    for language in (of_member, of_browser):
        if is_spoken(language):
            return str(language)
    return str(settings.LANGUAGE_CODE)

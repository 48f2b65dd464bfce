"""Middleware that keeps the public host and the desk's host apart.

Where ``letters_address`` names a host other than the desk's, that host is the site's: its web
server hands the few pages for readers of letters on to the desk's process. Whatever else is asked
of the desk under that name is refused here, whatever the web server lets through, and no cookie of
a member is read or set there. Under every other name the pages for readers are not there.
"""

import re
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.utils.translation import gettext as _

_ROOM: Final = "/letters/"
_PAGES: Final = re.compile(r"/letters/(?:(?:confirm|leave)/[^/]+/)?")
#: What these pages need of the desk's files; under their own path, since the site has its own.
_FILES: Final = re.compile(
    r"/letters(/static/(?:desk/(?:desk|doors)\.css|site/mark\.svg|vendor/[\w-]+/[\w-]+\.woff2))"
)
#: Answers that the pages for readers do not make themselves: theirs would show the desk.
_OF_THE_DESK: Final = frozenset({403, 413, 500, 503})


def keep_hosts_apart(
    respond: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: each host answers what is its own."""

    def answer(request: HttpRequest) -> HttpResponse:
        if found := _FILES.fullmatch(request.path_info):
            request.path_info = found[1]
            return respond(_without_cookies(request))
        is_public = _is_public(request)
        if is_public is not None and is_public != bool(_PAGES.fullmatch(request.path_info)):
            if is_public or request.path_info.startswith(_ROOM):
                return _bare(404)
            return respond(request)
        return _outside(request, respond) if is_public else respond(request)

    return answer


def _is_public(request: HttpRequest) -> bool | None:
    """Whether it is asked of the public host; None where there is only one host."""
    if not settings.PUBLIC_HOST:
        return None
    return split_domain_port(request.get_host())[0] == settings.PUBLIC_HOST


def _outside(request: HttpRequest, respond: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """The answer of a page for readers: it knows no member, and shows nothing of the desk."""
    response = respond(_without_cookies(request))
    if response.status_code in _OF_THE_DESK:
        response = _bare(response.status_code)
    for name in [name for name in response.cookies if name != settings.CSRF_COOKIE_NAME]:
        del response.cookies[name]
    if settings.SECURE_HSTS_SECONDS and request.is_secure():
        # Of the hosts below the site's name we know nothing.
        response["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
    return response


def _without_cookies(request: HttpRequest) -> HttpRequest:
    """The request, of whose cookies only that of the form is left."""
    kept = request.COOKIES.get(settings.CSRF_COOKIE_NAME)
    request.COOKIES = {settings.CSRF_COOKIE_NAME: kept} if kept else {}
    request.META.pop("HTTP_COOKIE", None)
    return request


def _bare(status: int) -> HttpResponse:
    told = {
        403: _("This form is out of date; nothing was saved. Go back, reload and try again."),
        404: _("There is no page at this address."),
    }
    response = HttpResponse(
        f"{told.get(status, _('Please try again in an hour.'))}\n",
        status=status,
        content_type="text/plain; charset=utf-8",
    )
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    response["Cache-Control"] = "no-store"
    return response

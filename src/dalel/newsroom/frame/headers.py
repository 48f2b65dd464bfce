"""Middleware for the headers of every page of the desk, those that come and those that go."""

from collections.abc import Callable
from typing import Final
from wsgiref.headers import Headers

from django.http import HttpRequest, HttpResponse

#: Nothing from elsewhere, no inline script or style, never inside another site's frame.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def safe_headers(
    respond: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a strict content policy, and no copy of a page outside the newsroom."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        response["Content-Security-Policy"] = POLICY
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer


def mark_file(headers: Headers, path: str, url: str) -> None:
    """The same policy on files of the desk, which WhiteNoise answers before any page is asked."""
    headers["Content-Security-Policy"] = POLICY


#: What a device reaches with a key alone; a browser's session means nothing there.
BY_KEY: Final = "/api/"


def leave_out_cookies(
    respond: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: where a key lets in no cookie is read, so that nobody's session helps."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(BY_KEY):
            request.META.pop("HTTP_COOKIE", None)
            request.COOKIES = {}
        return respond(request)

    return answer

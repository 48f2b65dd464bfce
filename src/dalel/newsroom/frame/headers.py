"""Middleware that sets security headers on every page of the desk."""

from collections.abc import Callable
from typing import Final

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

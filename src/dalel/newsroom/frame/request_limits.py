"""Middleware that cleans form data and enforces limits on its size."""

import re
from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from dalel.domain.incident import LONGEST_TEXT
from dalel.newsroom.frame.headers import BY_KEY

#: The writing desk tells itself that a text is too long, with all fields in their place.
_TELLS_ITSELF: Final = ("/edit/", "/autosave/")
#: The category Cc of Unicode but for tabs and the ends of lines.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def keep_to_limits(
    respond: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: control characters are left out; what is too long is told and handed back."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.GET = _plain(request.GET)
        # Where a key lets in, the view looks at the key before anything of the body is read.
        if request.method != "POST" or request.path.startswith(BY_KEY):
            return respond(request)
        request.POST = _plain(request.POST)
        long = {
            name: value
            for name, values in request.POST.lists()
            for value in values
            if len(value) > LONGEST_TEXT
        }
        if long and not request.path.endswith(_TELLS_ITSELF):
            return render(request, "frame/too_long.html", {"long": long}, status=413)
        return respond(request)

    return answer


def _plain(sent: Any) -> Any:
    """What was sent without control characters: no database takes them all, nobody typed them."""
    if not any(_CONTROL.search(value) for _, values in sent.lists() for value in values):
        return sent
    plain = QueryDict(mutable=True)
    for name, values in sent.lists():
        plain.setlist(name, [_CONTROL.sub("", value) for value in values])
    return plain

"""The page of the codebook in force."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.permissions import Action, allowed

#: The variables beside section, event type and severity, in the order in which one codes.
_VARIABLES = (
    "direction", "case_status", "verification", "right", "actor", "target", "means", "platform",
    "statute",
)  # fmt: skip


@require_safe
@allowed(Action.READ_RECORD)
def page(request: HttpRequest) -> HttpResponse:
    """The codebook in force, with its rules."""
    book = pack().codebook
    context = {"book": book, "variables": [(name, book.terms[name]) for name in _VARIABLES]}
    return render(request, "incidents/codebook.html", context)

"""By which rules is coded?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dalel.desk.access import Action, allowed
from dalel.desk.ground import pack

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
    return render(request, "desk/codebook.html", context)

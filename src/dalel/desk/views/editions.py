"""What does the desk show of the issues of the bulletin?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dalel.desk.access import Action, allowed
from dalel.store import reading


@require_safe
@allowed(Action.READ_RECORD)
def listing(request: HttpRequest) -> HttpResponse:
    """All issues, the newest first."""
    return render(request, "desk/editions.html", {"editions": reading.editions()})


@require_safe
@allowed(Action.READ_RECORD)
def one(request: HttpRequest, number: int) -> HttpResponse:
    """An issue: its entries by section, how far each has come, and its concerns."""
    try:
        edition = reading.edition(number)
    except reading.NotFoundError as error:
        raise Http404(_("There is no edition of this number.")) from error
    return render(request, "desk/edition.html", {"edition": edition})

"""Views of second coding: drawing entries, coding them, and the agreement reached."""

from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dalel.domain.errors import NotFoundError
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.incidents.actions import second_coding
from dalel.newsroom.incidents.queries import incidents, second_codings
from dalel.newsroom.incidents.queries.second_codings import CodedAlreadyError, NotBlindError
from dalel.newsroom.incidents.second_coding_forms import DoubleForm, question, worded
from dalel.steps.measure.agreement import agreement


@require_safe
@allowed(Action.CODE_TWICE)
def listing(request: HttpRequest) -> HttpResponse:
    """What waits for this member, and how far codes agreed so far."""
    found = agreement(second_codings.pairs())
    book = pack().codebook
    context = {
        "waiting": second_codings.waiting(act(request).member),
        "is_drawn": second_codings.is_drawn(_month()),
        "figures": [(question(one.variable), one) for one in found],
        "differences": [
            (
                question(one.variable),
                difference.subject,
                *(
                    worded(one.variable, answer, book)
                    for answer in (difference.first, difference.second)
                ),
            )
            for one in found
            for difference in one.differences
        ],
    }
    return render(request, "incidents/doubles.html", context)


@require_POST
@allowed(Action.DRAW)
def draw(request: HttpRequest) -> HttpResponse:
    """Draw this month's entries."""
    second_coding.draw_month(_month(), act(request))
    return redirect("doubles")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.CODE_TWICE)
def one(request: HttpRequest, key: int) -> HttpResponse:
    """An entry's texts without its codes, and a form to code it."""
    now = act(request)
    try:
        entry = second_codings.to_code(key, now.member)
    except NotFoundError as error:
        raise Http404(_("This entry was not drawn.")) from error
    except (NotBlindError, CodedAlreadyError):
        return redirect("doubles")
    form = DoubleForm(pack().codebook, request.POST if request.method == "POST" else None)
    if form.is_valid():
        second_coding.code(key, form.answers(), now)
        return redirect("doubles")
    record = incidents.incident(entry.incident)
    context = {"entry": entry, "form": form, "texts": record.reading.incident.texts}
    return render(request, "incidents/double.html", context, status=400 if form.errors else 200)


def _month() -> str:
    return f"{timezone.localtime(timezone=ZoneInfo(pack().profile.zone)):%Y-%m}"

"""What does the desk show of incidents?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dalel.desk.access import Action, allowed
from dalel.desk.coding import coded
from dalel.desk.forms import IncidentFilter
from dalel.desk.ground import pack
from dalel.domain.states import IncidentState
from dalel.store import reading


@require_safe
@allowed(Action.READ_RECORD)
def listing(request: HttpRequest) -> HttpResponse:
    """A page of incidents, the latest number first, those of a section or state if asked."""
    chosen = IncidentFilter.of(request.GET, pack().codebook)
    page = reading.incidents(section=chosen.section, state=chosen.state, page=chosen.page)
    return render(
        request,
        "desk/incidents.html",
        {"chosen": chosen, "page": page, "states": list(IncidentState)},
    )


@require_safe
@allowed(Action.READ_RECORD)
def one(request: HttpRequest, number: str) -> HttpResponse:
    """All that is kept of an incident."""
    try:
        record = reading.incident(number)
    except reading.NotFoundError as error:
        raise Http404(_("There is no incident of this number.")) from error
    codes = record.reading.incident.codes
    shown = coded(codes, pack()) if codes else ()
    return render(
        request,
        "desk/incident.html",
        {"record": record, "codes": shown, "states": _strip(record.reading.incident.state)},
    )


def _strip(state: IncidentState) -> tuple[IncidentState, ...]:
    """The states that the strip shows: the usual way, and the present one where it left that."""
    usual = (IncidentState.UNPUBLISHED, IncidentState.PUBLISHED)
    return usual if state in usual else (*usual, state)

"""What does the desk show of incidents, and how is one read before it is approved?"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dalel.desk.access import Action, allowed, may
from dalel.desk.coding import coded
from dalel.desk.forms import IncidentFilter
from dalel.desk.ground import act, is_alone, pack
from dalel.desk.lighting import light
from dalel.domain.approval import Candidate, Refusal, refusals
from dalel.domain.states import IncidentState, VersionState
from dalel.store.acting import NotFoundError, incident_row
from dalel.store.incidents import (
    approving,
    citing,
    matters,
    parties,
    reading,
    remarks,
    supports,
)


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
    """All that is kept of an incident: texts beside their evidence, and what is left to do."""
    try:
        record = reading.incident(number)
    except NotFoundError:
        return _renamed(number)
    incident = record.reading.incident
    member = act(request).member
    context = {
        "record": record,
        "codes": coded(incident.codes, pack()) if incident.codes else (),
        "states": _strip(incident.state),
        "concerns": record.kept,
        "shown": light(incident.texts, supports.alignments(record.newest), citing.sources(number)),
        "steps": matters.developments(number),
        "cases": matters.cases(number),
        "remarks": remarks.remarks(number),
        "parties": parties.linked(number),
        "against": _against(record, request),
        "asked": _asked(number, request),
        "may_write": may(member, Action.WRITE),
        "may_approve": may(member, Action.APPROVE),
        "may_release": may(member, Action.RELEASE),
        "is_alone": is_alone(),
    }
    return render(request, "desk/incident.html", context)


def _asked(number: str, request: HttpRequest) -> approving.Asked | None:
    """What waits for approval beside the texts, for those who may give it."""
    now = act(request)
    if not may(now.member, Action.APPROVE):
        return None
    return approving.asked(number, now, alone=is_alone())


def _renamed(number: str) -> HttpResponse:
    """The page of an incident that is asked for by the name it had before its number."""
    try:
        row = incident_row(number)
    except NotFoundError as error:
        raise Http404(_("There is no incident of this number.")) from error
    return HttpResponseRedirect(reverse("incident", kwargs={"number": row.number}))


def _against(
    record: reading.IncidentRecord, request: HttpRequest
) -> dict[str, tuple[Refusal, ...]]:
    """For each language that waits for approval: why this member may not give it."""
    member = act(request).member
    found = {}
    for language, state in record.reading.states.items():
        if state is VersionState.IN_REVIEW:
            found[language] = refusals(
                Candidate(
                    language=language,
                    state=state,
                    authors=record.authors.get(language, frozenset()),
                    holding=sum(
                        one.concern.holds_back and one.concern.language in {None, language}
                        for one in record.kept
                    ),
                    is_stale=language in record.stale,
                ),
                member=member.username,
                reads=frozenset(member.reads),
                alone=is_alone(),
            )
    return found


def _strip(state: IncidentState) -> tuple[IncidentState, ...]:
    """The states that the strip shows: the usual way, and the present one where it left that."""
    usual = (IncidentState.UNPUBLISHED, IncidentState.PUBLISHED)
    return usual if state in usual else (*usual, state)

"""Views of the list of incidents and of a single incident."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dalel.domain.errors import NotFoundError
from dalel.domain.states import IncidentState
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.context import is_alone, pack
from dalel.newsroom.frame.permissions import Action, allowed, may
from dalel.newsroom.incidents.actions import approve_metadata, cases, parties, remarks
from dalel.newsroom.incidents.change_labels import WordedProposal
from dalel.newsroom.incidents.codes_labels import coded
from dalel.newsroom.incidents.filters import IncidentFilter
from dalel.newsroom.incidents.forms.relations import DevelopmentForm
from dalel.newsroom.incidents.models import MarkKind
from dalel.newsroom.incidents.proposal_forms import of_incident
from dalel.newsroom.incidents.queries import incidents
from dalel.newsroom.incidents.queries.alignments import alignments
from dalel.newsroom.incidents.queries.attached_evidence import attached_evidence
from dalel.newsroom.incidents.queries.edition_periods import place_ahead
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.incident_sources import incident_sources
from dalel.newsroom.incidents.queries.legal_advice import ASKED, cast_in
from dalel.newsroom.incidents.queries.legal_grounds import LegalGround, legal_grounds
from dalel.newsroom.incidents.queries.several import entry_marks
from dalel.newsroom.incidents.review_panel import review_panel
from dalel.newsroom.incidents.same_kinds import same_kinds
from dalel.newsroom.incidents.source_highlights import light
from dalel.newsroom.incidents.views.naming_questions import OpenQuestion, open_questions


@require_safe
@allowed(Action.READ_RECORD)
def listing(request: HttpRequest) -> HttpResponse:
    """A page of incidents, the latest number first, those of a section or state if asked."""
    chosen = IncidentFilter.of(request.GET, pack().codebook)
    marks = {
        "mine": (MarkKind.ASSIGNED, act(request).member),
        "later": (MarkKind.LATER, None),
    }
    page = incidents.incidents(
        section=chosen.section,
        state=chosen.state,
        page=chosen.page,
        mark=marks.get(chosen.whose),
    )
    context = {
        "chosen": chosen,
        "page": page,
        "states": list(IncidentState),
        "marks": entry_marks(line.reading.incident.number for line in page.lines),
    }
    return render(request, "incidents/incidents.html", context)


@require_safe
@allowed(Action.READ_RECORD)
def one(request: HttpRequest, number: str) -> HttpResponse:
    """All that is kept of an incident: texts beside their evidence, and what is left to do."""
    return shown(request, number)


def shown(request: HttpRequest, number: str, step: DevelopmentForm | None = None) -> HttpResponse:
    """The page of an incident; ``step``: a development that was sent to it and is refused."""
    try:
        record = incidents.incident(number)
    except NotFoundError:
        return _renamed(number)
    incident = record.reading.incident
    member = act(request).member
    waiting, asked = of_incident(number), _asked(number, request)
    panel = review_panel(record, act(request), [one.proposal for one in waiting], asked)
    context = {
        "record": record,
        "codes": coded(incident.codes, pack()) if incident.codes else (),
        "states": _strip(incident.state),
        "concerns": record.kept,
        "same_kinds": same_kinds(record.kept, incident.texts) if panel.review else (),
        "shown": light(
            incident.texts,
            alignments(record.newest),
            incident_sources(number, incident.links),
        ),
        "attached": attached_evidence(number),
        "steps": cases.developments(number),
        "cases": cases.cases(number),
        "remarks": remarks.remarks(number),
        "parties": parties.linked(number),
        "asked": asked,
        "panel": panel,
        "against": panel.review.texts if panel.review else {},
        "is_whole": "whole" in request.GET,
        "may_write": may(member, Action.WRITE),
        "may_approve": may(member, Action.APPROVE),
        "may_release": may(member, Action.RELEASE),
        "is_alone": is_alone(),
        "persons": (persons := open_questions(number, record.kept)),
        "proposals": [one for one in waiting if one not in _told(persons)],
        "legal_grounds": _grounds(record),
        "ahead": place_ahead(record, pack().languages) if may(member, Action.APPROVE) else None,
        "step": step.data if step else {},
        "wrong": step.wrong() if step else {},
    }
    return render(request, "incidents/incident.html", context, status=400 if step else 200)


def _asked(number: str, request: HttpRequest) -> approve_metadata.Asked | None:
    """What waits for approval beside the texts, for those who may give it."""
    now = act(request)
    if not may(now.member, Action.APPROVE):
        return None
    return approve_metadata.asked(number, now, alone=is_alone())


def _grounds(record: incidents.IncidentRecord) -> tuple[LegalGround, ...]:
    """Why a lawyer might look at an entry; nothing where one was asked."""
    rules = {one.rule for one in record.concerns}
    open_rules = {one.concern.rule for one in record.kept if one.concern.holds_back}
    cast = cast_in(record.reading.incident.number) if ASKED not in rules else ()
    return legal_grounds(cast, open_rules, pack().naming) if ASKED not in rules else ()


def _told(persons: Mapping[str, OpenQuestion]) -> list[WordedProposal]:
    """The proposals that stand in the questions which they answer."""
    return [one.waiting for one in persons.values() if one.waiting]


def _renamed(number: str) -> HttpResponse:
    """The page of an incident that is asked for by the name it had before its number."""
    try:
        row = incident_row(number)
    except NotFoundError as error:
        raise Http404(_("There is no incident of this number.")) from error
    return HttpResponseRedirect(reverse("incident", kwargs={"number": row.number}))


def _strip(state: IncidentState) -> tuple[IncidentState, ...]:
    """The states that the strip shows: the usual way, and the present one where it left that."""
    usual = (IncidentState.UNPUBLISHED, IncidentState.PUBLISHED)
    return usual if state in usual else (*usual, state)

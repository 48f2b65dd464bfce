"""Views of an incident's links, later developments, related incidents and case."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dalel.domain.public_change import DropDevelopment, PlaceInCase, Relate
from dalel.domain.states import VersionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.context import is_alone, pack
from dalel.newsroom.frame.feedback import say, told_back, way_back
from dalel.newsroom.frame.fields import is_whole
from dalel.newsroom.frame.forms import answers, refusal
from dalel.newsroom.frame.permissions import Action, allowed, may
from dalel.newsroom.incidents.actions import cases
from dalel.newsroom.incidents.actions import cited_links as citing
from dalel.newsroom.incidents.actions.write import recheck
from dalel.newsroom.incidents.forms.relations import (
    CiteForm,
    DevelopmentForm,
    StepForm,
    TieForm,
    UnciteForm,
)
from dalel.newsroom.incidents.number_labels import meant
from dalel.newsroom.incidents.proposal_forms import propose
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.views.incidents import shown


@require_POST
@allowed(Action.WRITE)
@told_back
def links(request: HttpRequest, number: str) -> HttpResponse:
    """Cite an address, or no longer."""
    now, number = act(request), incident_row(number).number
    dropping, citation = UnciteForm(request.POST), CiteForm(request.POST)
    if dropping.is_valid():
        citing.uncite(number, dropping.cleaned_data["drop"], now)
        recheck(number, pack(), now=now.time)
    elif not citation.is_valid():
        say(request, refusal(citation))
    elif pack().denied.kind_of(citation.cleaned_data["url"].url) is not None:
        say(request, _("This host is on the list of places that are never linked."))
    else:
        citing.cite(number, citation.cleaned_data["url"], now)
        recheck(number, pack(), now=now.time)
    return HttpResponseRedirect(way_back(request, _page_of(number)))


@require_POST
@allowed(Action.WRITE)
@told_back
def timeline(request: HttpRequest, number: str) -> HttpResponse:
    """Add a later step, approve it, or take it away."""
    now, number = act(request), incident_row(number).number
    step, form = answers(StepForm(request.POST)), DevelopmentForm(request.POST)
    if step["drop"]:
        _drop_step(request, number, step["drop"], now)
    elif step["approve"]:
        if not may(now.member, Action.APPROVE):
            raise PermissionDenied
        cases.approve_development(number, step["approve"], now, alone=is_alone())
    elif form.is_valid():
        date, texts, link = (form.cleaned_data[name] for name in ("date", "text", "url"))
        cases.add_development(number, date, texts, [link] if link else [], now)
    else:
        return shown(request, number, form)
    return HttpResponseRedirect(_page_of(number) + "#timeline")


def _drop_step(request: HttpRequest, number: str, order: int, now: Act) -> None:
    """What nobody approved is taken away at once; what may go out only by two."""
    for step in cases.developments(number):
        if step.order != order:
            continue
        if step.state is VersionState.APPROVED:
            change = DropDevelopment(
                incident=number, order=order, date=step.date_iso, texts=step.texts
            )
            propose(request, change, now)
        else:
            cases.drop_development(number, order, now)


@require_POST
@allowed(Action.WRITE)
@told_back
def ties(request: HttpRequest, number: str) -> HttpResponse:
    """Relate to another incident, put in a case, or undo either."""
    now, number = act(request), incident_row(number).number
    told = answers(TieForm(request.POST))
    if told["other"]:
        other = meant(told["other"]).number
        propose(request, Relate(incident=number, other=other, is_related=not told["part"]), now)
    elif told["leave"]:
        propose(request, _in_case(number, told["leave"], is_in=False), now)
    elif told["case"]:
        propose(request, _in_case(number, told["case"], is_in=True), now)
    elif is_whole(names := told["name"]):
        propose(request, PlaceInCase(incident=number, case=None, names=names, is_in=True), now)
    else:
        say(request, _("A case needs a name in every language."))
    return HttpResponseRedirect(_page_of(number) + "#ties")


def _in_case(number: str, key: int, *, is_in: bool) -> PlaceInCase:
    return PlaceInCase(incident=number, case=key, names=cases.case_row(key).names, is_in=is_in)


def _page_of(number: str) -> str:
    return reverse("incident", args=[number])

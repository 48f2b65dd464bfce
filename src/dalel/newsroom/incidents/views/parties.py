"""Views of the registry of people and outlets, and of cases."""

from typing import Any, Final

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.domain.public_change import (
    ChangeKind,
    KeepOutlet,
    PlaceInCase,
    RenameCase,
    RenamePerson,
)
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.feedback import say, told_back
from dalel.newsroom.frame.fields import is_whole
from dalel.newsroom.frame.forms import answers
from dalel.newsroom.frame.permissions import Action, allowed, may
from dalel.newsroom.incidents.actions import cases as matters
from dalel.newsroom.incidents.actions import parties
from dalel.newsroom.incidents.forms.people import (
    ChangeCaseForm,
    RenameOutletForm,
    RenamePersonForm,
)
from dalel.newsroom.incidents.models import CaseRow
from dalel.newsroom.incidents.number_labels import meant
from dalel.newsroom.incidents.proposal_forms import of_kinds, propose
from dalel.newsroom.incidents.queries import found

#: What may wait about a person, and about an outlet.
_KINDS: Final = {
    "person": (ChangeKind.PERSON, ChangeKind.PERSON_LINK, ChangeKind.NAMING),
    "outlet": (ChangeKind.OUTLET, ChangeKind.OUTLET_LINK),
}


@require_safe
@allowed(Action.READ_RECORD)
def registry(request: HttpRequest) -> HttpResponse:
    """The people and outlets of whom incidents speak."""
    context = {"persons": parties.persons(), "outlets": parties.outlets()}
    return render(request, "incidents/registry.html", context)


@require_safe
@allowed(Action.READ_RECORD)
@told_back
def person(request: HttpRequest, key: int) -> HttpResponse:
    """A person: names in each language, usual role, and where incidents speak of them."""
    return _party(request, parties.person(key))


@require_safe
@allowed(Action.READ_RECORD)
@told_back
def outlet(request: HttpRequest, key: int) -> HttpResponse:
    """An outlet: names in each language, its host, and where incidents speak of it."""
    return _party(request, parties.outlet(key))


@require_POST
@allowed(Action.WRITE)
@told_back
def change_person(request: HttpRequest, key: int) -> HttpResponse:
    """Call a person otherwise, or change the usual role."""
    known, now = parties.person(key), act(request)
    form = RenamePersonForm(request.POST)
    if not form.is_valid():
        return _party(request, known, form)
    told = form.cleaned_data
    names = told.pop("name")
    is_public = parties.is_decided(known.names) or parties.is_decided(names)
    parties.keep_person(known.names if is_public else names, **told, act=now, key=key)
    if is_public and names != known.names:
        propose(request, RenamePerson(person=key, names=names), now)
    else:
        say(request, _("Saved."))
    return HttpResponseRedirect(reverse("person", kwargs={"key": key}))


@require_POST
@allowed(Action.WRITE)
@told_back
def change_outlet(request: HttpRequest, key: int) -> HttpResponse:
    """Call an outlet otherwise, or give it another host."""
    known = parties.outlet(key)
    form = RenameOutletForm(request.POST)
    if not form.is_valid():
        return _party(request, known, form)
    told = form.cleaned_data
    change = KeepOutlet(outlet=key, names=told["name"], host=told["host"], source=known.source)
    propose(request, change, act(request))
    return HttpResponseRedirect(reverse("outlet", kwargs={"key": key}))


@require_safe
@allowed(Action.READ_RECORD)
def cases(request: HttpRequest) -> HttpResponse:
    """All chains of incidents."""
    return render(request, "incidents/cases.html", {"cases": matters.cases()})


@require_safe
@allowed(Action.READ_RECORD)
@told_back
def case(request: HttpRequest, key: int) -> HttpResponse:
    """A case: its names, and its incidents in the order in which they happened."""
    return _case(request, matters.case_row(key))


@require_POST
@allowed(Action.WRITE)
@told_back
def change_case(request: HttpRequest, key: int) -> HttpResponse:
    """Put an incident in a case, or call the case otherwise."""
    known, now, form = matters.case_row(key), act(request), ChangeCaseForm(request.POST)
    told = answers(form)
    if told["incident"]:
        number = meant(told["incident"]).number
        change = PlaceInCase(incident=number, case=key, names=known.names, is_in=True)
        propose(request, change, now)
    elif is_whole(told["name"]):
        propose(request, RenameCase(case=key, names=told["name"]), now)
    else:
        return _case(request, known, form)
    return HttpResponseRedirect(reverse("case", kwargs={"key": key}))


def _case(request: HttpRequest, known: CaseRow, refused: Form | None = None) -> HttpResponse:
    context = {
        "case": known,
        "incidents": found.by_numbers(known.numbers),
        "may_write": may(act(request).member, Action.WRITE),
        "proposals": [
            one
            for one in of_kinds(ChangeKind.CASE_LINK, ChangeKind.CASE_NAME)
            if getattr(one.proposal.after, "case", None) == known.pk
        ],
    }
    return _page(request, "incidents/case.html", context, refused)


def _party(request: HttpRequest, known: parties.Party, refused: Form | None = None) -> HttpResponse:
    context = {
        "party": known,
        "incidents": found.by_numbers(known.incidents),
        "may_write": may(act(request).member, Action.WRITE),
        "proposals": [
            one
            for one in of_kinds(*_KINDS[known.kind])
            if getattr(one.proposal.after, known.kind, None) == known.key
        ],
    }
    return _page(request, "incidents/party.html", context, refused)


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], refused: Form | None
) -> HttpResponse:
    """A page; at a form that was refused, for want of a name, with what was typed and why."""
    wrong = _("Not saved: a name is needed in every language.") if refused else ""
    context |= {"sent": refused.data if refused else {}, "wrong": wrong}
    return render(request, template, context, status=422 if wrong else 200)

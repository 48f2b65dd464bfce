"""Views of who an incident names: people, outlets, attributions and requests for comment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dalel.domain.conduct import Basis, Comment
from dalel.domain.public_change import (
    Attribute,
    KeepOutlet,
    LinkOutlet,
    LinkPerson,
    NamePerson,
    StateStage,
)
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import say, told_back
from dalel.newsroom.frame.forms import refusal
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.frame.transactions import writing
from dalel.newsroom.incidents.actions import naming_decisions, parties
from dalel.newsroom.incidents.actions.write import recheck
from dalel.newsroom.incidents.forms.people import (
    AttributionForm,
    CommentForm,
    LinkOutletForm,
    LinkPersonForm,
    NamingForm,
    PeopleForm,
    StatusForm,
)
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.incidents.proposal_forms import of_incident, propose
from dalel.newsroom.incidents.queries import incidents
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.naming_questions import stage_of_matter
from dalel.pack.naming_rules import NamingRule
from dalel.steps.check.name_check import decide


@dataclass(frozen=True, kw_only=True)
class NamingRow:
    """A naming decision beside the rule that it leads to, and what that prints, by language."""

    decided: parties.NamingRecord
    rule: NamingRule
    printed: Mapping[str, str]


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.WRITE)
@told_back
def people(request: HttpRequest, number: str) -> HttpResponse:
    """People and outlets, naming decisions, who says who did it, who was asked for a comment."""
    row = incident_row(number)
    if request.method != "POST":
        return _page(request, row)
    now = act(request)
    if wrong := _record(request, row, now):
        return _page(request, row, wrong)
    recheck(row.number, pack(), now=now.time)
    return HttpResponseRedirect(reverse("incident-people", args=[row.number]))


def _page(request: HttpRequest, row: IncidentRow, wrong: str = "") -> HttpResponse:
    """The page, at a form that was refused with what was typed and why."""
    record = incidents.incident(row.number)
    known = parties.conduct(row.number)
    codes = record.reading.incident.codes
    context = {
        "record": record,
        "people": known,
        "named": [_named(one) for one in known.decided],
        "persons": parties.persons(),
        "outlets": parties.outlets(),
        "bases": list(Basis),
        "stage": pack().naming.stage_of.get(codes.case_status, "none") if codes else "none",
        "proposals": of_incident(row.number),
        "sent": PeopleForm(request.POST).data if wrong else {},
        "wrong": wrong,
    }
    return render(request, "incidents/people.html", context, status=422 if wrong else 200)


def _named(decided: parties.NamingRecord) -> NamingRow:
    verdicts = {
        language: decide(decided.person, pack().naming, language) for language in pack().languages
    }
    rule = next(iter(verdicts.values())).rule
    printed = {language: one.printed for language, one in verdicts.items()}
    return NamingRow(decided=decided, rule=rule, printed=printed)


def _record(request: HttpRequest, row: IncidentRow, now: Act) -> str:
    """Record what was sent; gives why it is not."""
    unfilled = _("Something is not filled in; nothing was saved.")
    which = PeopleForm(request.POST)
    if not which.is_valid():
        say(request, unfilled)
        return ""
    kind_form, do = _FORMS[which.cleaned_data["form"]]
    form = kind_form(request.POST)
    if not form.is_valid():
        return refusal(form, unfilled)
    return "" if do(request, row, now, form.cleaned_data) else unfilled


def _person(request: HttpRequest, row: IncidentRow, now: Act, told: dict[str, Any]) -> bool:
    """A person of the registry, or a new one, is linked: the public reads names by a decision."""
    key, is_linked = told["key"], not told["part"]
    if key is None:
        key = parties.keep_person(told["name"], role=told["role"], note=told["note"], act=now)
    called = parties.person(key).names
    if parties.is_decided(called, row.number):
        change = LinkPerson(incident=row.number, person=key, names=called, is_linked=is_linked)
        propose(request, change, now)
    else:
        parties.mention(row.number, now, person=key, is_named=is_linked)
    return True


def _outlet(request: HttpRequest, row: IncidentRow, now: Act, told: dict[str, Any]) -> bool:
    """An outlet of the registry, or a new one, is to be linked, or parted."""
    key, names, host = told["key"], told["name"], told["host"]
    change: LinkOutlet | KeepOutlet
    if key is None:
        source = next((one.id for one in pack().sources if one.host and one.host == host), "")
        change = KeepOutlet(outlet=None, names=names, host=host, source=source, incident=row.number)
    else:
        change = LinkOutlet(
            incident=row.number,
            outlet=key,
            names=parties.outlet(key).names,
            is_linked=not told["part"],
        )
    propose(request, change, now)
    return True


def _name(request: HttpRequest, row: IncidentRow, now: Act, told: dict[str, Any]) -> bool:
    """Whether a person may be named is decided by two, by the rules of the pack."""
    key = told.pop("key")
    person = next((one for one in parties.conduct(row.number).persons if one.key == key), None)
    if person is None:
        return False
    decided = NamePerson(
        incident=row.number,
        person=person.key,
        names=person.names,
        matter=stage_of_matter(row.number, pack().naming),
        **told,
    )
    propose(request, decided, now)
    return True


def _attribution(request: HttpRequest, row: IncidentRow, now: Act, told: dict[str, Any]) -> bool:
    """Who says who did it, and on what basis."""
    propose(request, Attribute(incident=row.number, **told), now)
    return True


def _comment(request: HttpRequest, row: IncidentRow, now: Act, told: dict[str, Any]) -> bool:
    """Who was asked for a comment, and what came."""
    comment = Comment(**told)
    with writing():
        naming_decisions.record_comment(row, comment, member=now.member, now=now.time)
        now.note("recorded a request for comment", row.number, comment.whom[:200])
    return True


def _look(request: HttpRequest, row: IncidentRow, now: Act, told: dict[str, Any]) -> bool:
    """Somebody looked how the matter stands; another status than before is counted."""
    if told["stage"]:
        propose(request, StateStage(incident=row.number, **told), now)
        return True
    with writing():
        naming_decisions.record_look(row, member=now.member, now=now.time, note=told["note"])
        now.note("looked how it stands", row.number)
    return True


_FORMS: Final = {
    "person": (LinkPersonForm, _person),
    "outlet": (LinkOutletForm, _outlet),
    "name": (NamingForm, _name),
    "attribution": (AttributionForm, _attribution),
    "comment": (CommentForm, _comment),
    "look": (StatusForm, _look),
}

"""Who is named in an incident, how, and on whose word?"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dalel.desk import typed
from dalel.desk.access import Action, allowed, may
from dalel.desk.ground import act, pack
from dalel.desk.refusing import say, told_back
from dalel.domain.conduct import Attribution, Basis, Comment, Person
from dalel.flow.incidents.writing import recheck
from dalel.pack.naming import NameForm, NamingRule, Standing
from dalel.store.acting import Act, incident_row
from dalel.store.incidents import conduct, parties, reading
from dalel.store.models import IncidentRow


@dataclass(frozen=True, kw_only=True)
class Named:
    """A naming decision beside the rule that it leads to."""

    decided: parties.Decided
    rule: NamingRule


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.WRITE)
@told_back
def people(request: HttpRequest, number: str) -> HttpResponse:
    """People and outlets, naming decisions, who says who did it, who was asked for a comment."""
    row = incident_row(number)
    if request.method == "POST":
        now = act(request)
        do = _FORMS.get(request.POST.get("form", ""))
        if do is None or not do(request, row, now):
            say(request, _("Something is not filled in; nothing was saved."))
        recheck(row.number, pack(), now=now.time)
        return HttpResponseRedirect(reverse("incident-people", args=[row.number]))
    record = reading.incident(row.number)
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
        "full": NameForm.FULL,
        "may_approve": may(act(request).member, Action.APPROVE),
    }
    return render(request, "desk/people.html", context)


def _named(decided: parties.Decided) -> Named:
    person = decided.person
    standing = Standing(
        role=person.role, stage=person.stage, public=person.public, consent=person.consent
    )
    return Named(decided=decided, rule=pack().naming.decide(standing))


def _person(request: HttpRequest, row: IncidentRow, now: Act) -> bool:
    """A person of the registry, or a new one, is linked."""
    key = typed.number(request.POST.get("key", ""))
    names = typed.by_language(request.POST, "name", pack().languages)
    if key is None:
        if len(names) < len(pack().languages):
            return False
        role = request.POST.get("role", "")
        key = parties.keep_person(
            names,
            role=role if role in pack().naming.roles else "",
            note=typed.clean(request.POST.get("note", "")),
            act=now,
        )
    parties.mention(row.number, now, person=key, is_named="part" not in request.POST)
    return True


def _outlet(request: HttpRequest, row: IncidentRow, now: Act) -> bool:
    """An outlet of the registry, or a new one, is linked."""
    key = typed.number(request.POST.get("key", ""))
    names = typed.by_language(request.POST, "name", pack().languages)
    if key is None:
        if len(names) < len(pack().languages):
            return False
        host = typed.line(request.POST.get("host", "")).lower()[:253]
        source = next((one.id for one in pack().sources if one.host and one.host == host), "")
        key = parties.keep_outlet(names, host=host, source=source, act=now)
    parties.mention(row.number, now, outlet=key, is_named="part" not in request.POST)
    return True


def _name(request: HttpRequest, row: IncidentRow, now: Act) -> bool:
    """Whether a person may be named is decided by an editor, by the rules of the pack."""
    form, naming = request.POST, pack().naming
    key = typed.number(form.get("key", ""))
    person = next((one for one in parties.conduct(row.number).persons if one.key == key), None)
    role, stage = form.get("role", ""), form.get("stage", "")
    if person is None or role not in naming.roles or stage not in naming.stages:
        return False
    decided = Person(
        names=person.names,
        role=role,
        stage=stage,
        public="public" in form,
        consent="consent" in form,
    )
    reason = typed.clean(form.get("reason", ""))
    conduct.record_person(row, decided, member=now.member, now=now.time, reason=reason)
    now.note("decided a name", row.number, f"{role} {stage}")
    return True


def _attribution(request: HttpRequest, row: IncidentRow, now: Act) -> bool:
    """Who says who did it, and on what basis."""
    form = request.POST
    actor, basis, by = form.get("actor", ""), form.get("basis", ""), typed.line(form.get("by", ""))
    if actor not in pack().codebook.term_by_code["actor"] or basis not in list(Basis) or not by:
        return False
    told = Attribution(actor=actor, basis=Basis(basis), by=by, on=typed.day(form.get("on", "")))
    conduct.record_attribution(row, told, member=now.member, now=now.time)
    now.note("recorded an attribution", row.number, f"{actor} {basis}")
    return True


def _comment(request: HttpRequest, row: IncidentRow, now: Act) -> bool:
    """Who was asked for a comment, and what came."""
    whom, asked = (
        typed.line(request.POST.get("whom", "")),
        typed.day(request.POST.get("asked", "")),
    )
    if not whom or asked is None:
        return False
    answer = typed.clean(request.POST.get("answer", ""))
    conduct.record_comment(
        row, Comment(whom=whom, asked=asked, answer=answer), member=now.member, now=now.time
    )
    now.note("recorded a request for comment", row.number, whom[:200])
    return True


def _look(request: HttpRequest, row: IncidentRow, now: Act) -> bool:
    """Somebody looked how the matter stands."""
    stage = request.POST.get("stage", "")
    if stage and stage not in pack().codebook.term_by_code["case_status"]:
        return False
    note = typed.clean(request.POST.get("note", ""))
    conduct.record_look(row, member=now.member, now=now.time, stage=stage, note=note)
    now.note("looked how it stands", row.number, stage)
    return True


_FORMS = {
    "person": _person,
    "outlet": _outlet,
    "name": _name,
    "attribution": _attribution,
    "comment": _comment,
    "look": _look,
}

"""Who are the people and outlets of whom incidents speak, and which incidents make a case?"""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.desk import typed
from dalel.desk.access import Action, allowed, may
from dalel.desk.ground import act, pack
from dalel.desk.refusing import say, told_back
from dalel.store.inbox import found
from dalel.store.incidents import matters, parties


@require_safe
@allowed(Action.READ_RECORD)
def registry(request: HttpRequest) -> HttpResponse:
    """The people and outlets of whom incidents speak."""
    context = {"persons": parties.persons(), "outlets": parties.outlets()}
    return render(request, "desk/registry.html", context)


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
    parties.person(key)
    if names := _names(request):
        role = request.POST.get("role", "")
        parties.keep_person(
            names,
            role=role if role in pack().naming.roles else "",
            note=typed.clean(request.POST.get("note", "")),
            act=act(request),
            key=key,
        )
    return HttpResponseRedirect(reverse("person", kwargs={"key": key}))


@require_POST
@allowed(Action.WRITE)
@told_back
def change_outlet(request: HttpRequest, key: int) -> HttpResponse:
    """Call an outlet otherwise, or give it another host."""
    known = parties.outlet(key)
    if names := _names(request):
        host = typed.line(request.POST.get("host", "")).lower()[:253]
        parties.keep_outlet(names, host=host, source=known.source, act=act(request), key=key)
    return HttpResponseRedirect(reverse("outlet", kwargs={"key": key}))


@require_safe
@allowed(Action.READ_RECORD)
def cases(request: HttpRequest) -> HttpResponse:
    """All chains of incidents."""
    return render(request, "desk/cases.html", {"cases": matters.cases()})


@require_safe
@allowed(Action.READ_RECORD)
@told_back
def case(request: HttpRequest, key: int) -> HttpResponse:
    """A case: its names, and its incidents in the order in which they happened."""
    known = matters.case(key)
    context = {
        "case": known,
        "incidents": found.by_numbers(known.incidents),
        "may_write": may(act(request).member, Action.WRITE),
    }
    return render(request, "desk/case.html", context)


@require_POST
@allowed(Action.WRITE)
@told_back
def change_case(request: HttpRequest, key: int) -> HttpResponse:
    """Put an incident in a case, or call the case otherwise."""
    matters.case(key)
    if number := typed.line(request.POST.get("incident", "")):
        matters.put_in_case(number, key, act(request))
    elif names := _names(request):
        matters.rename_case(key, names, act(request))
    return HttpResponseRedirect(reverse("case", kwargs={"key": key}))


def _names(request: HttpRequest) -> Mapping[str, str]:
    """The names that were sent, where there is one in every language; nothing otherwise."""
    names = typed.by_language(request.POST, "name", pack().languages)
    is_whole = len(names) == len(pack().languages)
    say(request, _("Saved.") if is_whole else _("Not saved: a name is needed in every language."))
    return names if is_whole else {}


def _party(request: HttpRequest, known: parties.Party) -> HttpResponse:
    context = {
        "party": known,
        "incidents": found.by_numbers(known.incidents),
        "may_write": may(act(request).member, Action.WRITE),
    }
    return render(request, "desk/party.html", context)

"""Views of the memory of names: the page of all, and those of one incident beside its texts."""

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.domain.names import NameKind
from dalel.domain.public_change import LinkPerson
from dalel.language.name_book import NameBook
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import back_to, say, told_back
from dalel.newsroom.frame.forms import answers, refusal
from dalel.newsroom.frame.labels import explained
from dalel.newsroom.frame.pack_in_force import lexicon_at
from dalel.newsroom.frame.permissions import Action, allowed, may
from dalel.newsroom.incidents.actions import name_memory, parties
from dalel.newsroom.incidents.actions.name_memory import NameChoice, NameChosenError
from dalel.newsroom.incidents.forms.names import ChooseNameForm, FindNamesForm, WhoIsMeantForm
from dalel.newsroom.incidents.proposal_forms import propose
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.known_names import (
    known_names,
    names_beside,
    remembered,
    texts_of,
    told_persons,
)

#: So many names stand on a page.
_A_PAGE: Final = 50


@require_safe
@allowed(Action.READ_RECORD)
def listing(request: HttpRequest) -> HttpResponse:
    """The names that were chosen or shown, and a form to choose how one is written."""
    return _page(request)


@require_POST
@allowed(Action.APPROVE)
@told_back
def choose(request: HttpRequest) -> HttpResponse:
    """Keep how a name is written."""
    form = ChooseNameForm(request.POST)
    if not form.is_valid():
        return _page(
            request, form, refusal(form, _("Not saved: a name is needed in every language."))
        )
    told = dict(form.cleaned_data)
    key, names = told.pop("key"), told.pop("name")
    try:
        saved = name_memory.choose(NameChoice(names=names, **told), act(request), key=key)
        say(request, _("Saved."))
    except NameChosenError as error:
        saved = error.key
        say(request, *explained(error))
    return HttpResponseRedirect(_place_of(saved))


@require_POST
@allowed(Action.APPROVE)
@told_back
def drop(request: HttpRequest, key: int) -> HttpResponse:
    """Take a choice back; what texts have shown stays."""
    name_memory.drop(key, act(request))
    say(request, _("The choice was taken back."))
    return HttpResponseRedirect(reverse("names"))


@require_safe
@allowed(Action.WRITE)
@told_back
def beside(request: HttpRequest, number: str) -> HttpResponse:
    """The names of an incident's articles and texts, in the other language and how sure."""
    number = incident_row(number).number
    book = NameBook(known_names(pack(), lexicon_at(pack().folder), number))
    told = names_beside(number, texts_of(number), book, pack().languages)
    return render(request, "incidents/names_beside.html", {"told": told, "number": number})


@require_POST
@allowed(Action.WRITE)
@told_back
def meant(request: HttpRequest, number: str) -> HttpResponse:
    """Say who of several persons of one name an incident speaks of: that one is linked with it."""
    number, now = incident_row(number).number, act(request)
    person = parties.person(answers(WhoIsMeantForm(request.POST))["person"])
    if parties.is_decided(person.names, number):
        change = LinkPerson(incident=number, person=person.key, names=person.names, is_linked=True)
        propose(request, change, now)
    else:
        parties.mention(number, now, person=person.key)
    return back_to(request, reverse("incident-edit", args=[number]), "names")


def _place_of(key: int) -> str:
    """The address of the row of a choice, on the page on which it is listed."""
    places = (at for at, one in enumerate(remembered(pack())) if one.key == key)
    page = next(places, 0) // _A_PAGE + 1
    return f"{reverse('names')}?page={page}#name-{key}"


def _page(
    request: HttpRequest, form: ChooseNameForm | None = None, wrong: str = ""
) -> HttpResponse:
    asked, told = answers(FindNamesForm(request.GET)), told_persons(pack())
    found = remembered(pack(), asked["q"])
    pages = max(1, -(-len(found) // _A_PAGE))
    page = min(max(1, asked["page"]), pages)
    context = {
        "names": found[(page - 1) * _A_PAGE : page * _A_PAGE],
        "total": len(found),
        "words": asked["q"],
        "page": page,
        "pages": pages,
        "kinds": list(NameKind),
        "persons": [one for one in parties.persons() if one.key in told],
        "may_choose": may(act(request).member, Action.APPROVE),
        "sent": form.data if form else request.GET,
        "wrong": wrong,
        "wrong_days": [one for one in ("since", "until") if form and one in form.errors],
    }
    return render(request, "incidents/names.html", context, status=422 if wrong else 200)

"""Views of search, and of a member's saved searches."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.language.fold import fold
from dalel.newsroom.accounts.actions import own_desk
from dalel.newsroom.accounts.queries.current_member import member_of
from dalel.newsroom.desk.forms import SaveSearchForm
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.locale import tongue
from dalel.newsroom.frame.models.search import Searched
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.frame.typed_input import number
from dalel.newsroom.incidents.actions import cases as matters
from dalel.newsroom.incidents.actions import parties
from dalel.newsroom.incidents.queries import found

#: What names a moment rather than a question.
_PASSING: Final = ("page", "told")
_LONGEST: Final = 200
#: So many of a kind are named beside what is found by its words.
_MOST_NAMED: Final = 8


@require_safe
@allowed(Action.READ_RECORD)
def search(request: HttpRequest) -> HttpResponse:
    """Articles and incidents that hold every word, in whatever form."""
    query = request.GET.get("q", "").strip()[:_LONGEST]
    kind = request.GET.get("kind", "")
    kinds = [Searched(kind)] if kind in list(Searched) else list(Searched)
    page = number(request.GET.get("page", "")) or 1
    context = {
        "query": query,
        "kind": kind if kind in list(Searched) else "",
        "kinds": list(Searched),
        "page": found.search(query, kinds, page),
        "named": _named(query) if query and page == 1 and not kind else {},
        "searches": own_desk.searches(member_of(request)),
    }
    return render(request, "desk/search.html", context)


def _named(query: str) -> dict[str, list[tuple[str, str]]]:
    """What bears such a name: by the word for its kind, names with their addresses."""
    wanted = fold(query).split()
    if not wanted:
        return {}
    people = parties.called(query)
    cases = [one for one in matters.cases() if parties.is_called(one.names, wanted)]
    named: dict[str, list[tuple[str, str]]] = {
        _("People"): [_way(one.names, "person", one.key) for one in people.persons],
        _("Outlets and organisations"): [
            _way(one.names, "outlet", one.key) for one in people.outlets
        ],
        _("Cases"): [_way(one.names, "case", one.pk) for one in cases],
        _("Sources"): [
            (one.name(tongue()), reverse("source", args=[one.id]))
            for one in pack().sources
            if parties.is_called({**one.names, "host": one.host or ""}, wanted)
        ],
    }
    return {kind: ways[:_MOST_NAMED] for kind, ways in named.items() if ways}


def _way(names: Mapping[str, str], kind: str, key: int) -> tuple[str, str]:
    return " / ".join(names.values()), reverse(kind, kwargs={"key": key})


@require_safe
@allowed(Action.READ_RECORD)
def saved(request: HttpRequest) -> HttpResponse:
    """What the member saved."""
    searches = own_desk.searches(member_of(request))
    return render(request, "desk/saved_searches.html", {"searches": searches})


@require_POST
@allowed(Action.READ_RECORD)
def save(request: HttpRequest) -> HttpResponse:
    """Keep a question under a name."""
    form = SaveSearchForm(request.POST)
    if form.is_valid():
        name, room = form.cleaned_data["name"], form.cleaned_data["room"]
        asked = parse_qsl(form.cleaned_data["query"])
        query = urlencode([(key, value) for key, value in asked if key not in _PASSING])[:500]
        own_desk.save_search(member_of(request), name, room, query, datetime.now(UTC))
    return HttpResponseRedirect(reverse("saved-searches"))


@require_POST
@allowed(Action.READ_RECORD)
def forget(request: HttpRequest, key: int) -> HttpResponse:
    """Forget a saved question of one's own."""
    own_desk.forget_search(member_of(request), key)
    return HttpResponseRedirect(reverse("saved-searches"))

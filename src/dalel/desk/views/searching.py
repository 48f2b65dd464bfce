"""How does a member find something, and keep a question that is asked often?"""

from datetime import UTC, datetime
from typing import Final
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dalel.desk.access import Action, allowed
from dalel.desk.asking import number
from dalel.desk.members import member_of
from dalel.store import found, own_desk
from dalel.store.models.search import Searched

#: The lists of which a question can be kept.
_ROOMS: Final = ("inbox", "search", "incidents")
#: What names a moment rather than a question.
_PASSING: Final = ("page", "told")
_LONGEST: Final = 200


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
        "searches": own_desk.searches(member_of(request)),
    }
    return render(request, "desk/search.html", context)


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
    room = request.POST.get("room", "")
    asked = parse_qsl(request.POST.get("query", ""))
    query = urlencode([(key, value) for key, value in asked if key not in _PASSING])[:500]
    name = " ".join(request.POST.get("name", "").split())[:80]
    if room in _ROOMS and name:
        own_desk.save_search(member_of(request), name, room, query, datetime.now(UTC))
    return HttpResponseRedirect(reverse("saved-searches"))


@require_POST
@allowed(Action.READ_RECORD)
def forget(request: HttpRequest, key: int) -> HttpResponse:
    """Forget a saved question of one's own."""
    own_desk.forget_search(member_of(request), key)
    return HttpResponseRedirect(reverse("saved-searches"))

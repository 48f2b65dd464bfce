"""What does the desk show of the sources and of what they published?"""

from datetime import UTC, datetime

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.desk.access import Action, allowed, may
from dalel.desk.members import member_of
from dalel.domain.errors import ForbiddenMoveError
from dalel.domain.health import Alarm
from dalel.domain.states import TRANSITIONS, SourceState
from dalel.store.acting import Act, NotFoundError
from dalel.store.watch import captures, health, lives, sources


@require_safe
@allowed(Action.READ_RECORD)
def listing(request: HttpRequest) -> HttpResponse:
    """How every source stands, those with an alarm first."""
    found = health.sources(datetime.now(UTC))
    alarms = [one for one in found if one.alarm is not Alarm.NONE]
    return render(request, "desk/sources.html", {"sources": found, "alarms": len(alarms)})


@require_safe
@allowed(Action.READ_RECORD)
def one(request: HttpRequest, key: str) -> HttpResponse:
    """A source: its health, its outages, its latest articles."""
    found = {source.key: source for source in health.sources(datetime.now(UTC))}
    if key not in found:
        raise Http404(_("There is no source of this name."))
    source = found[key]
    context = {
        "source": source,
        "addresses": health.addresses(key),
        "articles": lives.latest(key),
        "captures": captures.latest_of(key),
        "moves": sorted(TRANSITIONS[SourceState].get(source.state, frozenset())),
        "may_change": may(member_of(request), Action.CHANGE_SOURCES),
    }
    return render(request, "desk/source.html", context)


@require_POST
@allowed(Action.CHANGE_SOURCES)
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Begin to watch a source, or let it rest."""
    state = request.POST.get("state", "")
    if state not in list(SourceState):
        return HttpResponseBadRequest()
    try:
        act = Act(member=member_of(request), time=datetime.now(UTC))
        sources.set_state(key, SourceState(state), act)
    except NotFoundError as error:
        raise Http404(_("There is no source of this name.")) from error
    except ForbiddenMoveError:
        pass  # the same button again: it is so already
    return HttpResponseRedirect(reverse("source", kwargs={"key": key}))


@require_safe
@allowed(Action.READ_RECORD)
def article(request: HttpRequest, key: int) -> HttpResponse:
    """An article: what it said, version by version, and how it stood."""
    try:
        found = lives.article(key)
    except NotFoundError as error:
        raise Http404(_("There is no such article.")) from error
    return render(request, "desk/article.html", {"article": found})

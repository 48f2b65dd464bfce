"""Views of sources and articles: listing, details, activating and pausing."""

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.domain.errors import ForbiddenMoveError, NotFoundError
from dalel.domain.health import Alarm
from dalel.domain.states import TRANSITIONS, SourceState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.queries.current_member import member_of
from dalel.newsroom.evidence.forms import SourceStateForm
from dalel.newsroom.evidence.queries import (
    article_status,
    captures,
    renderings,
    source_health,
)
from dalel.newsroom.evidence.queries.watch_lacks import needs_token, watch_lack
from dalel.newsroom.frame import resting, worker_lives
from dalel.newsroom.frame.forms import answers
from dalel.newsroom.frame.permissions import Action, allowed, may
from dalel.newsroom.sources.actions import source_state


@require_safe
@allowed(Action.READ_RECORD)
def listing(request: HttpRequest) -> HttpResponse:
    """How every source stands, those with an alarm first."""
    found = source_health.sources(datetime.now(UTC))
    alarms = [one for one in found if one.alarm is not Alarm.NONE]
    context = {
        "sources": found,
        "lack": watch_lack(),
        "alarms": len(alarms),
        "resting": resting.count_resting(),
        "is_watched": worker_lives.is_at_work(),
    }
    return render(request, "evidence/sources.html", context)


@require_safe
@allowed(Action.READ_RECORD)
def one(request: HttpRequest, key: str) -> HttpResponse:
    """A source: its health, its outages, its latest articles."""
    found = {source.key: source for source in source_health.sources(datetime.now(UTC))}
    if key not in found:
        raise Http404(_("There is no source of this name."))
    source = found[key]
    context = {
        "source": source,
        "addresses": source_health.addresses(key),
        "needs_token": needs_token(key),
        "articles": article_status.latest(key),
        "captures": captures.latest_of(key),
        "worn": resting.worn(key),
        "moves": sorted(TRANSITIONS[SourceState].get(source.state, frozenset())),
        "may_change": may(member_of(request), Action.CHANGE_SOURCES),
    }
    return render(request, "evidence/source.html", context)


@require_POST
@allowed(Action.CHANGE_SOURCES)
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Begin to watch a source, or let it rest."""
    state = answers(SourceStateForm(request.POST))["state"]
    try:
        act = Act(member=member_of(request), time=datetime.now(UTC))
        source_state.set_state(key, state, act)
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
        found = article_status.article(key)
    except NotFoundError as error:
        raise Http404(_("There is no such article.")) from error
    context = {"article": found, "key": key, "shown": renderings.of_article(key)}
    return render(request, "evidence/article.html", context)

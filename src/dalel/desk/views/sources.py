"""What does the desk show of the sources and of what they published?"""

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dalel.desk.access import Action, allowed
from dalel.domain.health import Alarm
from dalel.store import health, lives
from dalel.store.reading import NotFoundError


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
    context = {
        "source": found[key],
        "addresses": health.addresses(key),
        "articles": lives.latest(key),
    }
    return render(request, "desk/source.html", context)


@require_safe
@allowed(Action.READ_RECORD)
def article(request: HttpRequest, key: int) -> HttpResponse:
    """An article: what it said, version by version, and how it stood."""
    try:
        found = lives.article(key)
    except NotFoundError as error:
        raise Http404(_("There is no such article.")) from error
    return render(request, "desk/article.html", {"article": found})

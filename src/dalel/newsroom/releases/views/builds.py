"""How far the builds of site and preview are; cancelling one, asking for one again."""

from datetime import UTC, datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.feedback import told_back, way_back
from dalel.newsroom.frame.long_works import cancel_work, one_running
from dalel.newsroom.frame.permissions import Action, allowed, may
from dalel.newsroom.releases.actions import build_queue
from dalel.newsroom.releases.actions.builder import place
from dalel.newsroom.releases.build_labels import rules
from dalel.newsroom.releases.models import BuildRow
from dalel.newsroom.releases.work_labels import may_stop


@require_safe
@allowed(Action.READ_RECORD)
def page(request: HttpRequest) -> HttpResponse:
    """What is being built, for a page that looks again by itself, or as a page of its own."""
    is_part = bool(request.headers.get("HX-Request"))
    return render(request, "incidents/builds.html" if is_part else "releases/builds_page.html")


@require_POST
@allowed(Action.WRITE)
@told_back
def cancel(request: HttpRequest, key: int) -> HttpResponse:
    """End a build; what was built before stays as it is."""
    now, build = _asked(request, key)
    build_queue.cancel(place(), build.pk, now)
    return _back(request)


@require_POST
@allowed(Action.READ_RECORD)
@told_back
def cancel_long(request: HttpRequest, key: str) -> HttpResponse:
    """End an import or a backup; of what it had begun nothing is kept."""
    home = settings.DALEL.home
    if not may_stop(act(request).member, one_running(home, key)):
        raise PermissionDenied
    cancel_work(home, key)
    return _back(request)


@require_POST
@allowed(Action.WRITE)
@told_back
def repeat(request: HttpRequest, key: int) -> HttpResponse:
    """Ask once more for a build that failed or was cancelled."""
    now, build = _asked(request, key)
    if not build.is_alive:
        build_queue.want(
            place(),
            build.kind,
            datetime.now(UTC),
            act=now,
            edition=build.edition,
            is_urgent=build.is_urgent,
        )
    return _back(request)


def _asked(request: HttpRequest, key: int) -> tuple[Act, BuildRow]:
    """Who asks, and for which build.

    :raises PermissionDenied: when readers see it, and the member releases nothing.
    """
    now, build = act(request), build_queue.one(place(), key)
    if not may(now.member, rules(build)):
        raise PermissionDenied
    return now, build


def _back(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(way_back(request, reverse("builds")))

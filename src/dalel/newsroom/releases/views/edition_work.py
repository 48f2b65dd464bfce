"""Views of work on an edition: assembling, previewing, scheduling and releasing."""

from pathlib import Path, PurePosixPath
from typing import Final, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from django.views.static import serve

from dalel.domain.states import EditionState
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.context import is_alone, pack
from dalel.newsroom.frame.feedback import say, told_back, way_back
from dalel.newsroom.frame.forms import answers, refusal
from dalel.newsroom.frame.labels import explained
from dalel.newsroom.frame.locale import speak
from dalel.newsroom.frame.permissions import Action, allowed, may
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.incidents.number_labels import called, meant
from dalel.newsroom.releases.actions import build_queue, editions, first_release
from dalel.newsroom.releases.actions import release as releasing
from dalel.newsroom.releases.actions.builder import place
from dalel.newsroom.releases.actions.editions import Gathered, PeriodError
from dalel.newsroom.releases.actions.output_places import later, press, preview_folder, voices
from dalel.newsroom.releases.forms import (
    EditionMonthForm,
    EditionPeriodForm,
    EditionStateForm,
    GatherForm,
    IntroductionForm,
    OrderForm,
)
from dalel.newsroom.releases.models import BuildKind
from dalel.newsroom.releases.views.editions import listed, shown

_WAYS: Final = {"up": -1, "down": 1}


@require_POST
@allowed(Action.APPROVE)
@told_back
def new(request: HttpRequest) -> HttpResponse:
    """Open an issue of a period; a month alone is the whole of it."""
    month, form = EditionMonthForm(request.POST), EditionPeriodForm(request.POST)
    if not month.is_valid() and not form.is_valid():
        return listed(request, form, refusal(form))
    period = month.cleaned_data.get("month") or form.cleaned_data
    try:
        number = editions.open_edition(**period, act=act(request))
    except PeriodError as error:
        return listed(request, form, *explained(error))
    return HttpResponseRedirect(_page_of(number))


@require_POST
@allowed(Action.APPROVE)
@told_back
def gather(request: HttpRequest, number: int) -> HttpResponse:
    """Bring in what is approved and of the period, or one incident by its number."""
    now = act(request)
    if incident := answers(GatherForm(request.POST))["incident"]:
        row = meant(incident)
        if not editions.add(number, row.number, now):
            _warn_of_period(request, row, number)
    else:
        _tell(request, editions.gather(number, pack().languages, now))
    return HttpResponseRedirect(_page_of(number))


@require_POST
@allowed(Action.APPROVE)
@told_back
def order(request: HttpRequest, number: int) -> HttpResponse:
    """Move an entry up or down or to a place of its section, or take it out."""
    now, form = act(request), OrderForm(request.POST)
    incident, way, place = (answers(form)[name] for name in ("incident", "way", "place"))
    if way in _WAYS:
        editions.shift(number, incident, _WAYS[way], now)
    elif way == "out":
        editions.drop(number, incident, now)
    elif way == "to" and place is not None:
        editions.move(number, incident, place, now)
    return HttpResponseRedirect(f"{_page_of(number)}#{incident}")


@require_POST
@allowed(Action.WRITE)
@told_back
def introduction(request: HttpRequest, number: int) -> HttpResponse:
    """Write the opening text of a language, or approve exactly the version that was read."""
    now, form = act(request), IntroductionForm(request.POST)
    if not form.is_valid():
        raise Http404
    language, seen, text = (form.cleaned_data[name] for name in ("language", "seen", "text"))
    if form.cleaned_data["approve"]:
        if not may(now.member, Action.APPROVE):
            raise PermissionDenied
        editions.approve_introduction(number, language, seen, act=now, alone=is_alone())
    elif text:
        editions.save_introduction(number, language, text, seen=seen, act=now)
        say(request, _("Saved; it waits for approval."))
    return HttpResponseRedirect(f"{_page_of(number)}#introduction")


@require_POST
@allowed(Action.APPROVE)
@told_back
def state(request: HttpRequest, number: int) -> HttpResponse:
    """Freeze an issue or open it again; a publisher schedules it or sets an embargo."""
    now, form = act(request), EditionStateForm(request.POST)
    is_moment, wanted = form.is_valid(), form.cleaned_data["state"]
    moment = form.cleaned_data.get("moment")
    if wanted in {EditionState.OPEN, EditionState.FROZEN}:
        editions.set_state(number, EditionState(wanted), now)
    elif not may(now.member, Action.RELEASE):
        say(request, _("A publisher schedules an edition."))
    elif not is_moment:
        return shown(request, number, form, refusal(form))
    elif moment is not None and moment <= now.time:
        past = _("This moment is past; nothing was changed. Choose one that is to come.")
        return shown(request, number, form, past)
    elif wanted == "embargo":
        editions.set_embargo(number, moment, now)
    elif wanted == EditionState.SCHEDULED and moment is not None:
        first_release.refuse_owing(first_release.duties(now.member))
        editions.set_state(number, EditionState.SCHEDULED, now, scheduled=moment)
    else:
        return shown(request, number, form, _("Choose a moment that is still to come."))
    return HttpResponseRedirect(_page_of(number))


@require_POST
@allowed(Action.RELEASE)
@told_back
def release(request: HttpRequest, number: int) -> HttpResponse:
    """Make an issue public now."""
    now = act(request)
    first_release.refuse_owing(first_release.duties(now.member))
    releasing.release(number, pack(), later(), act=now, voices=voices())
    say(request, _("Released. Readers have it as soon as the site is built."))
    return HttpResponseRedirect(_page_of(number))


@require_POST
@allowed(Action.RELEASE)
@told_back
def publish(request: HttpRequest) -> HttpResponse:
    """Have the site built anew from what is released, with all that was approved since."""
    build_queue.want(place(), BuildKind.SITE, act(request).time, act=act(request))
    return HttpResponseRedirect(way_back(request, reverse("editions")))


@require_POST
@allowed(Action.WRITE)
@told_back
def build_preview(request: HttpRequest, number: int) -> HttpResponse:
    """Have that built which members look at before a release: all that the record holds now."""
    now = act(request)
    build_queue.want(place(), BuildKind.PREVIEW, now.time, act=now, edition=number)
    return HttpResponseRedirect(_page_of(number))


@require_safe
@allowed(Action.READ_RECORD)
def preview(request: HttpRequest, path: str) -> HttpResponse:
    """A file of the preview, for members only."""
    return _file(request, path, preview_folder())


@require_safe
@allowed(Action.READ_RECORD)
def released(request: HttpRequest, path: str) -> HttpResponse:
    """A file of the public site as it stands here, also where the site itself stands elsewhere."""
    return _file(request, path, press().site)


def _file(request: HttpRequest, path: str, folder: Path) -> HttpResponse:
    wanted = PurePosixPath(path)
    if not wanted.suffix:
        wanted /= "index.html"
    try:
        # A file is streamed, which the stubs hold for another kind of answer.
        shown = cast("HttpResponse", serve(request, str(wanted), document_root=str(folder)))
    except Http404 as error:
        # It names the file by its place on this machine.
        told = _("This page is not there: it was not built yet, or was removed since.")
        raise Http404(told) from error
    if shown.get("Content-Type") == "text/plain":
        # All that we write is UTF-8, and a browser would guess otherwise.
        shown["Content-Type"] = "text/plain; charset=utf-8"
    return shown


def _tell(request: HttpRequest, found: Gathered) -> None:
    came = ngettext("%(count)d incident came in.", "%(count)d incidents came in.", found.count)
    say(request, came % {"count": found.count})
    if found.later:
        later = ngettext(
            "%(count)d approved entry is put off and was left out.",
            "%(count)d approved entries are put off and were left out.",
            found.later,
        )
        say(request, later % {"count": found.later})
    if found.outside:
        left = ngettext(
            "%(count)d approved entry is not of this period and was left out: the one that belongs "
            "here nevertheless is brought in by its number.",
            "%(count)d approved entries are not of this period and were left out: those that "
            "belong here nevertheless are brought in by their numbers.",
            found.outside,
        )
        say(request, left % {"count": found.outside})


def _warn_of_period(request: HttpRequest, row: IncidentRow, number: int) -> None:
    happened = row.date
    told = {
        "entry": called(row.number, begins=True),
        "date": speak().known(happened) if happened else speak().day(localdate(row.updated)),
        "number": number,
    }
    warning = _(
        "%(entry)s (%(date)s) is not of the period of edition %(number)d. It was brought in all "
        "the same: take it out again if that was not meant."
    )
    say(request, warning % told)


def _page_of(number: int) -> str:
    return reverse("edition", kwargs={"number": number})

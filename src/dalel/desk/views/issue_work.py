"""How is an issue put together, looked at and released?"""

from calendar import monthrange
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Final, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from django.views.static import serve

from dalel.desk import typed
from dalel.desk.access import Action, allowed, may
from dalel.desk.ground import act, is_alone, pack, press, preview_folder, voices
from dalel.desk.refusing import say, told_back
from dalel.domain.states import EditionState
from dalel.flow.public import releasing
from dalel.store.public import issues

_WAYS: Final = {"up": -1, "down": 1}


@require_POST
@allowed(Action.APPROVE)
@told_back
def new(request: HttpRequest) -> HttpResponse:
    """Open an issue of a period; a month alone is the whole of it."""
    start, end = _period(request)
    if start is None or end is None:
        say(request, _("Choose the first and the last day of the period."))
        return HttpResponseRedirect(reverse("editions"))
    number = issues.open_edition(start, end, act(request))
    return HttpResponseRedirect(_page_of(number))


@require_POST
@allowed(Action.APPROVE)
@told_back
def gather(request: HttpRequest, number: int) -> HttpResponse:
    """Bring in what is approved and of the period, or one incident by its number."""
    now = act(request)
    if incident := typed.line(request.POST.get("incident", "")):
        issues.add(number, incident, now)
    else:
        count = issues.gather(number, pack().languages, now)
        say(
            request,
            ngettext("%(count)d incident came in.", "%(count)d incidents came in.", count)
            % {"count": count},
        )
    return HttpResponseRedirect(_page_of(number))


@require_POST
@allowed(Action.APPROVE)
@told_back
def order(request: HttpRequest, number: int) -> HttpResponse:
    """Move an entry up or down, or take it out."""
    now, incident = act(request), request.POST.get("incident", "")
    way = request.POST.get("way", "")
    if way in _WAYS:
        issues.shift(number, incident, _WAYS[way], now)
    elif way == "out":
        issues.drop(number, incident, now)
    return HttpResponseRedirect(f"{_page_of(number)}#{incident}")


@require_POST
@allowed(Action.WRITE)
@told_back
def introduction(request: HttpRequest, number: int) -> HttpResponse:
    """Write the opening text of a language, or approve exactly the version that was read."""
    now, form = act(request), request.POST
    language = form.get("language", "")
    seen = typed.number(form.get("seen", "")) or 0
    if language not in pack().languages:
        raise Http404
    if "approve" in form:
        if not may(now.member, Action.APPROVE):
            say(request, _("An editor approves an introduction."))
        else:
            issues.approve_introduction(number, language, seen, act=now, alone=is_alone())
    elif text := typed.clean(form.get("text", "")):
        issues.save_introduction(number, language, text, seen=seen, act=now)
        say(request, _("Saved; it waits for approval."))
    return HttpResponseRedirect(f"{_page_of(number)}#introduction")


@require_POST
@allowed(Action.APPROVE)
@told_back
def state(request: HttpRequest, number: int) -> HttpResponse:
    """Freeze an issue or open it again; a publisher schedules it or sets an embargo."""
    now, wanted = act(request), request.POST.get("state", "")
    moment = typed.moment(request.POST.get("moment", ""), pack())
    if wanted in {EditionState.OPEN, EditionState.FROZEN}:
        issues.set_state(number, EditionState(wanted), now)
    elif not may(now.member, Action.RELEASE):
        say(request, _("A publisher schedules an edition."))
    elif wanted == "embargo":
        issues.set_embargo(number, moment, now)
    elif wanted == EditionState.SCHEDULED and moment is not None and moment > now.time:
        issues.set_state(number, EditionState.SCHEDULED, now, scheduled=moment)
    else:
        say(request, _("Choose a moment that is still to come."))
    return HttpResponseRedirect(_page_of(number))


@require_POST
@allowed(Action.RELEASE)
@told_back
def release(request: HttpRequest, number: int) -> HttpResponse:
    """Make an issue public now."""
    report = releasing.release(number, pack(), press(), act=act(request), voices=voices())
    say(request, _("Released: %(pages)d pages are public.") % {"pages": report.pages})
    return HttpResponseRedirect(_page_of(number))


@require_POST
@allowed(Action.RELEASE)
@told_back
def publish(request: HttpRequest) -> HttpResponse:
    """Build the public site anew from what is released, with all that was approved since."""
    report = releasing.publish(pack(), press(), now=act(request).time)
    say(request, _("Built: %(pages)d pages.") % {"pages": report.pages})
    return HttpResponseRedirect(reverse("editions"))


@require_POST
@allowed(Action.WRITE)
@told_back
def build_preview(request: HttpRequest, number: int) -> HttpResponse:
    """Build what members look at before a release: all that the record holds now."""
    releasing.publish(pack(), preview_folder(), now=act(request).time, preview=True)
    language = pack().languages[0]
    return HttpResponseRedirect(
        reverse("preview", kwargs={"path": f"{language}/e/{number}/index.html"})
    )


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
    # A file is streamed, which the stubs hold for another kind of answer.
    return cast("HttpResponse", serve(request, str(wanted), document_root=str(folder)))


def _period(request: HttpRequest) -> tuple[date | None, date | None]:
    if month := typed.day(f"{request.POST.get('month', '')}-01"):
        return month, month.replace(day=monthrange(month.year, month.month)[1])
    return typed.day(request.POST.get("start", "")), typed.day(request.POST.get("end", ""))


def _page_of(number: int) -> str:
    return reverse("edition", kwargs={"number": number})

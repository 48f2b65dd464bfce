"""How does the duty editor say something at once?"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dalel.desk import typed
from dalel.desk.access import Action, allowed, may
from dalel.desk.ground import act, is_alone, pack, press, voices
from dalel.desk.refusing import say, told, told_back
from dalel.domain.incident import IncidentText
from dalel.flow.public import flashing, releasing
from dalel.store.public import flashes


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.READ_RECORD)
@told_back
def lane(request: HttpRequest) -> HttpResponse:
    """What went out in a hurry, and the short form; it is read once before it goes out."""
    if request.method != "POST":
        return _page(request)
    now = act(request)
    if not may(now.member, Action.FLASH):
        raise PermissionDenied
    given = _given(request)
    try:
        texts = flashing.compose(given, pack())
        if "release" not in request.POST:
            return _page(request, texts)
        number = flashing.release_flash(given, press(), act=now, pack=pack(), voices=voices())
    except flashing.FlashRefusedError as error:
        say(request, *told(error))
        return _page(request, status=400)
    say(request, _("It is out. A second person stands behind it within 12 hours."))
    return HttpResponseRedirect(reverse("incident", args=[number]))


@require_POST
@allowed(Action.FLASH)
@told_back
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    """A second person stands behind it."""
    now = act(request)
    flashes.confirm(number, now, alone=is_alone())
    releasing.renew(pack(), press(), now=now.time)
    say(request, _("You stand behind it."))
    return HttpResponseRedirect(reverse("flash"))


def _given(request: HttpRequest) -> flashing.Given:
    form = request.POST
    return flashing.Given(
        event_type=form.get("event_type", ""),
        subjects=typed.by_language(form, "subject", pack().languages),
        place=form.get("place", ""),
        since=typed.moment(form.get("since", ""), pack()) or act(request).time,
        sources=typed.by_language(form, "source", pack().languages),
        link=typed.line(form.get("link", "")),
        unknown=tuple(form.getlist("unknown")),
    )


def _page(
    request: HttpRequest, texts: tuple[IncidentText, ...] = (), *, status: int = 200
) -> HttpResponse:
    form = request.POST
    places = sorted(
        (place for place in pack().places if place.kind != "district"),
        key=lambda place: (place.code.lower() != pack().id, place.labels[pack().languages[0]]),
    )
    context = {
        "flashes": flashes.flashes(),
        "form": form,
        "unknown": form.getlist("unknown") if request.method == "POST" else [],
        "texts": texts,
        "places": places,
        "now": act(request).time,
        "may_flash": may(act(request).member, Action.FLASH),
        "is_alone": is_alone(),
    }
    return render(request, "desk/flash.html", context, status=status)

"""Views of flashes: composing and releasing one, and confirming it as a second person."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dalel.domain.incident import IncidentText
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.context import is_alone, pack
from dalel.newsroom.frame.feedback import say, told_back
from dalel.newsroom.frame.labels import explained
from dalel.newsroom.frame.permissions import Action, allowed, may
from dalel.newsroom.incidents.queries.snapshot import has_released
from dalel.newsroom.releases.actions import compose_flash, first_release, flashes, release
from dalel.newsroom.releases.actions.output_places import later, voices
from dalel.newsroom.releases.forms import WriteFlashForm


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.READ_RECORD)
@told_back
def lane(request: HttpRequest) -> HttpResponse:
    """What went out in a hurry, and the short form; it is read once before it goes out."""
    if request.method != "POST":
        return _page(request, WriteFlashForm())
    now = act(request)
    if not may(now.member, Action.FLASH):
        raise PermissionDenied
    form = WriteFlashForm(request.POST)
    given = form.given()
    texts: tuple[IncidentText, ...] = ()
    try:
        texts = compose_flash.compose(given, pack(), now.time)
        if not form.cleaned_data["release"]:
            return _page(request, form, texts)
        first_release.refuse_owing(first_release.flash_duties(now.member))
        number = compose_flash.release_flash(given, later(), act=now, pack=pack(), voices=voices())
    except compose_flash.FlashRefusedError as error:
        say(request, *explained(error))
        return _page(request, form, lacking=error.lacking, status=400)
    except first_release.DutyError:
        # The page says what is due.
        return _page(request, form, texts, status=400)
    say(request, _("It is out. A second person stands behind it within 12 hours."))
    return HttpResponseRedirect(reverse("incident", args=[number]))


@require_POST
@allowed(Action.FLASH)
@told_back
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    """A second person stands behind it."""
    now = act(request)
    flashes.confirm(number, now, alone=is_alone())
    release.renew(pack(), later(), now=now.time)
    say(request, _("You stand behind it."))
    return HttpResponseRedirect(reverse("flash"))


def _page(
    request: HttpRequest,
    form: WriteFlashForm,
    texts: tuple[IncidentText, ...] = (),
    *,
    lacking: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    places = sorted(
        (place for place in pack().places if place.kind != "district"),
        key=lambda place: (place.code.lower() != pack().id, place.labels[pack().languages[0]]),
    )
    member = act(request).member
    context = {
        "duties": first_release.flash_duties(member) if may(member, Action.FLASH) else (),
        "flashes": flashes.flashes(),
        "form": form.data,
        "unknown": form["unknown"].data,
        "texts": texts,
        "lacking": lacking,
        "places": places,
        "now": act(request).time,
        "may_flash": may(member, Action.FLASH),
        "is_alone": is_alone(),
        "is_first": not has_released(),
    }
    return render(request, "releases/flash.html", context, status=status)

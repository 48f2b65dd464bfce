"""What did the newsroom say in channels and by letter, and what waits for a decision?"""

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.desk import typed
from dalel.desk.access import Action, allowed, may
from dalel.desk.ground import act, channels, mirrors, pack, voices
from dalel.desk.refusing import say, told_back
from dalel.store.public import messages, outbox, subscribers

_SHOWN: Final = 50


@require_safe
@allowed(Action.READ_RECORD)
def page(request: HttpRequest) -> HttpResponse:
    """What is uncertain or failed, with its two ways out; then the latest posts."""
    context = {
        "undecided": messages.undecided(),
        "latest": messages.latest(_SHOWN),
        "letters": messages.letters(),
        "readers": subscribers.counts(pack().languages),
        "voices": voices(),
        "places": channels().places,
        "mirrors": mirrors().standings(),
        "may_release": may(act(request).member, Action.RELEASE),
    }
    return render(request, "desk/messages.html", context)


@require_POST
@allowed(Action.RELEASE)
@told_back
def decide(request: HttpRequest) -> HttpResponse:
    """Send a message once more, or note that it is there."""
    key, now = request.POST.get("key", ""), act(request)
    if "again" in request.POST:
        outbox.send_again(key, now)
        say(request, _("It goes again."))
    else:
        place = typed.line(request.POST.get("place", ""))
        outbox.it_is_there(key, now, _place(place))
        say(request, _("Noted as sent."))
    return HttpResponseRedirect(reverse("messages"))


def _place(link: str) -> str:
    """Chat and number of a post, from its link: ``https://t.me/channel/12`` or ``.../c/100/12``."""
    parts = link.removeprefix("https://").removeprefix("t.me/").strip("/").split("/")
    if len(parts) < 2 or not parts[-1].isdecimal():
        return ""
    chat = f"-100{parts[-2]}" if parts[0] == "c" else f"@{parts[-2]}"
    return f"{chat}/{parts[-1]}"
